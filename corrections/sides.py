"""Two texts beside each other: what stands in both and what in one alone, paragraph by paragraph, word by word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, zip_longest
from typing import Any

from articles.likeness import likeness
from articles.models import Article
from corrections.differences import Row, differences


@dataclass(frozen=True)
class Side:
    """A text with what is known of its article, which need not be saved; `label` tells where it comes from."""

    label: str
    article: Article
    text: str


def side_by_side(one: Side, other: Side) -> dict[str, Any]:
    """Return what the template admin/corrections/_side_by_side.html shows, whichever page includes it."""
    found = differences(one.text, other.text)
    return {
        "one": one,
        "other": other,
        "likeness": likeness(one.text, other.text),
        "rows": list(beside(found.rows)),
        "unshown": found.unshown,
    }


def beside(rows: Iterable[Row]) -> Iterator[tuple[Row | None, Row | None]]:
    """Yield the rows in pairs: what stands in both texts twice, what in one alone beside what the other has there."""
    for is_own, run in groupby(rows, key=lambda row: row.kind in ("deleted", "inserted")):
        if is_own:
            found = list(run)
            left, right = ([row for row in found if row.kind == kind] for kind in ("deleted", "inserted"))
            yield from zip_longest(left, right)
        else:
            yield from ((row, row) for row in run)
