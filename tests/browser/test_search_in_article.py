"""Finding in an article and its notes: from hit to hit, painted, and the browser's own search stays within reach."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from articles.models import Article, Revision
from tests.browser.conftest import PHONE
from tests.browser.reading import expect_painted, is_ready, painted

pytestmark = pytest.mark.browser

BODY = (
    "<p>𝔸 worker spoke first.</p>"
    + "<p>Nothing of the kind is said in this paragraph, nor in the next ones.</p>" * 40
    + "<p>Another <b>wor</b>ker spoke, and workers listened.</p>"
)


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish(BODY, headline="Who spoke")


@pytest.fixture
def noted(article: Article, annotate: Callable[..., Annotation], other_reader: User) -> Annotation:
    return annotate(other_reader, article, "listened", note="Every *worker* did?")


def test_from_hit_to_hit(article: Article, noted: Annotation, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    field, count = page.get_by_label("Words to find here"), page.locator("#find [data-count]")

    page.keyboard.press("Control+f")
    expect(field).to_be_focused()
    page.keyboard.type("worker")
    expect(count).to_have_text("1 of 4")
    expect_painted(page, "found-now", "worker")
    page.keyboard.press("Enter")
    expect(count).to_have_text("2 of 4")
    expect_painted(page, "found-now", "worker")
    expect_painted(page, "found", "worker", "workers")
    page.keyboard.press("F3")
    expect(count).to_have_text("3 of 4")
    expect_painted(page, "found-now", "workers")
    page.keyboard.press("Enter")
    expect(count).to_have_text("4 of 4, in a note")
    expect_painted(page, "found-note", "worker")
    expect(page.locator("article.card")).to_be_in_viewport()
    expect(field).to_be_focused()
    page.keyboard.press("Enter")
    expect(count).to_have_text("1 of 4")
    page.keyboard.press("Shift+Enter")
    expect(count).to_have_text("4 of 4, in a note")
    page.keyboard.press("Shift+F3")
    expect(count).to_have_text("3 of 4")

    page.keyboard.press("Escape")
    expect(page.locator("#find")).to_be_hidden()
    expect(page.locator("#text")).to_be_focused()
    assert not {"found", "found-now", "found-note"} & painted(page).keys()


def test_the_second_time_it_is_the_browsers_own(article: Article, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    page.evaluate(
        "window.addEventListener('keydown', (event) => event.key === 'f' && (window.taken = event.defaultPrevented))"
    )

    page.keyboard.press("Control+f")
    assert page.evaluate("window.taken") is True
    page.keyboard.press("Control+f")
    assert page.evaluate("window.taken") is False


def test_selected_words_are_looked_for(article: Article, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    page.locator("#text").focus()
    for key in ("ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"):
        page.keyboard.press(key)
    page.keyboard.press("Control+f")

    expect(page.get_by_label("Words to find here")).to_have_value('"worker spoke"')
    expect(page.locator("#find [data-count]")).to_have_text("1 of 2")


def test_nothing_found_leads_to_the_search_of_everything(
    article: Article, visit: Callable[..., Page], reader: User
) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    page.get_by_role("button", name="Find in this article").click()
    page.keyboard.type("zebra")

    expect(page.locator("#find [data-count]")).to_have_text("Not found here")
    page.get_by_role("link", name="Search everywhere instead").click()
    expect(page).to_have_url("/search/?q=zebra")


def test_a_note_whose_words_are_gone(
    article: Article,
    noted: Annotation,
    correct: Callable[..., Revision],
    visit: Callable[..., Page],
    reader: User,
) -> None:
    correct(article, "<p>Nobody said a thing.</p>")
    page = visit(reader, f"{article.get_absolute_url()}?q=worker")
    is_ready(page)

    expect(page.locator("#find [data-count]")).to_have_text("1 of 1, in a note")
    expect(page.locator("#gone article.card")).to_be_in_viewport()


def test_on_a_phone_notes_open_in_the_sheet(
    article: Article, noted: Annotation, visit: Callable[..., Page], reader: User
) -> None:
    page = visit(reader, article.get_absolute_url(), **PHONE, reduced_motion="reduce")
    is_ready(page)
    page.get_by_role("button", name="Find in this article").tap()
    page.keyboard.type("listened")
    expect(page.locator("#find [data-count]")).to_have_text("1 of 1")
    page.get_by_label("Words to find here").fill("worker")
    expect(page.locator("#find [data-count]")).to_have_text("2 of 4")
    following = page.get_by_role("button", name="Next hit")
    following.tap()
    following.tap()

    expect(page.locator("#find [data-count]")).to_have_text("4 of 4, in a note")
    expect(page.locator("#margin article.card")).to_be_in_viewport()
    following.tap()
    expect(page.locator("#margin")).to_be_hidden()
    expect(page.locator("#find [data-count]")).to_have_text("1 of 4")


def test_a_signed_out_reader_is_told(article: Article, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    page.context.clear_cookies()
    page.keyboard.press("Control+f")
    page.keyboard.type("worker")

    expect(page.locator("#find [data-count]")).to_contain_text("Sign in again")
