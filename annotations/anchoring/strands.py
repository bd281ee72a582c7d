"""Turns kept words into kept characters, and looks between them for parts of words that were kept."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotations.anchoring.alignment import compared
from annotations.anchoring.blocks import Block, Stretch, joined
from annotations.anchoring.evidence import Worth, supported
from annotations.anchoring.tokens import Tokens

ROOTED = 0.3  # of a sentence must be kept for a part of it to be
MUCH, DATELINE = 60.0, 30.0  # bits: of thirty letters, and of fifteen that begin a sentence


class Strand(NamedTuple):
    """A stretch of the old text and where it went, in code points; the same, or else only canonically so."""

    start: int
    end: int
    new_start: int
    new_end: int
    same: bool = True

    @property
    def length(self) -> int:
        """How long it is in both texts together."""
        return self.end - self.start + self.new_end - self.new_start


def strands_of(blocks: Iterable[Block], old: str, new: str, before: Tokens, after: Tokens) -> Iterator[Strand]:
    """Yield blocks of tokens as stretches of characters, cut where the space between two words was changed."""
    for i, j, size in blocks:
        start, end = before.starts[i], before.ends[i + size - 1]
        new_start, new_end = after.starts[j], after.ends[j + size - 1]
        same = old[start:end] == new[new_start:new_end]
        if same or size == 1:
            yield Strand(start, end, new_start, new_end, same)
        else:
            middle = size // 2
            parts = Block(i, j, middle), Block(i + middle, j + middle, size - middle)
            yield from strands_of(parts, old, new, before, after)


def mended(strands: Iterable[Strand], old: str, new: str, within: Stretch, worth: Worth) -> list[Strand]:
    """Return the strands with what is kept between them in characters: stems, endings, words joined or parted."""
    found: list[Strand] = []
    i, j = within.old_start, within.new_start
    for strand in [*strands, Strand(within.old_end, within.old_end, within.new_end, within.new_end)]:
        gap = Stretch(i, strand.start, j, strand.new_start)
        if gap.area:
            blocks = joined(compared(old, new, gap))
            kept = supported(blocks, worth, gap)
            found.extend(Strand(b.old, b.old + b.size, b.new, b.new + b.size) for b in kept)
        if strand.length:
            found.append(strand)
        i, j = strand.end, strand.new_end
    return united(found)


def united(strands: Iterable[Strand]) -> list[Strand]:
    """Return neighbours that touch in both texts as one."""
    whole: list[Strand] = []
    for strand in strands:
        last = whole[-1] if whole else None
        if last and last.same and strand.same and (last.end, last.new_end) == (strand.start, strand.new_start):
            whole[-1] = Strand(last.start, strand.end, last.new_start, strand.new_end)
        else:
            whole.append(strand)
    return whole


def rooted(strands: Iterable[Strand], sentences: Sequence[int], end: int, worth: Worth) -> list[Strand]:
    """Return the strands without what lies in sentences of which nearly nothing was kept.

    What a new sentence shares with the one that it replaced are words that any two sentences may share, unless it is
    much, or begins the sentence as a dateline does. Sentences are given by where they begin in the old text; the last
    one goes on to the end.
    """
    pieces = list(cut(strands, sentences))
    kept = Counter[int]()
    for strand in pieces:
        kept[bisect_right(sentences, strand.start)] += strand.end - strand.start
    borders = [0, *sentences, end]
    weak = [kept[number] < ROOTED * (beyond - start) for number, (start, beyond) in enumerate(pairwise(borders))]
    opening = frozenset(sentences)

    def stays(strand: Strand) -> bool:
        if not weak[bisect_right(sentences, strand.start)]:
            return True
        return worth(strand.start, strand.end - strand.start) >= (DATELINE if strand.start in opening else MUCH)

    return [strand for strand in pieces if stays(strand)]


def cut(strands: Iterable[Strand], places: Sequence[int]) -> Iterator[Strand]:
    """Yield the strands cut in two at these places of the old text."""
    for strand in strands:
        start, new_start = strand.start, strand.new_start
        if strand.same:
            for place in places[bisect_right(places, strand.start) : bisect_left(places, strand.end)]:
                yield Strand(start, place, new_start, new_start + place - start)
                start, new_start = place, new_start + place - start
        yield Strand(start, strand.end, new_start, strand.new_end, strand.same)
