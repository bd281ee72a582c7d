"""The corrections in tests/data/corrections: for each language an old wording and what editors made of it.

The truth stands in the files. `⟦7:words⟧` in old.txt is passage 7, and in another wording it is where passage 7 has to
be found; a passage that is marked nowhere there has to be lost. Where more than one answer is right, each is marked; in
`⟦7?:words⟧` so little is left of the passage that losing it is right too. Marks may lie in each other; `⟧` closes the
one opened last.
"""

import re
import unicodedata
from collections import defaultdict
from pathlib import Path
from typing import NamedTuple

from annotations.anchoring import Anchor, move

FOLDER = Path(__file__).parents[2] / "data" / "corrections"
LANGUAGES = sorted(folder.name for folder in FOLDER.iterdir())
OLD = "old"
MARK = re.compile(r"⟦(\d+)(\??):|⟧")

Span = tuple[int, int]


class Wording(NamedTuple):
    """A text without its marks, the places of each passage in code points, end exclusive, and which may be lost."""

    text: str
    places: dict[int, list[Span]]
    doubtful: set[int]


class Correction(NamedTuple):
    """A pair of wordings, named after its files, both with their marks."""

    name: str
    old: str
    new: str


def marked(language: str, name: str = OLD) -> str:
    return (FOLDER / language / f"{name}.txt").read_text(encoding="utf-8").removesuffix("\n")


def corrections() -> list[Correction]:
    """Every file but the old wordings, each against the old wording of its language."""
    return [
        Correction(f"{language}/{path.stem}", marked(language), marked(language, path.stem))
        for language in LANGUAGES
        for path in sorted((FOLDER / language).glob("*.txt"))
        if path.stem != OLD
    ]


def wording(marked: str) -> Wording:
    pieces: list[str] = []
    places: dict[int, list[Span]] = defaultdict(list)
    doubtful: set[int] = set()
    opened: list[tuple[int, int]] = []
    length = read = 0
    for mark in MARK.finditer(marked):
        pieces.append(marked[read : mark.start()])
        length += len(pieces[-1])
        read = mark.end()
        if mark[1]:
            opened.append((int(mark[1]), length))
            doubtful.update({int(mark[1])} if mark[2] else ())
        else:
            number, start = opened.pop()
            places[number].append((start, length))
    if opened:
        raise ValueError(f"Passage {opened[-1][0]} is never closed.")
    return Wording("".join([*pieces, marked[read:]]), dict(places), doubtful)


def passages(old: Wording) -> dict[int, Span]:
    """The place of each passage that has one place alone."""
    return {number: places[0] for number, places in old.places.items() if len(places) == 1}


def troubles(old_marked: str, new_marked: str) -> list[str]:
    """Move all passages of the old wording to the new one; return a sentence for each that is not where it has to be.

    Words that stayed are held to the letter, and are `exact` or `moved`. Where they were edited, the anchor may begin
    or end before or after the signs and white space at its edges: it is the words that count.
    """
    old, new = wording(old_marked), wording(new_marked)
    spans = passages(old)
    anchors = move(old.text, new.text, list(spans.values()))
    found = []
    for (number, (start, end)), anchor in zip(spans.items(), anchors, strict=True):
        words, places = old.text[start:end], new.places.get(number, [])
        may_be_lost = not places or number in old.doubtful | new.doubtful
        if not (may_be_lost if anchor.state == "lost" else is_right(anchor, new.text, words, places)):
            right = [new.text[start:end] for start, end in places]
            found.append(f"{number} {words!r}: {anchor} {new.text[anchor.start : anchor.end]!r}, not {right or 'lost'}")
    return found


def is_right(anchor: Anchor, text: str, words: str, places: list[Span]) -> bool:
    assert anchor.start is not None
    assert anchor.end is not None
    if text[anchor.start : anchor.end] == words:
        return (anchor.start, anchor.end) in places and anchor.state in ("exact", "moved")
    core = without_signs(text, anchor.start, anchor.end)
    return anchor.state == "changed" and core in [without_signs(text, *place) for place in places]


def without_signs(text: str, start: int, end: int) -> Span:
    """Leave out what is neither letter nor figure at both ends."""
    while start < end and unicodedata.category(text[start])[0] not in "LMN":
        start += 1
    while end > start and unicodedata.category(text[end - 1])[0] not in "LMN":
        end -= 1
    return start, end
