"""Shows what a correction changed: the differences of two canonical texts, word by word, in their paragraphs.

Pure: no Django, no database.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from corrections.paragraphs import Piece, paragraphs, pieces

CONTEXT = 160  # code points of unchanged words left around a difference
MOST = 200_000  # characters of a page that differences take; what comes after is counted


@dataclass(frozen=True)
class Row:
    """A paragraph with its differences (several where one was split or joined), or some that did not change."""

    pieces: tuple[Piece, ...] = ()
    unchanged: int = 0  # paragraphs that are not shown
    moved: bool = False  # it stands elsewhere in the other text, word for word

    @cached_property
    def kind(self) -> str:
        """`kept`, `inserted` or `deleted` as a whole, `changed`, or `unchanged` for what is not shown."""
        kinds = {piece.kind for piece in self.pieces}
        return "unchanged" if not kinds else kinds.pop() if len(kinds) == 1 else "changed"

    @property
    def before(self) -> tuple[Piece, ...]:
        """The paragraph as the old text has it."""
        return tuple(piece for piece in self.pieces if piece.kind != "inserted")

    @property
    def after(self) -> tuple[Piece, ...]:
        """The paragraph as the new text has it."""
        return tuple(piece for piece in self.pieces if piece.kind != "deleted")

    @property
    def size(self) -> int:
        """Roughly what it adds to a page, in characters."""
        return 100 + sum(len(piece.text) for piece in self.pieces)


@dataclass(frozen=True)
class Differences:
    """What is shown of two texts; `unshown` paragraphs at the end are too much for a page.

    `share` is how much of the longer text is in both, from 0 to 1.
    """

    rows: tuple[Row, ...]
    unshown: int
    share: float

    def __bool__(self) -> bool:
        return any(row.kind != "unchanged" for row in self.rows)


def differences(old: str, new: str) -> Differences:
    """Return the differences in their context; what did not change is folded."""
    whole = list(map(Row, paragraphs(old, new)))
    kept = sum(len(piece.text) for row in whole for piece in row.pieces if piece.kind == "kept")
    shown: list[Row] = []
    room, unshown = MOST, 0
    for row in folded(moves_told(whole)):
        if room > 0:
            shown.append(fitting(shortened(row), room))
            room -= shown[-1].size
        else:
            unshown += row.unchanged or 1
    return Differences(tuple(shown), unshown, share=kept / max(len(old), len(new), 1))


def passage_differences(old: str, new: str) -> Differences:
    """Return the differences of a passage and what became of it, as one row however little is left."""
    row = Row(tuple(pieces(old, new)))
    return Differences((fitting(shortened(row), MOST),), unshown=0, share=1)


def moves_told(rows: Sequence[Row]) -> list[Row]:
    """Mark the paragraphs that were taken away here and stand there word for word."""
    gone = {row.pieces for row in rows if row.kind == "deleted"}
    come = {row.pieces for row in rows if row.kind == "inserted"}
    both = {piece.text for (piece,) in gone} & {piece.text for (piece,) in come}
    return [
        Row(row.pieces, moved=True) if row.kind in ("deleted", "inserted") and row.pieces[0].text in both else row
        for row in rows
    ]


def folded(rows: Sequence[Row]) -> Iterator[Row]:
    """Yield the rows, with a count in place of those that did not change; one stays beside what came or went."""
    count = 0
    for number, row in enumerate(rows):
        beside = (*rows[max(0, number - 1) : number], *rows[number + 1 : number + 2])
        if row.kind == "kept" and not any(other.kind in ("inserted", "deleted") for other in beside):
            count += 1
            continue
        if count:
            yield Row(unchanged=count)
        count = 0
        yield row
    if count:
        yield Row(unchanged=count)


def shortened(row: Row) -> Row:
    """Cut long stretches of kept words down to what stands around the differences."""
    last = len(row.pieces) - 1
    cut = (
        Piece(piece.kind, ellipsis(piece.text, first=number == 0, last=number == last))
        if piece.kind == "kept"
        else piece
        for number, piece in enumerate(row.pieces)
    )
    return Row(tuple(cut), row.unchanged, row.moved)


def fitting(row: Row, room: int) -> Row:
    """Cut a paragraph that is longer than what a page takes."""
    if row.size <= room:
        return row
    found: list[Piece] = []
    for piece in row.pieces:
        found.append(Piece(piece.kind, piece.text if len(piece.text) <= room else piece.text[:room] + "…"))
        room -= len(piece.text)
        if room <= 0:
            break
    return Row(tuple(found), moved=row.moved)


def ellipsis(text: str, first: bool, last: bool) -> str:
    """Return the words next to the differences, cut between words where there are spaces."""
    alone = first and last
    head = "" if first and not alone else text[:CONTEXT].rpartition(" ")[0] or text[:CONTEXT]
    tail = "" if last else text[-CONTEXT:].partition(" ")[2] or text[-CONTEXT:]
    if len(text) <= 3 * CONTEXT:
        return text
    return f"{head} … {tail}".strip()
