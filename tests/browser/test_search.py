"""From the search box to the very passage, in three scripts, by keyboard alone, on a phone and without script."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from articles.models import Article
from tests.browser.conftest import PHONE
from tests.browser.reading import expect_painted, is_ready

pytestmark = pytest.mark.browser

FILLING = "<p>Nothing is said here of what is looked for, only of the weather and of the road.</p>" * 30
STORIES = {
    "en": ("The harbour", "<p>Inspectors asked about recruitment fees, and about who pays a recruiter.</p>"),
    "zh": ("棉花抵制结束", "<p>今年没有发现国家组织的强迫劳动，他们说。</p>"),
    "ug": ("مەجبۇرىي ئەمگەك", "<p>ئىشچىلار پاختا ئېتىزلىرىدا ئىشلەيدۇ.</p>"),
}
TYPED = {"en": ("recruitm", "recruitment"), "zh": ("劳动", "劳动"), "ug": ("پاخت", "پاختا")}


@pytest.fixture
def library(publish: Callable[..., Article]) -> dict[str, Article]:
    return {
        language: publish(FILLING + body + FILLING, headline=headline, language=language)
        for language, (headline, body) in STORIES.items()
    }


@pytest.mark.parametrize("language", STORIES)
def test_as_she_types_to_the_passage(
    library: dict[str, Article], visit: Callable[..., Page], reader: User, language: str
) -> None:
    typed, word = TYPED[language]
    page = visit(reader, reduced_motion="reduce")
    box = page.get_by_role("combobox", name="Search everything")

    box.press_sequentially(typed)
    option = page.get_by_role("option").first
    expect(option.locator("mark")).to_have_text(word)
    option.click()

    is_ready(page)
    expect_painted(page, "found-now", word)
    expect(page.locator("#find")).to_contain_text("1 of 1")
    top = page.evaluate(
        "[...CSS.highlights.get('found-now')].map((r) => r.startContainer.parentElement)[0].getBoundingClientRect().top"
    )
    assert 0 < top < page.viewport_size["height"]


def test_keyboard_alone(library: dict[str, Article], visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader)
    box, listed = page.get_by_role("combobox"), page.get_by_role("listbox", name="Suggestions")

    page.keyboard.press("/")
    expect(box).to_be_focused()
    expect(box).to_have_value("")
    page.keyboard.type("inspect")
    expect(listed).to_be_visible()
    expect(page.locator(".search-box [role=status]")).to_have_text("1 suggestion. Arrow keys choose.")
    expect(box).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("option").first).to_have_attribute("aria-selected", "true")
    expect(box).to_have_attribute("aria-activedescendant", "suggested-articles-1")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("[role=option][aria-selected=true]")).to_have_count(0)
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("option").last).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Escape")
    expect(listed).to_be_hidden()
    expect(box).to_have_value("inspect")
    page.keyboard.press("ArrowDown")
    expect(listed).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Enter")
    expect(page.locator(".empty")).to_contain_text("begin so: inspect*")
    page.wait_for_load_state()  # the key is a letter until the script of the new page runs
    page.keyboard.press("/")
    expect(box).to_be_focused()
    page.keyboard.type("inspectors")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Articles 1")).to_be_visible()


def test_the_key_is_a_letter_where_somebody_writes_or_selected_words(
    library: dict[str, Article], visit: Callable[..., Page], reader: User
) -> None:
    page = visit(reader, library["en"].get_absolute_url())
    is_ready(page)

    page.locator("#text").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#toolbar")).to_be_visible()
    page.keyboard.press("/")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    page.keyboard.type("either/or")
    expect(page.get_by_role("textbox", name="Note")).to_have_value("either/or")


def test_a_note_opens_at_its_passage(
    library: dict[str, Article],
    visit: Callable[..., Page],
    annotate: Callable[..., Annotation],
    reader: User,
    other_reader: User,
) -> None:
    annotate(other_reader, library["en"], "who pays a recruiter", note="The employer should.")
    page = visit(reader)
    page.get_by_role("combobox").press_sequentially("employer")
    page.get_by_role("option", name="The employer should.").click()

    is_ready(page)
    card = page.locator("article.card")
    expect(card).to_contain_text("The employer should.")
    expect(card).to_be_focused()


def test_by_finger_on_a_phone(library: dict[str, Article], visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, **PHONE)
    page.get_by_role("combobox").tap()
    page.keyboard.type("پاختا")
    listed = page.get_by_role("listbox", name="Suggestions")
    expect(listed).to_be_visible()
    box = listed.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    page.get_by_role("option").first.tap()

    is_ready(page)
    expect_painted(page, "found-now", "پاختا")
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(fits)
    page.locator("#find").get_by_role("button", name="Close").tap()
    expect(page.locator("#find")).to_be_hidden()
    expect_painted(page, "found-now")


def test_without_script(library: dict[str, Article], visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, java_script_enabled=False)
    page.get_by_label("Search everything").fill("recruitment")
    page.keyboard.press("Enter")
    expect(page.locator(".hit mark").first).to_have_text("recruitment")
    page.get_by_role("link", name="Articles 1").click()
    expect(page).to_have_url("/search/?q=recruitment&group=articles")
    page.get_by_text("Search by fields").click()
    page.get_by_label("Language").fill("zh")
    page.locator(".search-fields").get_by_role("button", name="Search").click()
    expect(page.locator(".empty")).to_contain_text("Nothing of this kind.")
    page.get_by_role("link", name="Language: zh").click()
    page.get_by_role("link", name="The harbour").click()
    expect(page.get_by_role("heading", name="The harbour")).to_be_visible()
    expect(page.get_by_role("button", name="Find in this article")).to_be_hidden()
