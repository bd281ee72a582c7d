"""How well the article is found in saved web pages: `python -m tests.bench.pages [FOLDER...]`.

Without a folder it reads our own pages (tests/pages), of both halves. `--each` tells every page. A folder may be laid
out in one of three ways, as public sets are; get those by cloning the repositories named here, we ship none of them:

- NAME/source.html, NAME/expected.html, NAME/expected-metadata.json: `mozilla/readability`, folder test/test-pages;
- evaldata.py or eval_data.py beside cache/ and eval/, a list of words that must and must not be in the text:
  `adbar/trafilatura`, folder tests;
- html/NAME.html, txt/NAME.txt, metadata/NAME.json: `AndyTheFactory/newspaper4k`, folder tests/data.

Word F1: the words of body and gold as bags, each sign of Chinese, Japanese and Thai a word; the mean over pages.
Where a set gives pieces of text instead, they are counted as in its own evaluation: F1 over all pieces.
Headlines are equal if their words are, case aside; "but for the site" takes off the site's name, which some sets leave
in theirs. Bylines are equal without "By", case and white space, names in any order.
"""

import ast
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import mean, median

from selectolax.lexbor import LexborHTMLParser

from articles.extraction import ExtractionError, extract
from articles.extraction.blocks import flatten
from articles.extraction.decoding import decode
from articles.extraction.pruning import prune
from articles.extraction.story import squeezed
from articles.extraction.weighing import weigh
from tests.pages import pages as own_pages

WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]|[^\W_\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]+")
BY = re.compile(r"^(?:by|von|par|autor:?)\s+", re.IGNORECASE)
OWN = ("tuned", "held_out")
BANDS = (0.99, 0.95, 0.9, 0.8, 0.5, 0.0)


@dataclass
class Page:
    """A page and what is to be found in it; fields that its set does not tell are None."""

    name: str
    data: bytes
    gold: str | None = None
    wanted: list[str] = field(default_factory=list)
    unwanted: list[str] = field(default_factory=list)
    headline: str | None = None
    byline: str | None = None


@dataclass
class Reading:
    text: str = ""
    headline: str | None = None
    byline: str | None = None


def ours(data: bytes) -> Reading:
    try:
        found = extract("page.html", data)
    except ExtractionError:
        return Reading()
    return Reading(_text(found.body_html), found.headline, found.byline)


def by_trafilatura(data: bytes) -> Reading:
    from trafilatura import bare_extraction

    found = bare_extraction(decode(data), with_metadata=True, include_comments=False)
    return Reading(found.text or "", found.title, found.author) if found else Reading()


def by_readability(data: bytes) -> Reading:
    """The port of readability that comes with trafilatura."""
    from trafilatura.readability_lxml import Document
    from trafilatura.utils import load_html

    tree = load_html(decode(data))
    return Reading(_text(Document(tree).summary())) if tree is not None else Reading()


def by_weighing(data: bytes) -> Reading:
    """The first of our two readers alone."""
    tree = LexborHTMLParser(decode(data))
    prune(tree)
    kept = weigh(tree.body)
    return Reading("\n".join(block.text for block in flatten(tree.body) if kept.has(block)))


READERS: dict[str, Callable[[bytes], Reading]] = {
    "ours": ours,
    "trafilatura alone": by_trafilatura,
    "readability (its port)": by_readability,
    "our weighing alone": by_weighing,
}


def _own(half: str) -> list[Page]:
    return [
        Page(
            made.name,
            made.source.encode(),
            "\n".join(made.paragraphs),
            headline=made.story.headline,
            byline=made.byline,
        )
        for made in own_pages(half)
    ]


def pages_in(folder: Path) -> Iterator[Page]:
    if (folder / "html").is_dir():
        yield from _newspapers(folder)
    elif data := next((folder / name for name in ("evaldata.py", "eval_data.py") if (folder / name).exists()), None):
        yield from _pieces(folder, data)
    else:
        yield from _mozillas(folder)


def _mozillas(folder: Path) -> Iterator[Page]:
    for expected in sorted(folder.glob("*/expected.html")):
        stated = expected.with_name("expected-metadata.json")
        told = json.loads(stated.read_text("utf-8")) if stated.exists() else {}
        yield Page(
            expected.parent.name,
            expected.with_name("source.html").read_bytes(),
            _text(expected.read_text("utf-8")),
            headline=told.get("title"),
            byline=told.get("byline"),
        )


