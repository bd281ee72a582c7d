"""An editor corrects a published article in the browser: she types, looks, saves, and loses nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation
from articles.models import Article, Revision
from tests.browser.conftest import PHONE, Server
from tests.corrections.conftest import STORY, address

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
Annotate = Callable[..., Annotation]
EVERYTHING = (
    "<figure><figcaption>Caption <small>CREDIT</small></figcaption></figure><h2>Head</h2><p>سالام <b>a</b><br>دۇنيا"
    "</p><blockquote><p>Said.</p><p>Twice.</p></blockquote><ol start=3><li>One<ul><li>Two</li></ul></li></ol>"
    "<pre>\n a\n  b</pre><table><tr><th>A</th><td>B</td></tr></table>"
    "<p>a&amp;b &lt;c&gt; \xad</p><p>The last words.</p>"
)


@pytest.fixture
def story(publish: Callable[..., Article]) -> Article:
    return publish(STORY, headline="A quiet harbour")


def area(page: Page) -> Locator:
    return page.locator("#body-area")  # never the field that it takes the place of


def write_at_the_end(page: Page, words: str) -> None:
    area(page).locator("p").last.click()
    page.keyboard.press("Control+End")
    page.keyboard.type(words)


def look(page: Page) -> None:
    page.get_by_role("button", name="See what happens").click()
    expect(page.get_by_role("heading", name="What happens")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save the correction").click()


def current(article: Article) -> Revision:
    article.refresh_from_db()
    return article.current


def test_she_corrects_looks_and_saves(
    visit: Visit, editor: User, reader: User, story: Article, annotate: Annotate
) -> None:
    annotate(reader, story, "Ships waited outside for three days")
    annotate(reader, story, "Nobody was in a hurry")
    page = visit(editor, address(story, "change"))
    page.get_by_role("link", name="Correct the text").first.click()
    area(page).get_by_text("Ships waited").dblclick(position={"x": 2, "y": 10})
    page.keyboard.type("Boats ")
    page.get_by_label("Error of fact").check()
    page.get_by_label("In words").fill("They were boats.")
    expect(page.get_by_role("button", name="Save the correction")).to_have_count(0)
    look(page)
    changes = page.locator(".review .differences").first
    expect(changes.locator("del")).to_contain_text("Ships")
    expect(changes.locator("ins")).to_contain_text("Boats")
    expect(page.locator(".summary .changed")).to_have_text("1 has its words changed")
    expect(page.get_by_label("In words")).to_have_value("They were boats.")
    expect(area(page)).to_contain_text("Boats waited")
    assert current(story).number == 1
    save(page)
    expect(page.get_by_text("Corrected. 1 annotation stayed, 1 changed.")).to_be_visible()
    assert "Boats waited outside" in current(story).text
    assert (current(story).kind, current(story).reason) == ("fact", "They were boats.")

    page.get_by_role("link", name="Compare with the one before").click()
    expect(page.locator(".beside del")).to_contain_text("Ships")
    page.get_by_role("link", name="Go back to this wording").click()
    expect(area(page)).to_contain_text("Ships waited")


def test_what_was_looked_at_is_saved_as_it_is(visit: Visit, editor: User, publish: Callable[..., Article]) -> None:
    """The editor's HTML comes back from the browser as the same words and markup, whatever is in it."""
    article = publish(EVERYTHING, language="ug")
    page = visit(editor, address(article))
    expect(area(page)).to_have_attribute("dir", "rtl")
    expect(area(page)).to_have_attribute("lang", "ug")
    page.get_by_label("Update").check()
    page.get_by_role("button", name="See what happens").click()
    expect(page.get_by_text("Nothing was changed: these are the words and the markup")).to_be_visible()
    write_at_the_end(page, " And more.")
    look(page)
    save(page)
    expect(page.get_by_text("Corrected. Nobody has annotated this article.")).to_be_visible()
    assert current(article).number == 2
    assert current(article).text == article.revisions.get(number=1).text + " And more."


def test_words_changed_after_looking_are_looked_at_again(visit: Visit, editor: User, story: Article) -> None:
    page = visit(editor, address(story))
    write_at_the_end(page, " Once.")
    page.get_by_label("Update").check()
    look(page)
    write_at_the_end(page, " Twice.")
    save(page)
    expect(page.get_by_text("The text is not the one that you looked at.")).to_be_visible()
    assert current(story).number == 1
    save(page)
    expect(page.get_by_text("Corrected.")).to_be_visible()
    assert current(story).text.endswith("Once. Twice.")


