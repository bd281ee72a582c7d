"""What people do on the reading page, as they do it: by mouse, by finger, by keyboard."""

import time

from playwright.sync_api import Page, expect

PAINTED = """() => {
    const words = (edges) => {
        const range = document.createRange();
        range.setStart(edges.startContainer, edges.startOffset);
        range.setEnd(edges.endContainer, edges.endOffset);
        return range.toString();
    };
    return Object.fromEntries([...CSS.highlights].map(([name, highlight]) => [name, [...highlight].map(words)]));
}"""

BOX_OF_WORDS = """(words) => {
    const walker = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at);
        range.setEnd(node, at + words.length);
        node.parentElement.scrollIntoView({ block: "center", behavior: "instant" });
        const rects = [...range.getClientRects()];
        const [first, last] = [rects[0], rects.at(-1)];
        return { x: first.left, y: first.top + first.height / 2, toX: last.right, toY: last.top + last.height / 2 };
    }
}"""


def is_ready(page: Page) -> None:
    """Wait until the page's scripts run."""
    expect(page.locator("html[data-ready]")).to_be_attached()


def painted(page: Page) -> dict[str, list[str]]:
    """Return the words that are painted now, by the names of their highlights."""
    return page.evaluate(PAINTED)


def expect_painted(page: Page, name: str, *words: str) -> None:
    """Wait until just these words are painted under this name. (The CSP forbids Playwright's own way to wait.)"""
    latest = time.monotonic() + 5
    while painted(page).get(name, []) != list(words):
        assert time.monotonic() < latest, painted(page)


def select_with_mouse(page: Page, words: str) -> None:
    """Drag from the first of the words, which stand in one text node, to the last, once the page is at rest."""
    box = None
    while box != (latest := page.evaluate(BOX_OF_WORDS, words)):
        box = latest
        page.wait_for_timeout(50)
    page.mouse.move(box["x"] + 1, box["y"])
    page.mouse.down()
    page.mouse.move(box["toX"] - 1, box["toY"], steps=4)
    page.mouse.up()
    expect(page.locator("#toolbar")).to_be_visible()
    page.wait_for_timeout(150)  # the toolbar comes while one drags, and knows a moment later where that ended


def select_with_finger(page: Page, words: str) -> None:
    """Touch the words and let them be selected, as a phone does after a long press.

    Headless Chromium on a desktop system has no long press of its own that selects; its effect is set here.
    """
    box = page.evaluate(BOX_OF_WORDS, words)
    page.touchscreen.tap(box["x"] + 2, box["y"])
    page.evaluate(
        """(words) => {
            const walker = document.createTreeWalker(document.querySelector("#text"), NodeFilter.SHOW_TEXT);
            while (!walker.nextNode().data.includes(words)) continue;
            const at = walker.currentNode.data.indexOf(words);
            getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + words.length);
        }""",
        words,
    )
    expect(page.locator("#toolbar")).to_be_visible()


def select_with_keyboard(page: Page, words: int, after: int) -> None:
    """Tab to the text, go some words on and select the next ones."""
    page.locator("#text").focus()
    for _ in range(after + 1):
        page.keyboard.press("ArrowRight")
    for _ in range(words):
        page.keyboard.press("Shift+ArrowRight")
    expect(page.locator("#toolbar")).to_be_visible()


def choose_theme(page: Page, typed: str, name: str, option: str = "") -> None:
    """Type into the theme field of the open form and take the option, by default that of the theme's name."""
    form = page.locator(".composer, .editing")
    form.get_by_role("combobox", name="Themes").fill(typed)
    page.get_by_role("option", name=option or name).first.click()
    expect(form.locator(".chip", has_text=name)).to_be_visible()
