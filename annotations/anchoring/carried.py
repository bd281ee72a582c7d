"""Finds what was carried past other text: paragraphs, sentences, and what was changed on the way."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

from annotations.anchoring.blocks import Block, Stretch
from annotations.anchoring.borders import Borders
from annotations.anchoring.evidence import Worth
from annotations.anchoring.matches import matches, overwritten, weightiest
from annotations.anchoring.occupied import Occupied
from annotations.anchoring.tokens import OURS_PLACED, THEIRS_PLACED

APART = 40  # tokens between two matches that still went together
LEAST = 5.0  # bits by which a match must beat chance: one accident in 32 corrections
MARKS = 2  # tokens that end the sentence before: a full stop, a quotation mark
SPEAKS_FOR_ITSELF = 120.0  # bits, some ten words: less must be most of its sentences, here and there
MOST = 0.5


class Carried(NamedTuple):
    """Matches that went together, in order, and the stretch around them that may hold more of the same."""

    blocks: list[Block]
    within: Stretch


class Side:
    """One of the texts in letters, with its borders, and what of it has a place already."""

    def __init__(self, text: str, borders: Borders, parts: Sequence[tuple[int, int]], placed: str) -> None:
        self.text = text
        self.borders = borders
        self.placed = placed
        self.free = overwritten(text, parts, placed)
        self.ends = {place for part in parts for place in part} | {0, len(text)}

    def around(self, start: int, end: int, starts: Sequence[int]) -> tuple[int, int]:
        """Return where the lines or sentences, given by their starts, begin and end that hold this part."""
        at = bisect_left(starts, end)
        return starts[bisect_right(starts, start) - 1], starts[at] if at < len(starts) else len(self.text)

    def parts_at(self, place: int) -> bool:
        """Tell whether nothing that has a place runs on here within a line."""
        if place in self.ends or place in self.borders.line_starts:
            return True
        return self.free[place - 1] != self.placed or self.free[place] != self.placed


def carried(
    old: str, new: str, kept: Sequence[Block], apart: Sequence[Block], worth: Worth, borders: tuple[Borders, Borders]
) -> tuple[list[Carried], list[Block]]:
    """Return what was carried, in the order of the old text, and what of the kept is still in its place.

    `apart` are whole pieces that were carried for sure.
    """
    has_place = [*kept, *apart]
    ours = Side(old, borders[0], [(block.old, block.old_end) for block in has_place], OURS_PLACED)
    theirs = Side(new, borders[1], [(block.new, block.new_end) for block in has_place], THEIRS_PLACED)
    size = sum(block.size for block in has_place)
    floor = log2(max(1, len(old) - size) * max(1, len(new) - size)) + LEAST
    found = [block for block in matches(ours.free, theirs.free) if worth(block.old, block.size) >= floor]
    groups = together(sorted([*weightiest(found, worth), *apart]), kept)
    groups = [group for group in groups if whole(group, ours, theirs, worth)]
    blocks = lengthened([block for group in groups for block in group], ours, theirs, worth)
    kept = remaining(kept, blocks)
    return reaching(together(blocks, kept), ours, theirs, kept), kept


def together(blocks: Sequence[Block], kept: Iterable[Block]) -> list[list[Block]]:
    """Return matches in groups of those that went the same way with nothing else between them that has a place."""
    has_place = [*kept, *blocks]
    ours, theirs = Occupied(block[::2] for block in has_place), Occupied(block[1:] for block in has_place)
    groups: list[list[Block]] = []
    for block in blocks:
        last = groups[-1][-1] if groups else None
        if (
            last
            and 0 <= block.old - last.old_end <= APART
            and 0 <= block.new - last.new_end <= APART
            and ours.free(last.old_end, block.old)
            and theirs.free(last.new_end, block.new)
        ):
            groups[-1].append(block)
        else:
            groups.append([block])
    return groups


def whole(group: Sequence[Block], ours: Side, theirs: Side, worth: Worth) -> bool:
    """Tell whether matches are most of the sentences they stand in: a few common words may stand anywhere."""
    sentences = ours.borders.sentences
    bits = sum(worth(block.old, block.size) for block in group)
    inner = bisect_right(sentences, group[0].old)
    ends_one = inner < len(sentences) and sentences[inner] - group[0].old <= MARKS
    start, end = ours.around(sentences[inner] if ends_one else group[0].old, group[-1].old_end, sentences)
    if bits >= SPEAKS_FOR_ITSELF:
        return True
    size = sum(block.size for block in group)
    new_start, new_end = theirs.around(group[0].new + MARKS, group[-1].new_end, theirs.borders.sentences)
    return bits >= MOST * worth(start, end - start) and size >= MOST * (new_end - new_start)


def lengthened(blocks: Sequence[Block], ours: Side, theirs: Side, worth: Worth) -> list[Block]:
    """Return the matches, each with what goes on agreeing in its line though it seemed to be in its place.

    The full stop of a carried sentence agrees with the one that ends what came into its place.
    """
    longer: list[Block] = []
    others = Occupied(block[1:] for block in blocks)
    for block, following in pairwise([*blocks, Block(len(ours.text), 0, 0)]):
        old_from, old_to = ours.around(block.old, block.old_end, ours.borders.lines)
        new_from, new_to = theirs.around(block.new, block.new_end, theirs.borders.lines)
        old_from = max(old_from, longer[-1].old_end if longer else 0)
        head = tail = 0
        for step in range(1, min(block.old - old_from, block.new - new_from) + 1):
            if others.taken(block.new - step) or ours.text[block.old - step] != theirs.text[block.new - step]:
                break
            if ours.parts_at(block.old - step) and theirs.parts_at(block.new - step):
                head = step
        for step in range(1, min(min(old_to, following.old) - block.old_end, new_to - block.new_end) + 1):
            at = block.new_end + step - 1
            if others.taken(at) or ours.text[block.old_end + step - 1] != theirs.text[at]:
                break
            if ours.parts_at(block.old_end + step) and theirs.parts_at(block.new_end + step):
                tail = step
        bits = worth(block.old, block.size)
        head = head if worth(block.old - head, head) < bits else 0
        tail = tail if worth(block.old_end, tail) < bits else 0
        longer.append(Block(block.old - head, block.new - head, head + block.size + tail))
        others.occupy(longer[-1].new, longer[-1].size)
    return longer


def remaining(kept: Iterable[Block], blocks: Sequence[Block]) -> list[Block]:
    """Return what is kept without what is carried."""
    ours, theirs = Occupied(block[::2] for block in blocks), Occupied(block[1:] for block in blocks)
    left: list[Block] = []
    for i, j, size in kept:
        if ours.free(i, i + size) and theirs.free(j, j + size):
            left.append(Block(i, j, size))
            continue
        start = 0
        for step in range(size + 1):
            if step == size or ours.taken(i + step) or theirs.taken(j + step):
                if step > start:
                    left.append(Block(i + start, j + start, step - start))
                start = step + 1
    return left


def reaching(groups: Sequence[list[Block]], ours: Side, theirs: Side, kept: Iterable[Block]) -> list[Carried]:
    """Return each group with the stretch that reaches to the ends of its lines, or to what has a place."""
    blocks = list(kept)
    old_parts = [(b.old, b.old_end) for b in blocks] + [(g[0].old, g[-1].old_end) for g in groups]
    new_parts = [(b.new, b.new_end) for b in blocks] + [(g[0].new, g[-1].new_end) for g in groups]
    old_reach, new_reach = reaches(sorted(old_parts), ours), reaches(sorted(new_parts), theirs)
    return [Carried(group, Stretch(*old_reach[group[0].old], *new_reach[group[0].new])) for group in groups]


def reaches(parts: Sequence[tuple[int, int]], side: Side) -> dict[int, tuple[int, int]]:
    """Return for each part that has a place, by its start, how far its lines go on around it before the next part.

    What is free between two parts in one line is the first one's.
    """
    reach: dict[int, tuple[int, int]] = {}
    done = 0
    for (start, end), (following, _) in pairwise([*parts, (len(side.text), 0)]):
        line_start, line_end = side.around(start, end, side.borders.lines)
        left = max(line_start, done)
        done = max(end, min(line_end, following))
        reach[start] = (left, done)
    return reach
