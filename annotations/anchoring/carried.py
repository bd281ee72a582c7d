"""Finds what was carried past other text: paragraphs, sentences, and what was changed on the way."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

from annotations.anchoring.alignment import Block, Stretch
from annotations.anchoring.evidence import Evidence
from annotations.anchoring.matches import matches, overwritten, weightiest
from annotations.anchoring.tokens import OURS_PLACED, THEIRS_PLACED

APART = 40  # tokens between two matches that still went together
LEAST = 5.0  # bits by which a match must beat chance: one accident in 32 corrections


class Carried(NamedTuple):
    """Matches that went together, in order, and the stretch around them that may hold more of the same."""

    blocks: list[Block]
    within: Stretch


class Side(NamedTuple):
    """One of the texts in letters, also with what is placed overwritten, and the tokens that begin its lines."""

    text: str
    free: str
    lines: Sequence[int]
    line_starts: frozenset[int]
    starts: frozenset[int]
    ends: frozenset[int]
    placed: str

    def line_around(self, start: int, end: int) -> tuple[int, int]:
        at = bisect_left(self.lines, end)
        return self.lines[bisect_right(self.lines, start) - 1], self.lines[at] if at < len(self.lines) else len(
            self.text
        )

    def parts_at(self, place: int) -> bool:
        """Tell whether nothing that is placed runs on here within a line."""
        if place in (0, len(self.text)) or place in self.line_starts or place in self.starts or place in self.ends:
            return True
        return self.free[place - 1] != self.placed or self.free[place] != self.placed


def side(text: str, lines: Sequence[int], parts: Sequence[tuple[int, int]], placed: str) -> Side:
    starts, ends = frozenset(start for start, _ in parts), frozenset(end for _, end in parts)
    return Side(text, overwritten(text, parts, placed), lines, frozenset(lines), starts, ends, placed)


def carried(
    old: str, new: str, kept: Sequence[Block], evidence: Evidence, old_lines: Sequence[int], new_lines: Sequence[int]
) -> tuple[list[Carried], list[Block]]:
    """Return what was carried, in the order of the old text, and what of the kept is still in its place."""
    ours = side(old, old_lines, [(block.old, block.old + block.size) for block in kept], OURS_PLACED)
    theirs = side(new, new_lines, [(block.new, block.new + block.size) for block in kept], THEIRS_PLACED)
    size = sum(block.size for block in kept)
    floor = log2(max(1, len(old) - size) * max(1, len(new) - size)) + LEAST
    found = [block for block in matches(ours.free, theirs.free) if evidence.of(block.old, block.size) >= floor]
    blocks = lengthened(weightiest(found, evidence), ours, theirs, evidence)
    kept = remaining(kept, blocks, len(old), len(new))
    return grouped(blocks, ours, theirs, kept), kept


def lengthened(blocks: Sequence[Block], ours: Side, theirs: Side, evidence: Evidence) -> list[Block]:
    """Return the matches, each with what goes on agreeing in its line though it seemed to be in its place.

    The full stop of a carried sentence agrees with the one that ends what came into its place.
    """
    longer: list[Block] = []
    for number, (i, j, size) in enumerate(blocks):
        old_from, old_to = ours.line_around(i, i + size)
        new_from, new_to = theirs.line_around(j, j + size)
        old_from = max(old_from, longer[-1].old + longer[-1].size if longer else 0)
        old_to = min(old_to, blocks[number + 1].old if number + 1 < len(blocks) else old_to)
        tail, step = 0, 0
        while (
            i + size + step < old_to
            and j + size + step < new_to
            and ours.text[i + size + step] == theirs.text[j + size + step]
        ):
            step += 1
            if ours.parts_at(i + size + step) and theirs.parts_at(j + size + step):
                tail = step
        head, step = 0, 0
        while i - step > old_from and j - step > new_from and ours.text[i - step - 1] == theirs.text[j - step - 1]:
            step += 1
            if ours.parts_at(i - step) and theirs.parts_at(j - step):
                head = step
        worth = evidence.of(i, size)
        head = head if evidence.of(i - head, head) < worth else 0
        tail = tail if evidence.of(i + size, tail) < worth else 0
        longer.append(Block(i - head, j - head, head + size + tail))
    return longer


def remaining(kept: Sequence[Block], blocks: Iterable[Block], old_size: int, new_size: int) -> list[Block]:
    """Return what is kept without what is carried."""
    ours, theirs = bytearray(old_size), bytearray(new_size)
    for i, j, size in blocks:
        ours[i : i + size] = theirs[j : j + size] = b"\1" * size
    left: list[Block] = []
    for i, j, size in kept:
        if ours.find(1, i, i + size) < 0 and theirs.find(1, j, j + size) < 0:
            left.append(Block(i, j, size))
            continue
        start = 0
        for step in range(size + 1):
            if step == size or ours[i + step] or theirs[j + step]:
                if step > start:
                    left.append(Block(i + start, j + start, step - start))
                start = step + 1
    return left


def grouped(blocks: Sequence[Block], ours: Side, theirs: Side, kept: Sequence[Block]) -> list[Carried]:
    """Return matches with those that went along; a group reaches to the ends of its lines, or to what is placed."""
    groups: list[list[Block]] = []
    for block in blocks:
        last = groups[-1][-1] if groups else None
        if last and 0 <= block.old - last.old - last.size <= APART and 0 <= block.new - last.new - last.size <= APART:
            groups[-1].append(block)
        else:
            groups.append([block])
    old_taken = sorted([(b.old, b.old + b.size) for b in kept] + [(g[0].old, g[-1].old + g[-1].size) for g in groups])
    new_taken = sorted([(b.new, b.new + b.size) for b in kept] + [(g[0].new, g[-1].new + g[-1].size) for g in groups])
    old_reach, new_reach = reaches(old_taken, ours), reaches(new_taken, theirs)
    return [Carried(group, Stretch(*old_reach[group[0].old], *new_reach[group[0].new])) for group in groups]


def reaches(taken: Sequence[tuple[int, int]], side: Side) -> dict[int, tuple[int, int]]:
    """Return for each part that is placed, by its start, how far its lines go on around it before the next part.

    What is free between two parts in one line is the first one's.
    """
    reach: dict[int, tuple[int, int]] = {}
    done = 0
    for (start, end), (following, _) in pairwise([*taken, (len(side.text), 0)]):
        line_start, line_end = side.line_around(start, end)
        left = max(line_start, done)
        done = max(end, min(line_end, following))
        reach[start] = (left, done)
    return reach
