"""Finds what was carried past other text: runs of words that one place lost and another gained."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import log2
from typing import NamedTuple

from annotations.anchoring.alignment import Block, Stretch, common_prefix, common_suffix
from annotations.anchoring.evidence import Evidence

RUN = 4  # tokens that must agree in a row before a match is looked at
COMMON = 8  # a run that was gained so often tells nothing
APART = 40  # tokens between two matches that still went together
LEAST = 5.0  # bits by which a match must beat chance: one accident in 32 corrections


class Carried(NamedTuple):
    """Matches that went together, in order, and the stretch around them that may hold more of the same."""

    blocks: list[Block]
    within: Stretch


def carried(
    old: str, new: str, kept: Sequence[Block], evidence: Evidence, old_lines: Sequence[int], new_lines: Sequence[int]
) -> list[Carried]:
    """Return what was carried, in the order of the old text; all in tokens."""
    lost = masked(old, ((block.old, block.size) for block in kept), "\0")
    gained = masked(new, ((block.new, block.size) for block in kept), "\1")
    total_lost, total_gained = len(old) - sum(b.size for b in kept), len(new) - sum(b.size for b in kept)
    floor = log2(max(1, total_lost) * max(1, total_gained)) + LEAST
    found = [block for block in matches(lost, gained) if evidence.of(block.old, block.size) >= floor]
    return grouped(chosen(found, evidence), old_lines, new_lines, kept, len(old), len(new))


def masked(text: str, parts: Iterable[tuple[int, int]], mask: str) -> str:
    """Return the text with these parts, given by start and length, overwritten."""
    pieces, done = [], 0
    for start, size in sorted(parts):
        pieces += [text[done:start], mask * size]
        done = start + size
    return "".join([*pieces, text[done:]])


def matches(lost: str, gained: str) -> Iterator[Block]:
    """Yield every run that both have and that cannot be made longer, but those that begin with what is common."""
    places = defaultdict(list)
    for j in range(len(gained) - RUN + 1):
        run = gained[j : j + RUN]
        if "\1" not in run:
            places[run].append(j)
    done: dict[int, int] = {}
    for i in range(len(lost) - RUN + 1):
        there = places.get(lost[i : i + RUN], ())
        if len(there) > COMMON:
            continue
        for j in there:
            if done.get(j - i, 0) <= i:
                before = common_suffix(lost, i, gained, j, min(i, j))
                size = before + common_prefix(lost, i, gained, j, min(len(lost) - i, len(gained) - j))
                done[j - i] = i - before + size
                yield Block(i - before, j - before, size)


def chosen(found: Sequence[Block], evidence: Evidence) -> list[Block]:
    """Return the weightiest matches that do not overlap; of equals at several places none but one that fits in."""
    ranked = sorted(found, key=lambda block: -evidence.of(block.old, block.size))
    ours, theirs = (
        bytearray(1 + max((b.old + b.size for b in found), default=0)),
        bytearray(1 + max((b.new + b.size for b in found), default=0)),
    )
    alike: dict[tuple[int, int], int] = defaultdict(int)
    for block in ranked:
        alike[block.old, block.size] += 1
    taken: list[Block] = []
    for block in ranked:
        if alike[block.old, block.size] > 1 and not near(block, taken):
            continue
        free = stripped(block, ours, theirs)
        if free.size < RUN:
            continue
        ours[free.old : free.old + free.size] = b"\1" * free.size
        theirs[free.new : free.new + free.size] = b"\1" * free.size
        taken.append(free)
    return sorted(taken)


def near(block: Block, taken: Iterable[Block]) -> bool:
    return any(
        abs((other.new - other.old) - (block.new - block.old)) <= APART and abs(other.old - block.old) <= 5 * APART
        for other in taken
    )


def stripped(block: Block, ours: bytearray, theirs: bytearray) -> Block:
    """Return what of a match is still free at both places, or nothing where its middle is taken."""
    i, j, size = block
    while size and (ours[i] or theirs[j]):
        i, j, size = i + 1, j + 1, size - 1
    while size and (ours[i + size - 1] or theirs[j + size - 1]):
        size -= 1
    return Block(i, j, 0 if any(ours[i : i + size]) or any(theirs[j : j + size]) else size)


def grouped(
    blocks: Sequence[Block],
    old_lines: Sequence[int],
    new_lines: Sequence[int],
    kept: Sequence[Block],
    old_size: int,
    new_size: int,
) -> list[Carried]:
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
    old_reach, new_reach = reaches(old_taken, old_lines, old_size), reaches(new_taken, new_lines, new_size)
    return [
        Carried(group, Stretch(*old_reach[group[0].old], *new_reach[group[0].new]))
        for group in groups
        if group[0].old in old_reach and group[0].new in new_reach
    ]


def reaches(taken: Sequence[tuple[int, int]], lines: Sequence[int], size: int) -> dict[int, tuple[int, int]]:
    """Return for each part that is placed, by its start, how far its lines go on around it before the next part.

    What is free between two parts in one line is the first one's.
    """
    reach = {}
    end_before = 0
    for (start, end), (next_start, _) in pairwise([*taken, (size, size)]):
        line = lines[bisect_right(lines, start) - 1]
        at = bisect_left(lines, end)
        line_end = lines[at] if at < len(lines) else size
        left = max(line, end_before)
        right = min(line_end, next_start)
        reach[start] = (left, max(right, end))
        end_before = max(right, end)
    return reach
