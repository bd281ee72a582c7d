"""Cards and their passages: each shows the other, and what one does with them."""

import time
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from articles.models import Article
from tests.browser.reading import BOX_OF_WORDS, choose_theme, expect_painted, is_ready, painted, select_with_mouse

pytestmark = pytest.mark.browser

LONG = (
    "<p>One word and another.</p>"
    + "<p>A paragraph between them, of some length.</p>" * 60
    + "<p>The last words here.</p>"
)


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>Five exporters promised to end recruitment fees.</p><p>Nobody has counted them since.</p>")


def point_at(page: Page, words: str) -> None:
    box = page.evaluate(BOX_OF_WORDS, words)
    page.mouse.move((box["x"] + box["toX"]) / 2, box["y"])


def test_a_passage_shows_its_card_and_a_card_its_passage(
    article: Article, visit: Callable[..., Page], reader: User, annotate: Callable[..., Annotation]
) -> None:
    fees = annotate(reader, article, "recruitment fees", themes=["Debt"])
    annotate(reader, article, "counted them")
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    card, other = page.locator(f"#annotation-{fees.pk}"), page.locator("article.card").last

    point_at(page, "recruitment fees")
    expect(card).to_contain_class("near")
    expect_painted(page, "hover", "recruitment fees")

    other.hover()
    expect(other).to_contain_class("near")
    expect(card).not_to_contain_class("near")
    expect_painted(page, "hover", "counted them")

    page.mouse.click(*(page.evaluate(BOX_OF_WORDS, "recruitment fees")[side] + 2 for side in ("x", "y")))
    expect(card).to_be_focused()
    latest = time.monotonic() + 5
    while abs((card.bounding_box() or {})["y"] - page.evaluate(BOX_OF_WORDS, "recruitment fees")["y"]) >= 40:
        assert time.monotonic() < latest, "the card is not level with its passage"


def test_a_permalink_opens_the_passage_and_flashes_it(
    publish: Callable[..., Article], visit: Callable[..., Page], reader: User, annotate: Callable[..., Annotation]
) -> None:
    article = publish(LONG)
    annotation = annotate(reader, article, "last words")
    page = visit(reader, annotation.get_absolute_url())
    is_ready(page)

    expect_painted(page, "target", "last words")
    expect(page.locator("#text p").last).to_be_in_viewport()
    expect(page.locator(f"#annotation-{annotation.pk}")).to_be_focused()


def test_one_goes_on_where_one_stopped(
    publish: Callable[..., Article], visit: Callable[..., Page], reader: User
) -> None:
    page = visit(reader, publish(LONG).get_absolute_url())
    is_ready(page)
    with page.expect_response("**/position/"):
        page.locator("#text p").last.scroll_into_view_if_needed()
    page.goto("/")
    page.get_by_role("link", name="Continue where you stopped").click()
    is_ready(page)
    expect(page.locator("#text p").last).to_be_in_viewport()


def test_one_edits_deletes_and_takes_it_back(
    article: Article, visit: Callable[..., Page], reader: User, annotate: Callable[..., Annotation]
) -> None:
    annotate(reader, article, "recruitment fees", note="First thought", themes=["Debt"])
    page = visit(reader, article.get_absolute_url())
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Note").fill("Second thought")
    choose_theme(page, "Wages", "Wages", option="Add “Wages” to the codebook")
    page.get_by_role("button", name="Remove Debt").click()
    page.get_by_role("button", name="Save").click()
    expect(page.locator("article.card .note")).to_have_text("Second thought")
    expect(page.locator("article.card .chip")).to_have_text(["Wages"])
    (look,) = (theme.look for theme in Annotation.objects.get().themes.all())
    expect_painted(page, look, "recruitment fees")

    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".card.deleted")).to_be_visible()
    expect_painted(page, look)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("article.card .note")).to_have_text("Second thought")
    expect_painted(page, look, "recruitment fees")


def test_what_is_for_me_alone_is_not_sent_to_others(
    article: Article, visit: Callable[..., Page], reader: User, other_reader: User
) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    select_with_mouse(page, "promised to end")
    page.locator("#toolbar").get_by_label("Visible to").select_option("only me")
    page.get_by_role("button", name="Highlight").click()
    expect(page.locator("article.card")).to_contain_text("Only you see this")

    theirs = visit(other_reader, article.get_absolute_url())
    is_ready(theirs)
    expect(theirs.locator(".block-notes")).to_have_count(0)
    assert painted(theirs) == {}


def test_a_theme_that_was_typed_and_not_chosen_is_kept(
    article: Article, visit: Callable[..., Page], reader: User
) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    select_with_mouse(page, "promised to end")
    page.get_by_role("button", name="Theme").click()
    page.get_by_role("combobox", name="Themes").fill("Promises")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("article.card .chip")).to_have_text(["Promises"])


def test_paragraphs_that_a_translator_changed_are_neither_painted_nor_marked(
    article: Article, visit: Callable[..., Page], reader: User, annotate: Callable[..., Annotation]
) -> None:
    annotate(reader, article, "recruitment fees")
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    expect_painted(page, "plain", "recruitment fees")
    page.locator("#text p").first.evaluate("(p) => { p.textContent = 'Fünf Exporteure versprachen etwas.'; }")
    expect_painted(page, "plain")
    box = page.evaluate(BOX_OF_WORDS, "Exporteure versprachen")
    page.mouse.move(box["x"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["toX"] - 1, box["toY"], steps=4)
    page.mouse.up()
    expect(page.locator("#announcer")).to_contain_text("changed by your browser")
    expect(page.locator("#toolbar")).to_be_hidden()


def test_a_card_that_was_pushed_away_does_not_move_under_the_mouse(
    article: Article, visit: Callable[..., Page], reader: User, annotate: Callable[..., Annotation]
) -> None:
    for quote in ("Five exporters", "promised", "to end", "recruitment fees"):
        annotate(reader, article, quote, note="A note.\n\nOf two paragraphs.")
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    card = page.locator("article.card").last
    card.hover()
    place = card.get_by_role("link", name="Edit").bounding_box() or {}
    page.mouse.move(place["x"] + 5, place["y"] + 5)
    page.mouse.down()
    page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    card.evaluate("(card) => Promise.all(card.getAnimations().map((animation) => animation.finished))")
    page.mouse.up()
    expect(page.locator(".editing textarea")).to_be_focused()