def _newspapers(folder: Path) -> Iterator[Page]:
    for expected in sorted((folder / "txt").glob("*.txt")):
        source, stated = folder / "html" / f"{expected.stem}.html", folder / "metadata" / f"{expected.stem}.json"
        told = json.loads(stated.read_text("utf-8", "replace")) if stated.exists() else {}
        gold = expected.read_text("utf-8", "replace")
        if source.exists() and gold.strip():
            names = ", ".join(told.get("authors") or [])
            yield Page(expected.stem, source.read_bytes(), gold, headline=told.get("title"), byline=names or None)


def _pieces(folder: Path, data: Path) -> Iterator[Page]:
    tree = ast.parse(data.read_text("utf-8"))
    stated = next(node.value for node in tree.body if isinstance(node, ast.Assign))
    for told in ast.literal_eval(stated).values():
        for place in ("cache", "eval"):
            source = folder / place / told["file"]
            if source.exists():
                yield Page(
                    told["file"],
                    source.read_bytes(),
                    wanted=told["with"],
                    unwanted=told["without"],
                    headline=told.get("title") or None,
                    byline=told.get("author") or None,
                )
                break


def _text(html: str) -> str:
    body = LexborHTMLParser(html).body
    return "\n".join(block.text for block in flatten(body)) if body else ""


def word_f1(found: str, gold: str) -> float:
    one, other = Counter(WORD.findall(found.casefold())), Counter(WORD.findall(gold.casefold()))
    common = (one & other).total()
    return 2 * common / (one.total() + other.total()) if one or other else 1.0


def alike(found: str | None, gold: str) -> bool:
    def names(line: str) -> set[str]:
        return {squeezed(name) for name in re.split(r",|;| and | und | et ", BY.sub("", line.strip()))}

    return found is not None and names(found) == names(gold)


def said(line: str) -> list[str]:
    return WORD.findall(line.casefold())


def names_the_site(found: str | None, gold: str) -> bool:
    """Whether `gold` is the headline that was found, and the name of the site before or after it."""
    parts = re.split(r"\s+[|–—•·»«›‹:/-]+\s+", gold)
    return bool(found) and any(
        said(found or "") == said(" ".join(some)) for some in (parts, parts[1:], parts[:-1], parts[:1], parts[-1:])
    )


def measure(pages: list[Page], read: Callable[[bytes], Reading], each: bool) -> str:
    scores: list[float] = []
    pieces = Counter[str]()
    headlines: list[bool] = []
    sites: list[bool] = []
    bylines: list[bool] = []
    seconds: list[float] = []
    for page in pages:
        began = time.perf_counter()
        found = read(page.data)
        seconds.append(time.perf_counter() - began)
        if page.gold is not None:
            scores.append(word_f1(found.text, page.gold))
        text = " ".join(found.text.split())
        missing = [piece for piece in page.wanted if " ".join(piece.split()) not in text]
        taken = [piece for piece in page.unwanted if " ".join(piece.split()) in text]
        pieces.update(hit=len(page.wanted) - len(missing), missing=len(missing), taken=len(taken))
        if page.headline:
            headlines.append(said(found.headline or "") == said(page.headline))
            sites.append(headlines[-1] or names_the_site(found.headline, page.headline))
        if page.byline:
            bylines.append(alike(found.byline, page.byline))
        if each:
            shown = f"{scores[-1]:.3f}" if page.gold is not None else f"-{missing} +{taken}"
            print(f"    {page.name:50} {shown}  {found.headline!r} {found.byline!r} ({page.byline!r})")
    report = []
    if scores:
        bands = [sum(score >= band for score in scores) / len(scores) for band in BANDS[:-1]]
        shares = "  ".join(f">={band:.2f}: {share:4.0%}" for band, share in zip(BANDS, bands, strict=False))
        report.append(f"word F1 {mean(scores):.3f}   {shares}")
    if pieces.total():
        f1 = 2 * pieces["hit"] / (2 * pieces["hit"] + pieces["missing"] + pieces["taken"])
        report.append(f"F1 of pieces {f1:.3f} ({pieces['missing']} missing, {pieces['taken']} too much)")
    for what, hits in (("headline", headlines), ("but for the site", sites), ("byline", bylines)):
        if any(hits):
            report.append(f"{what} {mean(hits):4.0%} of {len(hits)}")
    return "   ".join([*report, f"{median(seconds):.2f} s a page, slowest {max(seconds):.1f} s"])


def main(arguments: list[str]) -> None:
    each = "--each" in arguments
    folders = [Path(name) for name in arguments if not name.startswith("--")]
    sets = {folder.name: list(pages_in(folder)) for folder in folders} or {half: _own(half) for half in OWN}
    for name, pages in sets.items():
        print(f"{name}: {len(pages)} pages")
        for reader, read in READERS.items():
            print(f"  {reader:24} {measure(pages, read, each and read is ours)}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
