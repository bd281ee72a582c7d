"""Two texts beside each other: what stands in both and what in one alone, paragraph by paragraph, word by word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice, zip_longest
from typing import Any, Literal, NamedTuple

from articles.likeness import HALF, likeness, shares
from articles.models import Article
from corrections.differences import Row, differences


@dataclass(frozen=True)
class Side:
    """A text with what is known of its article, which need not be saved; `label` tells where it comes from."""

    label: str
    article: Article
    text: str


class Beside(NamedTuple):
    """A paragraph as one side shows it; `elsewhere` tells that the other text has it in another place."""

    row: Row
    elsewhere: Literal["", "mostly", "whole"] = ""


def side_by_side(one: Side, other: Side) -> dict[str, Any]:
    """Return what the template admin/corrections/_side_by_side.html shows, whichever page includes it."""
    found = differences(one.text, other.text)
    return {
        "one": one,
        "other": other,
        "likeness": likeness(one.text, other.text),
        "pairs": list(beside(found.rows, one.text, other.text)),
        "unshown": found.unshown,
    }


def beside(rows: Iterable[Row], old: str, new: str) -> Iterator[tuple[Beside | None, Beside | None]]:
    """Yield the rows in pairs: what stands in both texts twice, what in one alone beside what the other has there."""
    rows = list(rows)
    own = {"deleted": iter(placed(rows, "deleted", new)), "inserted": iter(placed(rows, "inserted", old))}
    for is_own, run in groupby(rows, key=lambda row: row.kind in own):
        if is_own:
            counts = Counter(row.kind for row in run)
            yield from zip_longest(*(islice(found, counts[kind]) for kind, found in own.items()))
        else:
            yield from ((Beside(row), Beside(row)) for row in run)


def placed(rows: Iterable[Row], kind: str, other: str) -> list[Beside]:
    """Return the rows that one text has alone, and whether they stand elsewhere in the other."""
    own = [row for row in rows if row.kind == kind]
    found = shares((row.pieces[0].text for row in own), other)
    return [
        Beside(row, "whole" if row.moved else "mostly" if share >= HALF else "")
        for row, share in zip(own, found, strict=True)
    ]
