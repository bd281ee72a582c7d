"""The article with its passages marked in the page itself, for browsers without script and for print."""

import re
from collections.abc import Callable
from random import Random

import pytest
from django.contrib.auth.models import User
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from annotations.marks import Mark, marked
from annotations.models import Annotation
from annotations.painting import columns
from articles.models import Article
from articles.text import prepare

AWKWARD = (
    "<h1>Wages &amp; hours &lt;2024&gt;</h1><p>One <b>two <i>three</b> four</i>.<br>Five 😀 <img src='data:image/png;"
    "base64,AAAA' alt='x > y'> six</p><ul><li>seven<ul><li>eight</ul><li>&nbsp;nine</ul><pre>\n\n  ten\n eleven</pre>"
    "<p><ruby>強<rp>(</rp><rt>kyō</rt><rp>)</rp>制<rt>sei<img src='data:image/png;base64,AAAA'></rt></ruby> end</p>"
    '<table><tr><td>a<td>b</table><p>data-s="7" & &amp;amp; &quot;</p>'
)
PIECES = [
    "<p>",
    "<pre>",
    "\n",
    "<br>",
    "<b>",
    "</b>",
    "<img src='data:image/png;base64,AA'>",
    "&amp;",
    "&lt;",
    '"',
    ">",
]
PIECES += ["<ruby>", "<rt>", "</ruby>", "<li>", "<ul>", "</ul>", "<td>", "word ", "字", "😀", " ", "\u00ad", "e\u0301"]


def unmarked(html: str) -> str:
    """Take out marks and numbers."""
    html = re.sub(r'<sup class="note-number".*?</sup>', "", html)
    return re.sub(r'<mark class="[^"]*">|</mark>', "", html)


def words_in_marks(html: str) -> list[tuple[str, str]]:
    """Return the text of every mark with its look, as a parser of HTML reads it."""
    return [(mark.attributes["class"] or "", "".join(text_of(mark))) for mark in LexborHTMLParser(html).css("mark")]


def text_of(node: LexborNode) -> list[str]:
    if node.is_text_node:
        return [node.text_content or ""]
    if node.tag in {"br", "img"}:
        return ["\n" if node.tag == "br" else "\ufffc"]
    if node.tag in {"rt", "rp", "sup"}:
        return []
    return [text for child in node.iter(include_text=True) for text in text_of(child)]


def one(start: int, end: int) -> Mark:
    return Mark(start, end, 1, "sky-solid")


def test_it_works() -> None:
    assert marked('<p data-s="0" data-n="7">One two</p>', [one(4, 7)]) == (
        '<p data-s="0" data-n="7">One <mark class="sky-solid">two</mark>'
        '<sup class="note-number" data-noanno><a href="#note-1" id="passage-1">1</a></sup></p>'
    )


def test_without_marks_the_body_is_as_it_was() -> None:
    body = prepare(AWKWARD).body

    assert marked(body, []) == body


def test_nothing_to_mark_in() -> None:
    assert marked("", [one(0, 5)]) == ""


@pytest.mark.parametrize(
    "words", ["Wages & hours <2024>", "two three four", "Five 😀 \ufffc six", "強制", "end", "  ten\n eleven"]
)
def test_marks_cover_the_very_words(words: str) -> None:
    body, text = prepare(AWKWARD).body, prepare(AWKWARD).text
    start = text.index(words)

    html = marked(body, [one(start, start + len(words))])

    assert "".join(text for _, text in words_in_marks(html)) == words
    assert unmarked(html) == body


def test_a_mark_across_blocks_leaves_out_what_parts_them() -> None:
    prepared = prepare("<p>One two</p><p>three four</p>")
    start, end = prepared.text.index("two"), prepared.text.index(" four")

    assert words_in_marks(marked(prepared.body, [one(start, end)])) == [("sky-solid", "two"), ("sky-solid", "three")]


def test_a_mark_that_ends_between_blocks_has_its_number_before_them() -> None:
    prepared = prepare("<p>One two</p><p>three</p>")

    for end in (7, 8, 9):
        html = marked(prepared.body, [one(4, end)])
        assert html.index('id="passage-1"') < html.index("</p>")


def test_overlapping_marks_show_the_one_that_began_last() -> None:
    prepared = prepare("<p>abcdefghij</p>")
    marks = [Mark(0, 8, 1, "a-solid"), Mark(2, 5, 2, "b-solid"), Mark(4, 10, 3, "c-solid"), Mark(4, 6, 4, "d-solid")]

    html = marked(prepared.body, marks)

    assert words_in_marks(html) == [
        *(("a-solid", "ab"), ("b-solid", "cd"), ("d-solid", "e"), ("d-solid", "f")),
        *(("c-solid", "gh"), ("c-solid", "ij")),
    ]
    assert re.findall(r'id="passage-(\d)"', html) == ["2", "4", "1", "3"]


