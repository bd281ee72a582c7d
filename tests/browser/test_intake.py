"""The editor's story: ten mixed files, two of them broken and one story among them twice, become articles."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.browser.bringing import ADD, choose, drop, is_through, press, row
from tests.browser.conftest import PHONE
from tests.intake import making

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]


def test_an_editor_brings_in_ten_files(visit: Visit, editor: User, reader: User) -> None:
    files = making.files()
    assert len(files) == 10
    page = visit(editor, ADD)
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()
    drop(page, files, "dragover")
    expect(page.get_by_text("Drop them here")).to_be_visible()
    drop(page, files)
    expect(page.get_by_text("Drop them here")).to_be_hidden()
    expect(page.locator("#reading .told")).to_have_text(re.compile(r"^\d+ of 10 files read$"))
    expect(page.locator("#reading progress")).to_be_visible()
    is_through(page)
    expect(page.locator("#desk-title .count")).to_have_text("10")
    expect(page.locator("#desk-status")).to_have_text("All files are read.")

    ferry = row(page, "ferry.txt")
    expect(ferry.locator(".headline")).to_have_text("Ferry to the islands sails again")
    expect(ferry.locator(".facts")).to_contain_text("Ana Author")
    expect(ferry.locator(".facts")).to_contain_text("58 words")
    expect(row(page, "locked.pdf")).to_contain_text("Cannot be read. This PDF is locked with a password.")
    expect(row(page, "fake.docx")).to_contain_text("Cannot be read. This seems to be a PNG picture.")
    expect(row(page, "museum.json")).to_contain_text("Embargoed until Jan. 1, 2099")
    expect(row(page, "bridge.html")).to_contain_text("1 passage was left out.")

    # The same story twice: she compares, and drops one.
    twice = row(page, "bridge.mhtml")
    expect(twice.locator(".like")).to_contain_text("The same words: bridge.html")
    with page.expect_popup() as opened:
        twice.get_by_role("link", name="Compare").click()
    expect(opened.value.get_by_text("The words of both are the same.")).to_be_visible()
    opened.value.close()
    press(page, "bridge.mhtml", "Drop")
    expect(row(page, "bridge.mhtml").get_by_role("button", name="Take back")).to_be_focused()
    press(page, "bridge.mhtml", "Take back")
    expect(row(page, "bridge.mhtml").get_by_role("link", name="Correct")).to_be_focused()
    press(page, "bridge.mhtml", "Drop")

    press(page, "market.md", "Save draft")
    expect(row(page, "market.md")).to_contain_text("Saved as a draft.")
    expect(row(page, "market.md").get_by_role("link", name="Open the article")).to_be_focused()

    row(page, "choir.eml").get_by_role("link", name="Correct").click()
    page.get_by_label("Headline").fill("Choir sings among late trains")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    page.goto(ADD)
    expect(row(page, "choir.eml")).to_contain_text("Choir sings among late trains")
    expect(row(page, "choir.eml")).to_contain_text("Saved as a draft.")

    for name in ("ferry.txt", "bridge.html", "choir.eml", "library.docx", "school.pdf"):
        row(page, name).get_by_role("checkbox").check()
    expect(page.locator("#chosen")).to_have_text("5 chosen")
    with page.expect_navigation():
        page.get_by_role("button", name="Publish the chosen").click()
    expect(page.get_by_text("5 articles are published: readers find them now.")).to_be_visible()
    with page.expect_navigation():
        page.get_by_role("button", name="Clear what is done").click()
    expect(page.locator("#desk-title .count")).to_have_text("1")  # the embargoed one is still to be decided about
    expect(row(page, "museum.json")).to_be_visible()

    library = visit(reader, "/")
    for headline in (
        "Ferry to the islands sails again",
        "Old bridge gets new planks",
        "Choir sings among late trains",
        "Library lends as never before",
        "Pupils correct the tide",
    ):
        expect(library.get_by_role("link", name=headline)).to_be_visible()
    library.get_by_role("link", name="Ferry to the islands").click()
    expect(library.locator("#text")).to_contain_text("Forty people stood in the rain to see it leave")
    assert Article.objects.count() == 6


def test_one_dropped_file_goes_to_its_own_form(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    with page.expect_navigation(url="**?source=*"):
        drop(page, {"ferry.txt": making.FERRY.encode()})
    expect(page.get_by_label("Headline")).to_have_value("Ferry to the islands sails again")


def test_with_the_keyboard_alone(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    page.get_by_label("A file, or many").set_input_files(
        [{"name": name, "mimeType": "", "buffer": data} for name, data in list(making.files().items())[:2]]
    )
    page.get_by_label("A file, or many").focus()

    def tab_to(name: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            focused = page.evaluate("document.activeElement.textContent || document.activeElement.value")
            label = page.evaluate("document.activeElement.ariaLabel")
            if re.sub(r"\s+", " ", f"{focused} {label or ''}").strip().startswith(name):
                return
        raise AssertionError(f"nothing called {name} is reached")

    tab_to("Bring in")
    page.keyboard.press("Enter")
    is_through(page)
    tab_to("Drop")
    page.keyboard.press("Enter")
    expect(row(page, "bridge.html").get_by_role("button", name="Take back")).to_be_focused()
    page.keyboard.press("Enter")
    expect(row(page, "bridge.html").get_by_role("link", name="Correct")).to_be_focused()
    row(page, "ferry.txt").get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    page.keyboard.press("Enter")  # presses no button of a row
    expect(page.locator("#chosen")).to_have_text("1 chosen")
    tab_to("Save the chosen as drafts")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("1 draft saved.")).to_be_visible()
    assert Article.objects.get().headline == "Ferry to the islands sails again"


def test_without_scripts(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD, java_script_enabled=False)
    expect(page.get_by_text("They can be dropped on this page.")).to_be_hidden()
    choose(page, dict(list(making.files().items())[:3]))
    expect(page.get_by_text("3 files wait to be read.")).to_be_visible()
    page.get_by_role("button", name="Read the files that wait").click()
    expect(page.get_by_text("3 files were read. None waits any more.")).to_be_visible(timeout=40_000)
    press(page, "ferry.txt", "Drop")
    press(page, "ferry.txt", "Take back")
    press(page, "bridge.html", "Save draft")
    expect(row(page, "bridge.html")).to_contain_text("Saved as a draft.")
    row(page, "market.md").get_by_role("link", name="Preview").click()
    expect(page.get_by_role("heading", name="Left out")).to_be_visible()
    page.get_by_role("link", name="Back to your desk").click()
    row(page, "ferry.txt").get_by_role("checkbox").check()
    page.get_by_role("button", name="Publish the chosen").click()
    expect(page.get_by_text("“Ferry to the islands sails again” is published: readers find it now.")).to_be_visible()
    assert Article.objects.count() == 2


def test_on_a_phone(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD, **PHONE)
    choose(page, dict(list(making.files().items())[:2]))
    is_through(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["viewport"]["width"]
    headline, file = (row(page, "ferry.txt").locator(part).bounding_box() for part in (".headline", ".file"))
    assert headline
    assert file
    assert headline["y"] >= file["y"] + file["height"]  # below each other
    row(page, "ferry.txt").get_by_role("button", name="Save draft").tap()
    expect(row(page, "ferry.txt")).to_contain_text("Saved as a draft.")
