"""Finds what two canonical texts share: their paragraphs first, then the words inside those that were changed.

Pure: no Django, no database. Offsets are code points, end exclusive. Words are aligned as annotations are carried, in
bounded time and memory; in scripts without spaces between words they are characters.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from annotations.anchoring.alignment import compared
from annotations.anchoring.blocks import Block, Stretch, joined
from annotations.anchoring.tokens import letters, tokenise

BREAK = "\n\n"  # between the paragraphs of a canonical text
SHARED = 0.4  # of the shorter of two paragraphs, so that they count as one that was changed

Kind = Literal["kept", "inserted", "deleted"]


class Piece(NamedTuple):
    """Words that are in both texts, in the new one alone, or in the old one alone."""

    kind: Kind
    text: str


class Kept(NamedTuple):
    """The same characters in both texts: code points where they start and end in each."""

    start: int
    end: int
    new_start: int
    new_end: int


def paragraphs(old: str, new: str) -> Iterator[tuple[Piece, ...]]:
    """Yield the paragraphs of both texts with all their words, in the order of the texts.

    Joined with breaks, what is not inserted is the old text, what is not deleted the new one.
    """
    ours, theirs = borders(old), borders(new)
    i = j = 0
    for first, last, new_first, new_last in partners(old, new, ours, theirs):
        yield from alone(old, ours[i:first], "deleted")
        yield from alone(new, theirs[j:new_first], "inserted")
        i, j = last + 1, new_last + 1
        before, after = old[ours[first][0] : ours[last][1]], new[theirs[new_first][0] : theirs[new_last][1]]
        yield tuple(pieces(before, after))
    yield from alone(old, ours[i:], "deleted")
    yield from alone(new, theirs[j:], "inserted")


def borders(text: str) -> list[tuple[int, int]]:
    """Return where each paragraph starts and ends, in code points."""
    found, start = [], 0
    for paragraph in text.split(BREAK) if text else ():
        found.append((start, start + len(paragraph)))
        start += len(paragraph) + len(BREAK)
    return found


def alone(text: str, places: Iterable[tuple[int, int]], kind: Kind) -> Iterator[tuple[Piece, ...]]:
    for start, end in places:
        yield (Piece(kind, text[start:end]),)


def partners(
    old: str, new: str, ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]]
) -> Iterator[tuple[int, int, int, int]]:
    """Yield runs of paragraphs that became each other: first and last in the old text, first and last in the new.

    They are equal or share a good part of their characters; one that was split or joined has two on the other side.
    """
    before, after = [old[start:end] for start, end in ours], [new[start:end] for start, end in theirs]
    number = {text: chr(n) for n, text in zip(range(0x110000), {*before, *after}, strict=False)}
    one, other = ("".join(number[text] for text in texts) for texts in (before, after))
    i = j = 0
    for block in [*in_order(one, other), Block(len(ours), len(theirs), 0)]:
        yield from changed(old, new, ours[i : block.old], theirs[j : block.new], i, j)
        i, j = block.old_end, block.new_end
        yield from ((block.old + n, block.old + n, block.new + n, block.new + n) for n in range(block.size))


def changed(
    old: str, new: str, ours: Sequence[tuple[int, int]], theirs: Sequence[tuple[int, int]], i: int, j: int
) -> Iterator[tuple[int, int, int, int]]:
    """Yield such runs of paragraphs of which none is equal; the first ones are number i and j of their texts."""
    if not ours or not theirs:
        return
    start, new_start = ours[0][0], theirs[0][0]
    starts, new_starts = [a - start for a, _ in ours], [b - new_start for b, _ in theirs]
    shared: Counter[tuple[int, int]] = Counter()
    for same in same_characters(old[start : ours[-1][1]], new[new_start : theirs[-1][1]]):
        pair = bisect_right(starts, same.start) - 1, bisect_right(new_starts, same.new_start) - 1
        shared[pair] += same.end - same.start
    run: tuple[int, int, int, int] | None = None
    for (a, b), size in sorted(shared.items()):
        if size < SHARED * min(ours[a][1] - ours[a][0], theirs[b][1] - theirs[b][0]):
            continue
        if run and (run[1] >= i + a or run[3] >= j + b):
            run = run[0], i + a, run[2], j + b
        else:
            if run:
                yield run
            run = i + a, i + a, j + b, j + b
    if run:
        yield run


def same_characters(old: str, new: str) -> list[Kept]:
    """Return what both texts have in the same order, never across the border of a paragraph."""
    before, after = tokenise(old, 0, len(old)), tokenise(new, 0, len(new))
    kept: list[Kept] = []
    for block in in_order(*letters(before, after)):
        for i, j in zip(range(block.old, block.old_end), range(block.new, block.new_end), strict=True):
            word = Kept(before.starts[i], before.ends[i], after.starts[j], after.ends[j])
            if old[word.start : word.end] != new[word.new_start : word.new_end]:
                continue  # the same only canonically
            last = kept[-1] if kept else None
            space = old[last.end : word.start] if last else BREAK
            if last and BREAK not in space and space == new[last.new_end : word.new_start]:
                kept[-1] = Kept(last.start, word.end, last.new_start, word.new_end)
            else:
                kept.append(word)
    return kept


def in_order(old: str, new: str) -> list[Block]:
    """Return what both have in the same order, each letter standing for a word or a paragraph."""
    return joined(compared(old, new, Stretch(0, len(old), 0, len(new))))


def pieces(old: str, new: str) -> Iterator[Piece]:
    """Yield the words of both texts in one order, what was deleted before what was inserted there."""
    if old == new:
        yield Piece("kept", old)
        return
    i = j = 0
    pending = ""
    end = Kept(len(old), len(old), len(new), len(new))
    for same in [*telling(same_characters(old, new), end), end]:
        gone, come = old[i : same.start], new[j : same.new_start]
        space = leading_space(gone, come)
        gone, come = gone[len(space) :], come[len(space) :]
        rest = leading_space(gone[::-1], come[::-1])[::-1]
        gone, come = gone.removesuffix(rest), come.removesuffix(rest)
        pending += space
        if gone or come:
            found = Piece("kept", pending), Piece("deleted", gone), Piece("inserted", come)
            yield from (piece for piece in found if piece.text)
            pending = ""
        pending += rest + old[same.start : same.end]
        i, j = same.end, same.new_end
    if pending:
        yield Piece("kept", pending)


def telling(kept: Sequence[Kept], end: Kept) -> list[Kept]:
    """Leave out words that are lost between longer differences on both their sides: those are read as one."""
    told: list[Kept] = []
    before = Kept(0, 0, 0, 0)
    for same, after in pairwise([*kept, end]):
        if 2 * (same.end - same.start) >= min(difference(before, same), difference(same, after)):
            told.append(same)
            before = same
    return told


def difference(before: Kept, after: Kept) -> int:
    return max(after.start - before.end, after.new_start - before.new_end)


def leading_space(one: str, other: str) -> str:
    """Return the white space that both begin with."""
    size = 0
    while size < min(len(one), len(other)) and one[size] == other[size] and one[size].isspace():
        size += 1
    return one[:size]