def test_a_site_that_does_not_answer_loses_nothing(visit: Visit, server: Server, editor: User, story: Article) -> None:
    page = visit(editor, address(story))
    write_at_the_end(page, " Once.")
    page.get_by_label("Update").check()
    look(page)
    server.stop()
    save(page)
    expect(page.get_by_text("The site does not answer. Nothing was saved")).to_be_visible()
    expect(area(page)).to_contain_text("harbour master. Once.")
    page.get_by_label("In words").fill("It went on.")
    server.start()
    save(page)
    expect(page.get_by_text("Corrected.")).to_be_visible()
    assert current(story).text.endswith("Once.")
    assert (current(story).number, current(story).reason) == (2, "It went on.")


def test_signed_out_she_signs_in_elsewhere_and_saves(visit: Visit, site: str, editor: User, story: Article) -> None:
    page = visit(editor, address(story))
    write_at_the_end(page, " Once.")
    page.get_by_label("Update").check()
    page.context.clear_cookies()
    page.get_by_role("button", name="See what happens").click()
    expect(page.get_by_text("You are signed out. Nothing was saved")).to_be_visible()
    client = Client()
    client.force_login(editor)
    cookie = {"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}
    page.context.add_cookies([cookie])
    page.context.new_page().goto(f"{site}/account/")
    look(page)
    save(page)
    expect(page.get_by_text("Corrected.")).to_be_visible()
    assert current(story).text.endswith("Once.")


def test_a_double_click_saves_once(visit: Visit, editor: User, story: Article) -> None:
    page = visit(editor, address(story))
    write_at_the_end(page, " Once.")
    page.get_by_label("Update").check()
    look(page)
    page.get_by_role("button", name="Save the correction").dblclick()
    expect(page.get_by_text("Corrected.")).to_be_visible()
    assert story.revisions.count() == 2


def test_leaving_with_unsaved_words_is_asked_about(visit: Visit, editor: User, story: Article) -> None:
    page = visit(editor, address(story))
    write_at_the_end(page, " Once.")
    page.get_by_label("Update").check()
    look(page)
    area(page).click()
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Home").click()
    assert asked == ["beforeunload"]
    expect(area(page)).to_contain_text("Once.")


def test_a_file_with_the_new_text(visit: Visit, editor: User, story: Article, tmp_path: Path) -> None:
    new, huge = tmp_path / "new.txt", tmp_path / "huge.txt"
    new.write_text("The harbour opened on Tuesday.\n\nShips waited outside for three days.\n")
    huge.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    page = visit(editor, address(story))
    page.get_by_label("Update").check()
    page.get_by_label("Or a file with the new text").set_input_files(huge)
    expect(page.get_by_text("This is too large: at most 5 MB can be brought in.")).to_be_visible()
    page.get_by_role("button", name="See what happens").click()
    expect(page.get_by_text("This is too large: at most 5 MB can be brought in.")).to_be_visible()
    page.get_by_label("Or a file with the new text").set_input_files(new)
    look(page)
    expect(area(page)).to_contain_text("The harbour opened on Tuesday.")
    save(page)
    expect(page.get_by_role("link", name="new.txt")).to_have_count(2)
    assert current(story).source.name == "new.txt"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [{}, PHONE], ids=["desktop", "phone"])
def test_every_page_is_accessible(
    visit: Visit,
    editor: User,
    administrator: User,
    reader: User,
    story: Article,
    annotate: Annotate,
    correct: Callable[..., Revision],
    scheme: str,
    window: dict[str, Any],
) -> None:
    for quote in ("Ships waited", "for three days", "Nobody was in a hurry", "officials said"):
        annotate(reader, story, quote)
    annotate(reader, story, "piers", visibility="private")
    correct(story, STORY.replace("Monday", "Tuesday"), reason="A day later.", reason_shown=False)
    page = visit(editor, address(story, "change"), color_scheme=scheme, **window)

    def is_fine() -> None:
        found = Axe().run(page, options={"preload": False})
        assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url

    is_fine()
    for path in (address(story), f"{address(story)}?from=1", f"{address(story, 'compare')}?old=1&new=2"):
        page.goto(path)
        is_fine()
    page.goto(address(story))
    page.get_by_role("button", name="See what happens").click()
    expect(page.get_by_text("Choose why the text is corrected.")).to_be_visible()
    is_fine()
    page.get_by_label("Update").check()
    area(page).evaluate("(area) => { area.innerHTML = '<p>Ships waited for four days.</p><p>Another.</p>'; }")
    look(page)
    is_fine()
    story.refresh_from_db()
    story.correct(STORY, administrator, seen=2, kind="legal", reason="They wrote to us.")
    save(page)
    expect(page.get_by_text("administrator corrected this text on")).to_be_visible()
    is_fine()
