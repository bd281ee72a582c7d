"""Painting 1,000 and 10,000 annotations on a 60,000-character article, against painting none, in Chromium.

The article is prepared as the site does, the stylesheets and modules are the site's own, 40 looks are in use. Loading
is measured by the clock, the rest in milliseconds of work of the main thread; medians of several runs.
"""

import json
import os
import random
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import product
from pathlib import Path
from statistics import median
from typing import Any

from playwright.sync_api import CDPSession, Page, Route, sync_playwright

from articles.text import prepare

STATIC = Path(__file__).resolve().parents[2] / "static"
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
HOST = "http://reading.test"
CHARACTERS = 60_000
COUNTS = (0, 1_000, 10_000)
RUNS = 7
STEPS = 20

PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>Painting</title>
<link rel="stylesheet" href="/css/tokens.css"><link rel="stylesheet" href="/css/base.css">
<link rel="stylesheet" href="/css/looks.css"><link rel="stylesheet" href="/css/reading.css">
<script type="importmap">{"imports": {"newsroom/text": "/js/text.js", "newsroom/intervals": "/js/intervals.js",
"newsroom/paint": "/js/paint.js"}}</script>
<body><div class="room"><article class="story"><div id="text" class="body" lang="en" dir="ltr">%(body)s</div></article>
<aside id="margin" class="margin"></aside></div>
<script type="application/json" id="annotations">%(annotations)s</script>
<script type="module">
import { Intervals } from "newsroom/intervals";
import { Painter } from "newsroom/paint";
const index = Intervals.fromColumns(JSON.parse(document.querySelector("#annotations").textContent));
const painter = new Painter(document.querySelector("#text"), index);
const frame = () => new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
const aside = document.querySelector("#margin");
const card = (n, i) => `<article class="card"><p>Card ${n}.${i}</p></article>`;
const cards = (n) => Array.from({ length: 20 }, (_, i) => card(n, i)).join("");
Object.assign(window, {
  async scroll(steps) {
    for (let i = 0; i < steps; i += 1) { scrollBy({ top: innerHeight * 0.8, behavior: "instant" }); await frame(); }
  },
  async hover(steps) {
    const { left, width } = document.querySelector("#text").getBoundingClientRect();
    for (let i = 0; i < steps; i += 1) {
      painter.hover(painter.idsAt(left + width * (i + 1) / (steps + 2), innerHeight * (i + 1) / (steps + 2)));
      await frame();
    }
  },
  async swap(steps) {
    for (let i = 0; i < steps; i += 1) { aside.innerHTML = cards(i); await frame(); }
  },
});
await frame();
window.painted = performance.now();
</script></body></html>"""


def article() -> str:
    """About 60,000 characters of paragraphs, headings, links and lists."""
    chance = random.Random(1)
    words = ["".join(chance.choices("etaoinshrdlucmfw", k=chance.randint(2, 10))) for _ in range(2_000)]
    pieces: list[str] = []
    length = 0
    while length < CHARACTERS:
        text = chance.choices(words, k=chance.randint(40, 110))
        text[7], text[20:24] = f"<b>{text[7]}</b>", ['<a href="https://example.org/">', *text[20:23], "</a>"]
        tag = "h2" if len(pieces) % 9 == 8 else "p"
        pieces.append(f"<{tag}>{' '.join(text[:6] if tag == 'h2' else text)}</{tag}>")
        length += len(pieces[-1])
    return "".join(pieces)


def annotations(count: int, length: int) -> dict[str, Any]:
    """Columns as annotations/painting.py makes them: passages of a word to a paragraph, anywhere."""
    chance = random.Random(2)
    hues = ["amber", "sky", "green", "yellow", "blue", "vermilion", "purple", "grey"]
    underlines = ["solid", "dashed", "dotted", "double", "wavy"]
    palette = ["plain", *(f"{hue}-{underline}" for hue, underline in product(hues, underlines))]
    starts = sorted(chance.randrange(length - 300) for _ in range(count))
    return {
        "id": list(range(1, count + 1)),
        "start": starts,
        "length": [min(300, 4 + int(chance.expovariate(1 / 60))) for _ in starts],
        "looks": [chance.sample(range(1, len(palette)), chance.choice((1, 1, 1, 2))) for _ in starts],
        "palette": palette,
    }


@contextmanager
def reading_pages(pages: dict[str, str]) -> Iterator[Page]:
    """A browser for which `HOST` serves these pages by their paths, and the site's static files."""

    def serve(route: Route) -> None:
        path = route.request.url.removeprefix(HOST)
        if path in pages:
            route.fulfill(body=pages[path], content_type="text/html; charset=utf-8")
        elif (file := STATIC / path.lstrip("/")).is_file():
            route.fulfill(path=file)
        else:
            route.fulfill(status=404)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        page.route("**/*", serve)
        yield page
        browser.close()


def measure() -> dict[int, dict[str, float]]:
    """Milliseconds per number of annotations: until painted, and per step of scrolling, hovering and swapping cards."""
    prepared = prepare(article())
    columns = {count: json.dumps(annotations(count, len(prepared.text))) for count in COUNTS}
    pages = {f"/{n}": PAGE % {"body": prepared.body, "annotations": columns[n]} for n in COUNTS}
    times: dict[int, dict[str, list[float]]] = {count: defaultdict(list) for count in COUNTS}
    with reading_pages(pages) as page:
        clock = page.context.new_cdp_session(page)
        clock.send("Performance.setTimeDomain", {"timeDomain": "threadTicks"})
        clock.send("Performance.enable")
        for _, count in product(range(1 + RUNS), COUNTS):
            page.goto(f"{HOST}/{count}")
            page.wait_for_function("window.painted")
            times[count]["load"].append(page.evaluate("window.painted"))
            for action in ("hover", "swap", "scroll"):
                before = busy(clock)
                page.evaluate(f"{action}({STEPS})")
                times[count][action].append((busy(clock) - before) / STEPS)
    # The first run warms up.
    return {count: {name: median(values[1:]) for name, values in times[count].items()} for count in COUNTS}


def busy(clock: CDPSession) -> float:
    """Milliseconds of processor time that the main thread has used so far."""
    metrics = clock.send("Performance.getMetrics")["metrics"]
    return next(1000 * metric["value"] for metric in metrics if metric["name"] == "TaskDuration")


def main() -> None:
    figures = measure()
    print(f"{'painting, ms':<32}" + "".join(f"{count:>10,}" for count in COUNTS) + f"{'aim for 10,000':>20}")
    load = figures[0]["load"]
    rows = {
        "load": ("page load to painted", f"<= {1.5 * load:.0f}"),
        "scroll": ("scroll by 0.8 screens", ""),
        "hover": ("hover over a passage", f"<= {figures[0]['hover'] + 15:.0f}"),
        "swap": ("swap the sidebar's cards", f"<= {figures[0]['swap'] + 15:.0f}"),
    }
    for name, (title, aim) in rows.items():
        print(f"{title:<32}" + "".join(f"{figures[count][name]:>10.1f}" for count in COUNTS) + f"{aim:>20}")


if __name__ == "__main__":
    main()
