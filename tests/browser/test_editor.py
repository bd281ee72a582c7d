"""An editor writes in the browser without knowing HTML."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.articles.conftest import WIRE, address
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

ADD = "/admin/articles/article/add/"
CLOSING = WIRE + "\nSubscribe to our newsletter and follow us on Twitter for more stories like this.\n"


@pytest.fixture
def draft(editor: User) -> Article:
    article = Article.objects.create(headline="A quiet harbour", created_by=editor)
    article.revise("<p>Ships waited.</p><p>Divers looked.</p>", editor)
    return article


def area(page: Page):
    return page.locator("#body-area")  # never the field that it takes the place of


def write_into(page: Page, words: str) -> None:
    """Put the caret at the end of the paragraph with these words."""
    area(page).get_by_text(words).click()
    page.keyboard.press("End")


def save(page: Page) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()


def test_she_uploads_keeps_a_passage_and_publishes(visit: Callable[..., Page], editor: User, tmp_path: Path):
    file = tmp_path / "story.txt"
    file.write_text(CLOSING)
    page = visit(editor, ADD)
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Bring in").click()
    expect(area(page).locator("figcaption")).to_contain_text("Two cranes stand over a quiet harbour")
    expect(area(page)).not_to_contain_text("Subscribe")
    page.get_by_label("Keep").check()
    expect(area(page).locator("p").last).to_contain_text("Subscribe to our newsletter")
    page.get_by_label("Keep").uncheck()
    expect(area(page)).not_to_contain_text("Subscribe")
    page.get_by_label("Keep").check()
    page.get_by_label("Headline").fill("A quiet harbour")
    page.get_by_role("button", name="Save and preview").click()
    expect(page.get_by_role("heading", name="A quiet harbour")).to_be_visible()
    expect(page.locator("#text p").last).to_contain_text("Subscribe to our newsletter")
    page.get_by_role("button", name="Publish").click()
    expect(page.get_by_text("“A quiet harbour” is published: readers find it now.")).to_be_visible()
    article = Article.objects.get()
    assert article.status == "published"
    assert article.current.text.count("Subscribe to our newsletter") == 1


def test_the_tools_make_headings_quotations_captions_and_lists(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    for words, tool in (("Ships waited.", "Heading"), ("Divers looked.", "Quotation")):
        write_into(page, words)
        page.get_by_role("button", name=tool).click()
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Paragraph").click()
    page.keyboard.type("Cranes at dawn.")
    page.get_by_role("button", name="Caption").click()
    expect(page.get_by_role("button", name="Caption")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("End")
    page.keyboard.press("Enter")
    page.keyboard.type("One")
    page.get_by_role("button", name="List").click()
    page.keyboard.press("Enter")
    page.keyboard.type("Two")
    save(page)
    draft.refresh_from_db()
    assert draft.current.text == "Ships waited.\n\nDivers looked.\n\nCranes at dawn.\n\nOne\n\nTwo"
    for tag in ("<h2 ", "<blockquote ", "<figure><figcaption ", "<ul><li "):
        assert tag in draft.current.body


def test_a_caption_becomes_a_paragraph_again(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    write_into(page, "Ships waited.")
    page.get_by_role("button", name="Caption").click()
    page.get_by_role("button", name="Paragraph").click()
    expect(area(page).locator("figure")).to_have_count(0)
    save(page)
    draft.refresh_from_db()
    assert draft.revisions.count() == 1


def test_bold_italic_and_links_by_keyboard(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    write_into(page, "Ships waited.")
    page.keyboard.press("Control+b")
    page.keyboard.type(" Long.")
    page.keyboard.press("Control+b")
    page.keyboard.press("Shift+Home")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("button", name="Link")).to_be_focused()
    page.keyboard.press("Enter")
    page.get_by_role("textbox", name="Address of the link").fill("https://example.org/")
    page.keyboard.press("Enter")
    save(page)
    draft.refresh_from_db()
    assert draft.current.text == "Ships waited. Long.\n\nDivers looked."
    assert '<a href="https://example.org/" rel="noopener noreferrer nofollow">Ships waited.' in draft.current.body
    assert re.search("<b>.?Long.</b>", draft.current.body)


PASTE = """([html, text]) => {
    const clipboard = new DataTransfer();
    if (html) clipboard.setData("text/html", html);
    clipboard.setData("text/plain", text);
    const area = document.getElementById("body-area");
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""


@pytest.mark.parametrize(
    ("html", "text", "words"),
    [
        (None, "One.\n\nTwo\nlines.", "One.\n\nTwo\nlines."),
        (None, "One.\r\nTwo.", "One.\n\nTwo."),
        (None, "a < b & c", "a < b & c"),
        ("<div style='color:red'>One <b>bold</b>.</div><script>x()</script><h1>Two</h1>", "", "One bold.\n\nTwo"),
        ("<b id=docs-internal><p>One.</p><ul><li>Two</li></ul></b>", "", "One.\n\nTwo"),
        ("<table><tr><td>One</td><td>Two</td></tr></table>", "", "One\n\nTwo"),
    ],
)
def test_what_is_pasted_comes_clean(visit, editor: User, draft: Article, html, text, words):
    page = visit(editor, address(draft))
    area(page).focus()
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    page.evaluate(PASTE, [html, text])
    assert "style=" not in area(page).inner_html()
    save(page)
    draft.refresh_from_db()
    assert draft.current.text == words


def test_the_html_itself_can_be_edited(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    page.get_by_role("button", name="HTML").click()
    source = page.locator("textarea[name=body]")
    expect(source).to_have_value("<p>Ships waited.</p>\n<p>Divers looked.</p>")
    source.fill("<p>Ships <em>came</em>.</p>")
    page.get_by_role("button", name="HTML").click()
    expect(area(page).locator("em")).to_have_text("came")
    save(page)
    draft.refresh_from_db()
    assert draft.current.text == "Ships came."


def test_opening_and_saving_changes_nothing(visit, editor: User):
    article = Article.objects.create(headline="All there is", created_by=editor, language="ug")
    article.revise(
        "<figure><figcaption>Caption <small>CREDIT</small></figcaption></figure><h2>Head</h2><p>سالام <b>a</b><br>دۇنيا"
        "</p><blockquote><p>Said.</p><p>Twice.</p></blockquote><ol start=3><li>One<ul><li>Two</li></ul></li></ol>"
        "<pre>\n a\n  b</pre><table><tr><th>A</th><td>B</td></tr></table><p>a&amp;b &lt;c&gt; \xad</p>",
        editor,
    )
    page = visit(editor, address(article))
    expect(area(page)).to_have_attribute("dir", "rtl")
    page.get_by_label("Byline").fill("Ana")
    save(page)
    article.refresh_from_db()
    assert article.byline == "Ana"
    assert article.revisions.count() == 1


def test_the_language_sets_the_direction(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    expect(area(page)).to_have_attribute("dir", "ltr")
    page.get_by_label("Language").fill("ar-EG")
    expect(area(page)).to_have_attribute("dir", "rtl")
    expect(area(page)).to_have_attribute("lang", "ar-EG")


def test_what_was_typed_survives_a_mistake(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    write_into(page, "Divers looked.")
    page.keyboard.type(" Twice.")
    page.get_by_label("Headline").fill("")
    save(page)
    expect(page.get_by_text("This field is required.")).to_be_visible()
    expect(area(page)).to_contain_text("Divers looked. Twice.")


def test_leaving_with_unsaved_words_is_asked_about(visit, editor: User, draft: Article):
    page = visit(editor, address(draft))
    write_into(page, "Divers looked.")
    page.keyboard.type(" Twice.")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Home").click()
    assert asked == ["beforeunload"]
    expect(area(page)).to_contain_text("Divers looked. Twice.")


def test_a_double_click_makes_one_article(visit, editor: User):
    page = visit(editor, f"{ADD}?source=")
    page.get_by_label("Headline").fill("Once")
    area(page).click()
    page.keyboard.type("Words.")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").dblclick()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert Article.objects.count() == 1


def test_too_large_a_file_is_said_before_it_is_sent(visit, editor: User, tmp_path: Path):
    file = tmp_path / "huge.txt"
    file.write_bytes(b"x" * (5 * 1024 * 1024 + 1))
    page = visit(editor, ADD)
    problem = page.get_by_text("This is too large: at most 5 MB can be brought in.")
    expect(problem).to_be_hidden()
    page.get_by_label("A file").set_input_files(file)
    expect(problem).to_be_visible()
    page.get_by_role("button", name="Bring in").click()
    expect(page).to_have_url(re.compile(re.escape(ADD) + "$"))
    small = tmp_path / "small.txt"
    small.write_text(WIRE)
    page.get_by_label("A file").set_input_files(small)
    expect(problem).to_be_hidden()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [{}, PHONE], ids=["desktop", "phone"])
def test_every_page_of_the_desk_is_accessible(visit, publish, editor: User, draft: Article, scheme: str, window: dict):
    published = publish("<p>Words.</p>", outlet="The Gazette")
    page = visit(editor, "/admin/", color_scheme=scheme, **window)
    for path in (
        "/admin/",
        "/admin/articles/article/",
        ADD,
        f"{ADD}?source=",
        address(draft),
        address(published),
        address(draft, "preview"),
        address(draft, "history"),
    ):
        page.goto(path)
        found = Axe().run(page, options={"preload": False})
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
