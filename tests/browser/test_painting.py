"""Passages are painted where they are, near the screen, and found again under the pointer."""

import json
import re
from collections.abc import Callable, Iterator
from itertools import combinations_with_replacement, product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from annotations.models import Theme
from articles.text import prepare

pytestmark = pytest.mark.browser

HOST = "http://reading.test"
STATIC = Path(__file__).resolve().parents[2] / "static"
PAGE = """<!doctype html><meta charset="utf-8"><title>Painting</title>
<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/looks.css">
<script type="importmap">{"imports": {"newsroom/text": "/js/text.js", "newsroom/intervals": "/js/intervals.js",
"newsroom/paint": "/js/paint.js"}}</script>
<style>body { font: 18px/1.6 serif; width: 600px; color: var(--look-ink); background: var(--paper) }</style>
<div id="text" dir="DIRECTION">BODY</div><aside>Elsewhere</aside><script type="module">
import { Intervals } from "newsroom/intervals";
import { Painter } from "newsroom/paint";
window.index = Intervals.fromColumns(COLUMNS);
window.root = document.querySelector("#text");
EARLIER
window.painter = new Painter(root, index);
</script>"""
PAINTED = """() => {
    const words = (edges) => {
        const range = document.createRange();
        range.setStart(edges.startContainer, edges.startOffset);
        range.setEnd(edges.endContainer, edges.endOffset);
        return range.toString();
    };
    return Object.fromEntries([...CSS.highlights].map(([name, ranges]) => [name, Array.from(ranges, words)]));
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture
def show(page: Page) -> Callable[..., Page]:
    """Return a function that shows an article with passages painted: (quote, looks), ids counting from 1."""

    def show(html: str, *passages: tuple[str, list[str]], direction: str = "ltr", earlier: str = "") -> Page:
        article = prepare(html)
        found = [(article.text.index(quote), len(quote), looks) for quote, looks in passages]
        palette = sorted({look for _, _, looks in found for look in looks})
        columns = {
            "id": [i + 1 for i, _ in enumerate(found)],
            "start": [start for start, _, _ in found],
            "length": [length for _, length, _ in found],
            "looks": [[palette.index(look) for look in looks] for _, _, looks in found],
            "palette": palette,
        }
        content = PAGE.replace("DIRECTION", direction).replace("COLUMNS", json.dumps(columns))
        content = content.replace("EARLIER", earlier).replace("BODY", article.body)

        def serve(route: Route) -> None:
            path = route.request.url.removeprefix(HOST)
            if path == "/":
                route.fulfill(body=content, content_type="text/html; charset=utf-8")
            else:
                route.fulfill(path=STATIC / path.lstrip("/"))

        page.route(f"{HOST}/**", serve)
        page.goto(f"{HOST}/")
        page.wait_for_function("window.painter")
        return page

    return show


def paragraphs(count: int) -> str:
    return "".join(f"<p>Paragraph {i} {'of many words ' * 30} end {i}.</p>" for i in range(count))


def test_painted_words_are_the_quotes(show: Callable[..., Page]) -> None:
    page = show(
        "<p>One <b>two</b> three 👩‍👩‍👧 four.</p><ul><li>Fünf</li><li>六 <ruby>七<rt>qī</rt></ruby>八</li></ul>",
        ("two three 👩‍👩‍👧", ["amber-solid"]),
        ("four.\n\nFünf\n\n六 七八", ["sky-wavy", "green-dotted"]),
    )

    painted = page.evaluate(PAINTED)

    assert painted["amber-solid"] == ["two three 👩‍👩‍👧"]
    # One range for each paragraph; a reading in between is no word of the passage, but inside the range.
    assert painted["sky-wavy"] == painted["green-dotted"] == ["four.", "Fünf", "六 七qī八"]


def test_overlapping_passages_of_one_look_are_united(show: Callable[..., Page]) -> None:
    page = show(
        "<p>One two three four five six.</p>",
        ("One two three", ["plain"]),
        ("three four", ["plain"]),
        ("four five", ["blue-double"]),
        ("six", ["plain"]),
    )

    assert page.evaluate(PAINTED) == {"plain": ["One two three four", "six"], "blue-double": ["four five"]}


def test_no_more_than_three_looks_lie_over_each_other_and_the_shortest_win(show: Callable[..., Page]) -> None:
    page = show(
        "<p>One two three four five.</p>",
        ("One two three four five.", ["amber-solid"]),
        ("One two three four", ["sky-solid"]),
        ("One two three", ["blue-solid"]),
        ("two", ["green-solid"]),
    )

    painted = page.evaluate(PAINTED)

    assert painted["green-solid"] == ["two"]
    assert painted["blue-solid"] == ["One two three"]
    assert painted["sky-solid"] == ["One two three four"]
    assert painted["amber-solid"] == ["One ", " three four five."]


def test_in_a_crowd_only_the_shortest_passage_is_painted_at_any_place(show: Callable[..., Page]) -> None:
    words = [f"word{i}." for i in range(320)]
    page = show(f"<p>{' '.join(words)}</p>", (" ".join(words), ["plain"]), *[(word, ["sky-solid"]) for word in words])

    painted = page.evaluate(PAINTED)

    assert painted["sky-solid"] == words
    assert set(painted["plain"]) == {" "}


def test_only_what_is_near_the_screen_is_painted(show: Callable[..., Page]) -> None:
    quotes = [(f"end {i}.", ["amber-solid"]) for i in range(100)]
    page = show(paragraphs(100), *quotes)

    top = page.evaluate(PAINTED)["amber-solid"]
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 2)")
    page.wait_for_function("![...CSS.highlights.get('amber-solid')].some((r) => r.startContainer.data.endsWith(' 0.'))")
    half = page.evaluate(PAINTED)["amber-solid"]
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    page.wait_for_function("[...CSS.highlights.get('amber-solid')].some((r) => r.startContainer.data.endsWith(' 99.'))")

    assert top[0] == "end 0."
    assert 3 < len(top) < 20
    assert "end 50." in half
    assert len(half) < 20


def test_a_paragraph_taller_than_the_screen_is_painted_in_part(show: Callable[..., Page]) -> None:
    words = " ".join(f"word{i}." for i in range(5_000))
    page = show(f"<p>{words}</p>", (words, ["plain"]))

    (painted,) = page.evaluate(PAINTED)["plain"]
    start, end = page.evaluate("painter.near()")

    assert painted.startswith("word0. ")
    assert painted == words[start:end]
    assert len(painted) < len(words) / 4


def test_everything_is_painted_for_print(show: Callable[..., Page]) -> None:
    page = show(paragraphs(100), *[(f"end {i}.", ["amber-solid"]) for i in range(100)])

    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert len(page.evaluate(PAINTED)["amber-solid"]) == 100

    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(page.evaluate(PAINTED)["amber-solid"]) < 40


def test_annotations_come_change_and_go(show: Callable[..., Page]) -> None:
    page = show("<p>One two three.</p>", ("One", ["amber-solid"]))

    page.evaluate("painter.set({ id: 9, start: 4, end: 7, looks: ['sky-solid'] })")
    assert page.evaluate(PAINTED) == {"amber-solid": ["One"], "sky-solid": ["two"]}

    page.evaluate("painter.set({ id: 9, start: 4, end: 7, looks: ['grey-solid', 'plain'] })")
    assert page.evaluate(PAINTED) == {"amber-solid": ["One"], "grey-solid": ["two"], "plain": ["two"]}

    page.evaluate("painter.remove(9)")
    page.evaluate("painter.remove(1)")
    page.evaluate("painter.remove(404)")
    assert page.evaluate(PAINTED) == {}


def test_hover_draft_and_cursor_are_painted_and_cleared(show: Callable[..., Page]) -> None:
    page = show("<p>One two three.</p>", ("One", ["plain"]), ("three", ["plain"]))

    page.evaluate("painter.hover([1, 2])")
    page.evaluate("painter.draw('draft', [{start: 4, end: 7}]), painter.draw('cursor', [{start: 0, end: 3}])")
    painted = page.evaluate(PAINTED)
    page.evaluate("painter.hover([]), painter.draw('draft', []), painter.draw('cursor', [])")

    assert (painted["hover"], painted["draft"], painted["cursor"]) == (["One", "three"], ["two"], ["One"])
    assert page.evaluate(PAINTED).keys() == {"plain"}


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_a_flash_catches_the_eye_and_ends(show: Callable[..., Page], motion: str) -> None:
    page = show("<p>One two three.</p>", ("two", ["plain"]))
    page.emulate_media(reduced_motion=motion)
    page.clock.install(time=0)
    page.clock.pause_at(60_000)

    def shown() -> list[str]:
        painted: list[str] = page.evaluate(PAINTED).get("target", [])
        return painted

    page.evaluate("painter.flash(1)")
    first = shown()
    page.clock.run_for(700)
    between = shown()
    page.clock.run_for(10_000)

    assert first == ["two"]
    assert between == (["two"] if motion == "reduce" else [])
    assert shown() == []


def test_a_block_that_was_changed_is_not_painted(show: Callable[..., Page]) -> None:
    page = show(
        "<p>One two.</p><p>Three four.</p>",
        ("two.\n\nThree", ["plain"]),
        earlier="root.firstElementChild.firstChild.data = 'Ein zwei drei.';",
    )

    assert page.evaluate(PAINTED) == {"plain": ["Three"]}


def test_words_rewritten_later_lose_their_paint(show: Callable[..., Page]) -> None:
    page = show("<p>One two.</p><p>Three four.</p>", ("two.\n\nThree", ["plain"]))

    page.evaluate("root.lastElementChild.innerHTML = '<font>Drei vier und mehr.</font>'")

    assert page.evaluate(PAINTED) == {"plain": ["two."]}


def test_a_button_after_a_block_changes_nothing(show: Callable[..., Page]) -> None:
    page = show("<p>One two.</p>", ("two.", ["plain"]))

    page.evaluate("root.firstElementChild.insertAdjacentHTML('beforeend', '<button data-noanno>1 note</button>')")

    assert page.evaluate(PAINTED) == {"plain": ["two."]}


ENGLISH = "Inspectors came twice, and each time the workers who might have spoken had been sent home. " * 4
ARABIC = "قال العمال إن أجورهم لم تدفع منذ ثلاثة أشهر، وإن جوازات سفرهم محفوظة في مكتب الشركة. " * 4
CHINESE = "工人们说,他们已经三个月没有领到工资,护照也被公司扣押,无法自由离开厂区。" * 6


@pytest.mark.parametrize(
    ("text", "quote", "direction"),
    [
        (ENGLISH, ENGLISH[60:200], "ltr"),
        (ARABIC, ARABIC[40:160], "rtl"),
        (CHINESE, CHINESE[20:90], "ltr"),
        ("Before 🧵👩‍👩‍👧 after.", "👩‍👩‍👧", "ltr"),
    ],
)
def test_the_pointer_finds_the_passages_under_it(
    show: Callable[..., Page], text: str, quote: str, direction: str
) -> None:
    text = text.strip()
    page = show(f"<p>{text}</p>", (text, ["plain"]), (quote, ["amber-solid"]), direction=direction)
    units = len(text[: text.index(quote)].encode("utf-16-le")) // 2
    lines = page.evaluate(
        """([start, end]) => {
            const range = document.createRange();
            range.setStart(root.querySelector("p").firstChild, start);
            range.setEnd(root.querySelector("p").firstChild, end);
            return [...range.getClientRects()].map(({ left, top, width, height }) => [left, top, width, height]);
        }""",
        [units, units + len(quote.encode("utf-16-le")) // 2],
    )

    for left, top, width, height in lines:
        for part in (0.1, 0.5, 0.9):
            point = [left + width * part, top + height / 2]
            assert page.evaluate("(point) => painter.idsAt(...point)", point) == [2, 1]


def test_beside_the_words_there_is_nothing_to_find(show: Callable[..., Page]) -> None:
    page = show("<p>One two.</p><p>Three.</p>", ("One two.\n\nThree.", ["plain"]))
    box = page.locator("#text").bounding_box()
    aside = page.locator("aside").bounding_box()
    assert box
    assert aside

    for point in ([box["x"] + box["width"] - 5, box["y"] + 30], [aside["x"] + 5, aside["y"] + 5], [-10, -10]):
        assert page.evaluate("(point) => painter.idsAt(...point)", point) == []


def test_the_place_of_a_passage_is_told(show: Callable[..., Page]) -> None:
    page = show(paragraphs(30), ("end 20.", ["plain"]))
    start = page.evaluate("index.get(1).start")

    before = page.evaluate("(start) => painter.topOf(start)", start)
    page.evaluate("scrollTo(0, 900)")
    after = page.evaluate("(start) => painter.topOf(start)", start)
    rect = page.evaluate("(start) => painter.rectOf(start, start + 7).toJSON()", start)

    assert before == after == rect["top"]
    assert 10 < rect["width"] < 100
    assert page.evaluate("painter.topOf(1e6)") is None
    assert page.evaluate("painter.rectOf(1e6, 2e6)") is None


def test_without_highlights_everything_else_works(show: Callable[..., Page], page: Page) -> None:
    page.add_init_script("delete CSS.__proto__.highlights; delete CSS.highlights; delete window.Highlight")
    show("<p>One two.</p>", ("One two.", ["plain"]))

    assert page.evaluate("import('newsroom/paint').then(({ canPaint }) => canPaint)") is False
    page.evaluate(
        "painter.hover([1]), painter.flash(1), painter.draw('draft', [{start: 0, end: 3}]), painter.remove(404)"
    )
    assert page.evaluate("(() => { const r = painter.rectOf(0, 3); return painter.idsAt(r.x + 5, r.y + 5); })()") == [1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_ink_is_legible_on_any_two_washes(show: Callable[..., Page], scheme: str) -> None:
    looks = [f"{hue}-{line}" for hue, line in product(Theme.Colour.values, Theme.Underline.values)]
    page = show("<p>One.</p>", ("One", ["plain"]))
    page.emulate_media(color_scheme=scheme)
    computed = page.evaluate(
        """(looks) => [...looks, "plain"].map((look) => {
            const style = getComputedStyle(document.querySelector("p"), `::highlight(${look})`);
            const mark = document.body.appendChild(Object.assign(document.createElement("mark"), { className: look }));
            const twin = getComputedStyle(mark);
            return [style.backgroundColor, style.textDecorationStyle, twin.backgroundColor, twin.textDecorationStyle];
        })""",
        looks,
    )
    paper, ink = page.evaluate(
        "(({ backgroundColor, color }) => [backgroundColor, color])(getComputedStyle(document.body))"
    )

    washes = {wash for wash, *_ in computed}
    assert len(washes) == 9
    for look, (wash, line, mark_wash, mark_line) in zip([*looks, "plain-solid"], computed, strict=True):
        assert (wash, line) == (mark_wash, mark_line)
        assert line == look.split("-")[1]
    for below, above in combinations_with_replacement(sorted(washes), 2):
        for first, second in ((below, above), (above, below)):
            assert contrast(over(second, over(first, rgba(paper))), rgba(ink)) >= 7, (first, second)


def rgba(colour: str) -> list[float]:
    return [float(number) for number in re.findall(r"[\d.]+", colour)]


def over(wash: str, ground: list[float]) -> list[float]:
    *channels, alpha = rgba(wash)
    return [alpha * c + (1 - alpha) * g for c, g in zip(channels, ground, strict=False)]


def contrast(one: list[float], other: list[float]) -> float:
    def luminance(colour: list[float]) -> float:
        linear = [c / 3294.6 if c <= 10.31 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour[:3]]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)
