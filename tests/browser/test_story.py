"""The whole story: an editor brings in a wire story, readers mark it, a moderator hides what should not stand."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Theme
from tests.browser.conftest import PHONE
from tests.browser.reading import (
    choose_theme,
    is_ready,
    painted,
    select_with_finger,
    select_with_keyboard,
    select_with_mouse,
)

pytestmark = pytest.mark.browser

WIRE_STORY = Path(__file__).parent.parent / "data" / "wire" / "reuters_en.txt"


@pytest.fixture
def published(visit: Callable[..., Page], editor: User) -> str:
    """The address of the wire story, brought in and published through the admin as an editor does it."""
    page = visit(editor, "/admin/articles/article/add/")
    page.get_by_label("A file").set_input_files(WIRE_STORY)
    page.get_by_role("button", name="Bring in").click()
    expect(page.get_by_label("Headline")).to_have_value("Labour inspectors find gaps in solar supply chain audits")
    expect(page.get_by_label("Dateline")).to_have_value("GENEVA")
    page.get_by_role("button", name="Save and preview").click()
    expect(page.locator("#text")).to_contain_text("'We asked for \"private\" interviews,' she added.")
    expect(page.locator("#text")).not_to_contain_text("Our Standards")
    page.get_by_role("button", name="Publish").click()
    return page.get_by_role("link", name="Reader’s page").get_attribute("href") or ""


def test_an_article_is_read_marked_gathered_flagged_and_moderated(
    published: str,
    visit: Callable[..., Page],
    reader: User,
    other_reader: User,
    moderator: User,
) -> None:
    Theme.objects.coin("Forced labour", moderator)
    Theme.objects.coin("Audits", moderator)

    page = visit(reader, published)
    is_ready(page)
    select_with_mouse(page, "Auditors who certify makers of solar panels")
    page.get_by_role("button", name="Note").click()
    page.get_by_label("Note").fill("Who *pays* the auditor?")
    choose_theme(page, "forced", "Forced labour")
    choose_theme(page, "aud", "Audits")
    page.get_by_role("button", name="Save").click()
    card = page.locator("article.card", has_text="Who pays the auditor?")
    expect(card.locator("em")).to_have_text("pays")
    expect(card.locator(".chip")).to_have_text(["Audits", "Forced labour"])

    select_with_keyboard(page, words=2, after=2)
    page.keyboard.press("h")
    expect(page.locator("article.card")).to_have_count(2)

    page.reload()
    is_ready(page)
    expect(page.locator("article.card")).to_have_count(2)
    for annotation in Annotation.objects.all():
        looks = [theme.look for theme in annotation.themes.all()] or ["plain"]
        assert all(annotation.exact in painted(page)[look] for look in looks)

    page.goto("/themes/forced-labour/")
    expect(page.locator("mark")).to_have_text("Auditors who certify makers of solar panels")

    theirs = visit(other_reader, published)
    is_ready(theirs)
    flagged = theirs.locator("article.card", has_text="Who pays the auditor?")
    flagged.get_by_role("link", name="Flag").click()
    theirs.get_by_label("What is wrong with it?").fill("An insinuation.")
    theirs.get_by_role("button", name="Flag").click()
    expect(theirs.locator("article.card", has_text="You flagged this")).to_be_visible()

    desk = visit(moderator, "/admin/annotations/annotation/")
    desk.get_by_role("link", name="Auditors who certify").click()
    expect(desk.locator("#content")).to_contain_text("An insinuation.")
    desk.get_by_label("Reason").first.fill("Please stay with what the article says.")
    desk.get_by_role("button", name="Hide").click()
    expect(desk.locator(".messagelist")).to_be_visible()

    theirs.reload()
    is_ready(theirs)
    expect(theirs.locator("article.card")).to_have_count(1)
    expect(theirs.locator("#annotations")).not_to_contain_text("audits")
    page.goto(published)
    expect(page.locator("article.card .notice")).to_contain_text("Please stay with what the article says.")


def test_a_reader_marks_with_her_fingers_on_a_phone(published: str, visit: Callable[..., Page], reader: User) -> None:
    page = visit(reader, published, **PHONE)
    is_ready(page)
    select_with_finger(page, "inspectors said")
    page.locator("#toolbar [data-mark=highlight]").tap()
    expect(page.locator(".block-notes")).to_have_text("1 note")
    page.locator(".block-notes").tap()
    expect(page.locator("article.card.shown")).to_contain_text("inspectors")
    assert Annotation.objects.get().exact == "inspectors said"