def test_every_number_stands_once_where_its_mark_ends() -> None:
    prepared = prepare(AWKWARD)
    marks = [Mark(start, start + 9, start + 1, "a-solid") for start in range(len(prepared.text) - 9)]

    numbers = re.findall(r'id="passage-(\d+)"', marked(prepared.body, marks))

    assert sorted(map(int, numbers)) == [mark.number for mark in marks]


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.randoms(use_true_random=False))
def test_any_words_of_any_article_can_be_marked(html: str, random: Random) -> None:
    prepared = prepare(html)
    places = range(len(prepared.text) + 1)
    edges = [sorted((random.choice(places), random.choice(places))) for _ in range(random.randrange(6))]
    marks = [Mark(start, end, number, f"look-{number}") for number, (start, end) in enumerate(edges, 1) if start < end]

    answer = marked(prepared.body, marks)

    assert unmarked(answer) == prepared.body
    covered = {place for mark in marks for place in range(mark.start, mark.end)}
    gaps = {place for gap in block_gaps(prepared.body, len(prepared.text)) for place in gap}
    expected = "".join(prepared.text[place] for place in sorted(covered - gaps))
    assert "".join(text for _, text in words_in_marks(answer)) == expected


@settings(deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join), st.data())
def test_one_mark_covers_exactly_its_words(html: str, data: st.DataObject) -> None:
    prepared = prepare(html)
    start = data.draw(st.integers(0, len(prepared.text)))
    end = data.draw(st.integers(start, len(prepared.text)))

    answer = marked(prepared.body, [one(start, end)] if start < end else [])

    gaps = {place for gap in block_gaps(prepared.body, len(prepared.text)) for place in gap}
    words = "".join(prepared.text[place] for place in range(start, end) if place not in gaps)
    assert "".join(text for _, text in words_in_marks(answer)) == words
    assert answer.count('id="passage-1"') == bool(words)


def block_gaps(body: str, length: int) -> list[range]:
    """Return the stretches of the text that part its blocks."""
    blocks = [(int(start), int(count)) for start, count in re.findall(r'<\w+ data-s="(\d+)" data-n="(\d+)"', body)]
    ends = [start + count for start, count in blocks]
    return (
        [range(end, start) for end, (start, _) in zip(ends, [*blocks[1:], (length, 0)], strict=True)] if blocks else []
    )


def test_ten_thousand_marks_that_all_end_together() -> None:
    prepared = prepare("<p>" + "word &amp; " * 6_000 + "</p>")
    marks = [Mark(start, len(prepared.text), start + 1, "a-solid") for start in range(10_000)]

    html = marked(prepared.body, marks)

    assert html.count("<mark") == 10_000
    assert unmarked(html) == prepared.body


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One <b>two</b> three &amp; four.</p><p>Five.</p>")


def test_the_page_shows_marks_and_notes(
    reader: User,
    other_reader: User,
    article: Article,
    annotate: Callable[..., Annotation],
    browser_of: Callable[[User], Client],
) -> None:
    annotate(other_reader, article, "three & four.\n\nFive", note="And *here*.", themes=["Wages"])
    annotate(reader, article, "two three", visibility="private")
    annotate(other_reader, article, "One", note="Not for you.", visibility="private")

    html = browser_of(reader).get(article.get_absolute_url(), {"marks": "1"}).content.decode()

    body = html[html.index('id="text"') : html.index("</div>", html.index('id="text"'))]
    assert [words for _, words in words_in_marks(body)] == ["two", " ", "three", " & four.", "Five"]
    for number in (1, 2):
        assert f'href="#note-{number}" id="passage-{number}"' in body
        assert f'<li id="note-{number}">' in html
    assert 'id="passage-3"' not in body
    assert "<em>here</em>" in html
    assert "Not for you." not in html
    assert 'type="application/json"' not in html


def test_a_passage_looks_as_it_is_painted(
    reader: User, article: Article, annotate: Callable[..., Annotation], browser_of: Callable[[User], Client]
) -> None:
    themes = annotate(reader, article, "two", themes=["Wages", "Hours", "Debt"]).themes

    html = browser_of(reader).get(article.get_absolute_url(), {"marks": "1"}).content.decode()

    assert f'<mark class="{themes.get(name="Debt").look}">two</mark>' in html
    assert columns(article.annotations.all(), article.current_id)["palette"][1] == themes.get(name="Debt").look
    assert html.index("<bdi>Debt</bdi>") < html.index("<bdi>Hours</bdi>") < html.index("<bdi>Wages</bdi>")


def test_a_page_without_marks_is_the_article(
    reader: User, article: Article, browser_of: Callable[[User], Client]
) -> None:
    html = browser_of(reader).get(article.get_absolute_url(), {"marks": "1"}).content.decode()

    assert article.current.body in html
    assert "Nobody has marked anything here that you may see." in html


def test_what_the_page_marks_are_the_quotes(
    reader: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    browser_of: Callable[[User], Client],
) -> None:
    article = publish(AWKWARD)
    for words in ("Wages & hours", "three four", "seven", "強制", "eleven", "& &amp;"):
        annotation = annotate(reader, article, words)
        html = browser_of(reader).get(article.get_absolute_url(), {"marks": "1"}).content.decode()
        body = html[html.index('id="text"') : html.index('<section class="notes"')]
        assert "".join(text for _, text in words_in_marks(body)) == annotation.exact == words
        annotation.delete_by_author()
