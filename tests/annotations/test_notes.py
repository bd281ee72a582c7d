"""Notes are Markdown, rendered without raw HTML, without surprises and without waiting."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from selectolax.lexbor import LexborHTMLParser

from annotations.models import Annotation
from annotations.notes import render_note
from articles.models import Article

REL = 'rel="noopener noreferrer nofollow ugc"'


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("Plain words.", "<p>Plain words.</p>"),
        ("one\ntwo\n\nthree", "<p>one<br>\ntwo</p>\n<p>three</p>"),
        ("*em* **strong** ~~gone~~ `code`", "<p><em>em</em> <strong>strong</strong> <s>gone</s> <code>code</code></p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("1. a\n2. b", "<ol>\n<li>a</li>\n<li>b</li>\n</ol>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("    <b>", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("```html\n<b>\n```", "<pre><code>&lt;b&gt;\n</code></pre>"),
        ("---", "<hr>"),
        ("[a](https://e.org/?a=1&b=2)", f'<p><a href="https://e.org/?a=1&amp;b=2" {REL}>a</a></p>'),
        ("<https://e.org/>", f'<p><a href="https://e.org/" {REL}>https://e.org/</a></p>'),
        ("<a@e.org>", f'<p><a href="mailto:a@e.org" {REL}>a@e.org</a></p>'),
        ("[a][1]\n\n[1]: http://e.org 'title'", f'<p><a href="http://e.org" {REL}>a</a></p>'),
    ],
)
def test_it_works(note: str, html: str) -> None:
    assert render_note(note) == html


@pytest.mark.parametrize("note", ["", " \n\t ", "\xa0"])
def test_a_note_without_words_is_empty(note: str) -> None:
    assert render_note(note) == ""


def test_headings_become_bold_paragraphs() -> None:
    assert render_note("# One\n\nTwo\n===") == "<p><strong>One</strong></p>\n<p><strong>Two</strong></p>"


@pytest.mark.parametrize(
    ("note", "html"),
    [
        ("![a *ship*](http://e.org/i.png 'title')", "<p>a ship</p>"),
        ("![](http://e.org/i.png)", "<p>http://e.org/i.png</p>"),
        ("![<script>](http://e.org/i.png)", "<p>&lt;script&gt;</p>"),
        ("[![a](http://e.org/i.png)](http://e.org)", f'<p><a href="http://e.org" {REL}>a</a></p>'),
    ],
)
def test_images_become_their_alternative_text(note: str, html: str) -> None:
    assert render_note(note) == html


@pytest.mark.parametrize(
    "note",
    [
        "<script>alert(1)</script>",
        "<b onclick=alert(1)>b</b>",
        "a <img src=x onerror=alert(1)> b",
        "<!-- hidden -->",
        "<style>p {}</style>",
        "| a | b |",
        "&lt;script&gt;",
    ],
)
def test_html_is_shown_as_it_was_typed(note: str) -> None:
    html = render_note(note)

    assert set(re.findall(r"</?(\w+)", html)) == {"p"}
    assert LexborHTMLParser(html).text() in {note, "<script>"}


def test_a_lonely_definition_of_a_link_stays_as_typed() -> None:
    assert render_note("[a]: http://e.org") == "<p>[a]: http://e.org</p>"


def test_a_table_stays_as_typed() -> None:
    assert render_note("|a|b|\n|-|-|\n|1|2|") == "<p>|a|b|<br>\n|-|-|<br>\n|1|2|</p>"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "&#106;avascript:alert(1)",
        "javascript&colon;alert(1)",
        "java\nscript:alert(1)",
        "<java script:alert(1)>",
        " javascript:alert(1) ",
        "\x01javascript:alert(1)",
        "feed:javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox(1)",
        "file:///etc/passwd",
        "//elsewhere.example",
        "/admin/logout/",
        "#note-1",
        "tel:123",
    ],
)
@pytest.mark.parametrize("form", ["[a]({})", "[a]\n\n[a]: {}", "<{}>"])
def test_only_addresses_of_the_web_and_of_mail_become_links(address: str, form: str) -> None:
    links = LexborHTMLParser(render_note(form.format(address))).css("a")

    assert [link.attributes.get("href") for link in links] == []


def test_a_link_holds_nothing_but_its_address() -> None:
    html = render_note('[a](http://e.org/"onmouseover=alert(1) "ti\\"tle")')

    assert LexborHTMLParser(html).css_first("a").attributes.keys() == {"href", "rel"}


@pytest.mark.parametrize("note", ["a\u202eb", "a\u202db", "a&#x202E;b", "a&#8237;b", "`a\u202eb`"])
def test_nothing_overrides_the_direction_of_letters(note: str) -> None:
    assert LexborHTMLParser(render_note(note)).text() == "ab"


def test_arabic_script_keeps_its_marks_of_direction() -> None:
    note = "\u2067ئۇيغۇر\u2069 ABC\u200f می\u200cخواهم"
    assert render_note(note) == f"<p>{note}</p>"


PATHOLOGICAL = (
    *("[", "![", "[](", "[[]]", "[a](b", "![[]()", '[a](b "', "[a]: b\n"),
    *("*", "*a ", "**a", "a***", "*_", "~~a", "_a_", "`", "``a`", "```\n"),
    *("<", "<a", "<b>", "<!--", "<![CDATA[", "<http://a", "&", "&#x"),
    *(">", "> - ", "- ", "1. ", "# a\n", "a\n", "\n", "\t", "* * *\n"),
    *("\\", "|a", "((", "\u202e", "\xa0"),
)


@pytest.mark.parametrize("unit", PATHOLOGICAL)
def test_the_longest_note_of_anything_is_rendered(unit: str) -> None:
    """Each of these made some renderer of Markdown run out of stack or of patience."""
    longest = (unit * settings.MAX_NOTE_CHARACTERS)[: settings.MAX_NOTE_CHARACTERS]

    assert len(render_note(longest)) < 20 * settings.MAX_NOTE_CHARACTERS


@pytest.mark.parametrize("unit", [">", "> ", "- ", "1. ", "> - "])
@pytest.mark.parametrize("depth", [1, 5, 10, 18, 19, 20, 21, 1000])
def test_words_at_any_depth_of_quotes_and_lists_are_shown(unit: str, depth: int) -> None:
    assert "bottom" in render_note(unit * depth + "bottom")


def test_five_quotes_in_each_other_are_quotes() -> None:
    assert render_note("> " * 5 + "said").count("<blockquote>") == 5


def test_what_is_stored_follows_the_note(
    reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]
) -> None:
    annotation = annotate(reader, publish(), "two", note="*one*")
    assert annotation.note_html == "<p><em>one</em></p>"

    annotation.edit(note="**two**", themes=[], visibility="everyone")
    annotation.delete_by_author()

    annotation.refresh_from_db()
    assert annotation.note_html == "<p><strong>two</strong></p>"
