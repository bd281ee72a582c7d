"""Everything on the reading page is done with the keyboard alone, and the focus is never lost."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation, Theme
from articles.models import Article
from tests.browser.reading import is_ready, select_with_keyboard

pytestmark = pytest.mark.browser

TEXT = "<p>Inspectors visited four factories in spring.</p><p>Nobody was there to be asked.</p>"


@pytest.fixture
def article(publish: Callable[..., Article], moderator: User) -> Article:
    Theme.objects.coin("Audits", moderator)
    return publish(TEXT, headline="Four factories")


def tab_to(page: Page, wanted: Locator, most: int = 15) -> None:
    """Press Tab until the wanted element has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.count() and wanted.evaluate("element => element === document.activeElement"):
            break
    expect(wanted).to_be_focused()


def test_annotate_edit_delete_and_undo(article: Article, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    text, announcer, card = page.locator("#text"), page.locator("#announcer"), page.locator("article.card")

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(text).to_be_focused()

    for key in ["ArrowRight", "ArrowRight", "Shift+ArrowRight", "Shift+ArrowRight"]:
        page.keyboard.press(key)
    expect(announcer).to_contain_text("Selected: ")
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    page.keyboard.type("Which four?")
    page.keyboard.press("Tab")
    themes = page.get_by_role("combobox", name="Themes")
    expect(themes).to_be_focused()
    page.keyboard.type("aud")
    expect(page.get_by_role("option", name="Audits")).to_have_attribute("aria-selected", "true")
    page.keyboard.press("Enter")
    expect(page.locator(".composer .chip")).to_contain_text("Audits")
    expect(themes).to_be_focused()
    page.keyboard.press("Control+Enter")
    expect(card).to_be_focused()
    expect(card).to_have_accessible_name(f"Rana Reader on “{Annotation.objects.get().exact}”")
    expect(announcer).to_have_text("Saved.")

    tab_to(page, page.get_by_role("link", name="Edit"))
    expect(card.locator("footer")).to_have_css("opacity", "1")
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    page.keyboard.press("End")
    page.keyboard.type(" Nobody says.")
    tab_to(page, page.get_by_role("button", name="Save"))
    page.keyboard.press("Enter")
    expect(card).to_contain_text("Which four? Nobody says.")
    expect(card).to_be_focused()

    tab_to(page, page.get_by_role("link", name="Edit"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Cancel"))
    page.keyboard.press("Enter")
    expect(card).to_be_focused()

    tab_to(page, page.get_by_role("button", name="Delete"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    expect(announcer).to_have_text("Deleted.")
    page.keyboard.press("Enter")
    expect(card).to_be_focused()

    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    page.keyboard.press("]")
    expect(card).to_be_focused()


def test_the_focus_stays_where_the_reader_is(article: Article, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    text, composer = page.locator("#text"), page.locator(".composer")

    select_with_keyboard(page, words=1, after=0)
    page.keyboard.press("h")
    expect(page.locator("article.card")).to_have_count(1)
    expect(text).to_be_focused()

    select_with_keyboard(page, words=2, after=2)
    tab_to(page, page.locator("#toolbar").get_by_role("button", name="Highlight"))
    page.keyboard.press("Enter")
    expect(page.locator("article.card")).to_have_count(2)
    expect(text).to_be_focused()

    select_with_keyboard(page, words=1, after=4)
    tab_to(page, page.locator("#toolbar").get_by_role("button", name="Highlight"))
    page.keyboard.press("Escape")
    expect(page.locator("#toolbar")).to_be_hidden()
    expect(text).to_be_focused()

    # Escape closes the list, then the empty form; what was written stays open and is left.
    select_with_keyboard(page, words=1, after=5)
    page.keyboard.press("t")
    expect(page.get_by_role("option", name="Audits")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox", name="Themes")).to_be_hidden()
    expect(page.get_by_role("combobox", name="Themes")).to_be_focused()
    page.keyboard.press("Escape")
    expect(composer).to_have_count(0)
    expect(text).to_be_focused()

    select_with_keyboard(page, words=1, after=5)
    page.keyboard.press("n")
    expect(page.get_by_role("textbox", name="Note")).to_be_focused()
    page.keyboard.type("Half a thought")
    page.keyboard.press("Escape")
    expect(text).to_be_focused()
    expect(page.get_by_role("textbox", name="Note")).to_have_value("Half a thought")
    tab_to(page, composer.get_by_role("button", name="Discard"), most=40)
    page.keyboard.press("Enter")
    expect(composer).to_have_count(0)
    expect(text).to_be_focused()


def test_notes_of_a_paragraph_open_and_close_and_are_flagged(
    article: Article,
    visit: Callable[..., Page],
    annotate: Callable[..., Annotation],
    reader: User,
    other_reader: User,
) -> None:
    annotate(other_reader, article, "four factories", note="Which ones?")
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    notes, card = page.get_by_role("button", name="1 note"), page.locator("article.card")

    page.locator("#text").focus()
    page.keyboard.press("Tab")
    expect(notes).to_be_focused()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    tab_to(page, page.get_by_role("link", name="Flag"))
    page.keyboard.press("Enter")
    expect(page.get_by_label("What is wrong with it?")).to_be_focused()
    page.keyboard.type("Not a question.")
    tab_to(page, page.get_by_role("button", name="Flag"))
    page.keyboard.press("Enter")
    expect(card).to_contain_text("You flagged this")
    expect(card).to_be_focused()

    page.set_viewport_size({"width": 600, "height": 700})
    page.keyboard.press("Escape")
    notes.focus()
    page.keyboard.press("Enter")
    expect(card).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#margin")).to_be_hidden()
    expect(notes).to_be_focused()
