"""The stored text is the text that the browser reads off the body, and offsets mean the same on both sides."""

import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from articles.text import Prepared, prepare
from tests.articles.reading import leaf_blocks

pytestmark = pytest.mark.browser

ROOT = Path(__file__).resolve().parents[2]
AWKWARD = sorted((ROOT / "tests/data/awkward").glob("*.html"))
HOST = "http://awkward.example"
PAGE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Awkward</title>
<script type="importmap">{"imports": {"newsroom/text": "/text.js"}}</script></head>
<body><main><article>BODY</article></main></body></html>"""


@pytest.fixture(scope="module")
def reading(browser: Browser) -> Iterator[Callable[[str], Page]]:
    """Return a function that loads a page that prints a body, with `text` for the module and `root` for the article."""
    page = browser.new_page()
    shown = {"/text.js": ("text/javascript", (ROOT / "static/js/text.js").read_bytes())}

    def serve(route: Any) -> None:
        kind, content = shown[route.request.url.removeprefix(HOST)]
        route.fulfill(body=content, content_type=f"{kind}; charset=utf-8")

    def reading(body: str) -> Page:
        shown["/"] = ("text/html", PAGE.replace("BODY", body).encode())
        page.goto(HOST)
        page.evaluate(
            """async () => {
                window.text = await import("newsroom/text");
                window.root = document.querySelector("article");
                window.find = (selector) => root.querySelector(selector);
            }"""
        )
        return page

    page.route(f"{HOST}/**", serve)
    yield reading
    page.close()


def prepared(path: Path) -> Prepared:
    return prepare(path.read_bytes().decode())


each_awkward_document = pytest.mark.parametrize("path", AWKWARD, ids=lambda path: path.stem)


@each_awkward_document
def test_the_browser_reads_the_stored_text(path, reading):
    article = prepared(path)
    read = reading(article.body).evaluate(
        """(body) => {
            const inserted = document.createElement("article");
            inserted.innerHTML = body;
            const parsed = new DOMParser().parseFromString(`<!doctype html><article>${body}</article>`, "text/html");
            return [root, inserted, parsed.querySelector("article")].map((article) => text.textOf(article));
        }""",
        article.body,
    )
    assert read == [article.text] * 3


@each_awkward_document
def test_every_block_is_where_it_says(path, reading):
    article = prepared(path)
    found = reading(article.body).evaluate(
        "() => text.blocks(root).map(({ start, length, sound }) => [start, length, sound])"
    )
    assert found == [[start, length, True] for start, length, _text in leaf_blocks(article.body)]


@each_awkward_document
def test_passages_are_found_and_found_again(path, reading):
    article = prepared(path)
    spans = some_spans(len(article.text), path.stem)
    found = reading(article.body).evaluate(
        """(spans) => spans.map(([start, end]) => text.rangeOf(root, start, end).map((span) => {
            const range = document.createRange();
            range.setStart(span.startContainer, span.startOffset);
            range.setEnd(span.endContainer, span.endOffset);
            const words = range.cloneContents();
            words.querySelectorAll("rt, rp").forEach((reading) => reading.remove());
            words.querySelectorAll("br").forEach((br) => br.replaceWith("\\n"));
            words.querySelectorAll("img").forEach((img) => img.replaceWith("\\ufffc"));
            return [
                text.offsetOf(root, span.startContainer, span.startOffset, "start"),
                text.offsetOf(root, span.endContainer, span.endOffset, "end"),
                words.textContent,
            ];
        }))""",
        spans,
    )
    assert found == [expected(article, start, end) for start, end in spans]


def some_spans(length: int, seed: str) -> list[tuple[int, int]]:
    """All of it, every single character of the beginning, and passages by chance."""
    chance = random.Random(seed)
    pairs = [sorted((chance.randint(0, length), chance.randint(0, length))) for _ in range(200)]
    return [(0, length), *((at, at + 1) for at in range(min(length, 100))), *((start, end) for start, end in pairs)]


def expected(article: Prepared, start: int, end: int) -> list[list[Any]]:
    """The passage block by block: where each piece starts and ends, and its words."""
    pieces = []
    for block_start, length, _text in leaf_blocks(article.body):
        piece = max(start, block_start), min(end, block_start + length)
        if piece[0] < piece[1]:
            pieces.append([*piece, article.text[slice(*piece)]])
    return pieces


def test_a_range_says_its_words_by_itself(reading):
    article = prepare("<p>One <b>👩‍👩‍👧 two</b></p><p>three 𠀀 four</p>")
    page = reading(article.body)
    said = """([start, end]) => text.rangeOf(root, start, end).map((span) => {
        const range = document.createRange();
        range.setStart(span.startContainer, span.startOffset);
        range.setEnd(span.endContainer, span.endOffset);
        return range.toString();
    })"""
    start, end = article.text.index("👩"), article.text.index(" four")
    assert page.evaluate(said, [start, end]) == ["👩‍👩‍👧 two", "three 𠀀"]
    assert page.evaluate(said, [0, len(article.text)]) == article.text.split("\n\n")


@pytest.mark.parametrize("span", [(3, 5), (4, 4), (-5, 0), (8, 99), (2, 1)])
def test_a_passage_without_words_has_no_range(span, reading):
    page = reading(prepare("<p>One</p><p>two</p>").body)
    assert page.evaluate("([start, end]) => text.rangeOf(root, start, end)", span) == []


@pytest.mark.parametrize(
    ("point", "start", "end"),
    [
        ("[root, 0]", 0, None),
        ("[root, 1]", 5, 3),
        ("[root, 2]", 8, 6),
        ("[root, 4]", None, 11),
        ("[find('p'), 0]", 0, 0),
        ("[find('p').firstChild, 3]", 5, 3),
        ("[find('p + p'), 0]", 5, 3),
        ("[find('p + p').firstChild, 0]", 5, 3),
        ("[find('p + p').firstChild, 1]", 8, 6),
        ("[find('hr + p').firstChild, 1]", 9, 9),
        ("[find('hr'), 0]", 8, 6),
        ("[find('hr + p'), 1]", 11, 11),
        ("[document.body, 0]", None, None),
        ("[document.querySelector('title').firstChild, 2]", None, None),
    ],
)
def test_a_start_goes_forward_and_an_end_goes_back(point, start, end, reading):
    page = reading(prepare("<p>One</p><p>t</p><hr><p>two</p>").body)
    found = page.evaluate(f"() => ['start', 'end'].map((bias) => text.offsetOf(root, ...{point}, bias))")
    assert found == [start, end]


def test_a_point_inside_a_surrogate_pair_goes_outwards(reading):
    page = reading(prepare("<p>a😀b😀</p>").body)
    points = "[0, 1, 2, 3, 4, 5].map((at) => text.offsetOf(root, find('p').firstChild, at, bias))"
    assert page.evaluate(f"() => {{ const bias = 'start'; return {points}; }}") == [0, 1, 1, 2, 3, 3]
    assert page.evaluate(f"() => {{ const bias = 'end'; return {points}; }}") == [0, 1, 2, 2, 3, 4]


def test_points_among_what_is_not_counted(reading):
    page = reading(
        prepare("<p><ruby>漢<rp>(</rp><rt>kan</rt></ruby>字<br>x<img src='data:image/gif;base64,AA=='>y</p>").body
    )
    points = [
        ("find('rt').firstChild, 2", 1),
        ("find('rt'), 0", 1),
        ("find('ruby'), 2", 1),
        ("find('p'), 1", 1),
        ("find('p'), 2", 2),
        ("find('br'), 0", 2),
        ("find('p'), 3", 3),
        ("find('img'), 0", 4),
        ("find('p'), 5", 5),
    ]
    assert [page.evaluate(f"() => text.offsetOf(root, {point})") for point, _offset in points] == [
        offset for _point, offset in points
    ]


def test_what_the_page_adds_counts_nothing(reading):
    article = prepare("<p>One two</p><p>three</p>")
    page = reading(article.body)
    page.evaluate(
        """() => {
            const button = document.createElement("button");
            button.dataset.noanno = "";
            button.textContent = "3 notes";
            find("p").append(button);
            find("p").after(button.cloneNode(true));
        }"""
    )
    assert page.evaluate("() => text.textOf(root)") == article.text
    assert page.evaluate("() => text.blocks(root).every((block) => block.sound)")
    assert page.evaluate("() => text.offsetOf(root, find('p button').firstChild, 2, 'end')") == 7
    assert page.evaluate("() => text.offsetOf(root, find('p + button').firstChild, 2)") == 9


def test_a_translated_block_is_left_alone_until_it_is_back(reading):
    article = prepare("<p>One</p><p>two</p><p>three</p>")
    page = reading(article.body)
    told = """() => [
        text.blocks(root).map((block) => block.sound),
        text.rangeOf(root, 0, 15).map((span) => span.startContainer.data),
        text.offsetOf(root, find("p + p").firstChild, 0),
    ]"""
    assert page.evaluate(told) == [[True, True, True], ["One", "two", "three"], 5]
    page.evaluate("() => { find('p + p').firstChild.data = 'deux'; }")
    assert page.evaluate(told) == [[True, False, True], ["One", "three"], None]
    page.evaluate("() => { find('p + p').innerHTML = '<font>two</font>'; }")
    assert page.evaluate(told) == [[True, True, True], ["One", "two", "three"], 5]


def test_another_body_in_the_same_place_is_read_anew(reading):
    page = reading(prepare("<p>One</p>").body)
    assert page.evaluate("() => text.blocks(root).length") == 1
    page.evaluate("(body) => { root.innerHTML = body; }", prepare("<p>One</p><p>two</p>").body)
    assert page.evaluate("() => text.blocks(root).map((block) => block.start)") == [0, 5]


def test_an_article_without_words(reading):
    page = reading("")
    found = page.evaluate(
        "() => [text.textOf(root), text.blocks(root), text.rangeOf(root, 0, 9), text.offsetOf(root, root, 0)]"
    )
    assert found == ["", [], [], None]


def test_split_text_nodes_are_read_all_the_same(reading):
    article = prepare("<p>" + "👩\u200d👧 words " * 200 + "</p><pre>" + "line\n" * 300 + "</pre>")
    page = reading(article.body)
    page.evaluate(
        """() => {
            find("p").firstChild.splitText(600).splitText(0).splitText(7);
            find("pre").firstChild.splitText(1000);
        }"""
    )
    assert page.evaluate("() => text.textOf(root)") == article.text
    spans = some_spans(len(article.text), "split")
    found = page.evaluate(
        """(spans) => spans.map(([start, end]) => text.rangeOf(root, start, end).map((span) => [
            text.offsetOf(root, span.startContainer, span.startOffset, "start"),
            text.offsetOf(root, span.endContainer, span.endOffset, "end"),
        ]))""",
        spans,
    )
    assert found == [[piece[:2] for piece in expected(article, start, end)] for start, end in spans]
