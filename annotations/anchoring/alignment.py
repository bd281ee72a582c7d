"""Finds what two wordings share in the same order: the part of a comparison that is certain."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

# A comparison of m by n tokens keeps m * n bits: with this many at most 25 MB, and some 50 ms.
LARGEST = 200_000_000
# Lengths of token runs that hold a comparison too large for one piece; tried in turn.
RUNS = (24, 8, 4)


class Block(NamedTuple):
    """A run of tokens that both texts have: where it starts in each, and its length."""

    old: int
    new: int
    size: int


class Stretch(NamedTuple):
    """A part of each text, still to be compared, in tokens."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def area(self) -> int:
        return (self.old_end - self.old_start) * (self.new_end - self.new_start)


def align(old: str, new: str, old_lines: Sequence[int], new_lines: Sequence[int]) -> list[Block]:
    """Return what is kept, in order. Lines are given by the tokens that begin them."""
    whole, ends = trimmed(old, new, Stretch(0, len(old), 0, len(new)))
    kept = list(ends)
    for stretch in between(whole, unique_lines(old, new, old_lines, new_lines, whole), kept):
        kept.extend(compared(old, new, stretch, RUNS))
    return joined(kept)


def compared(old: str, new: str, stretch: Stretch, runs: Sequence[int]) -> Iterator[Block]:
    """Yield what a stretch keeps; one that is too large is held at runs that are unique, or else cut in two."""
    stretch, ends = trimmed(old, new, stretch)
    yield from ends
    if not stretch.area:
        return
    if stretch.area <= LARGEST:
        yield from longest_common(old, new, stretch)
    elif runs:
        kept: list[Block] = []
        for part in list(between(stretch, unique_runs(old, new, stretch, runs[0]), kept)):
            kept.extend(compared(old, new, part, runs[1:]))
        yield from kept
    else:
        for part in halves(stretch):
            yield from compared(old, new, part, ())


def trimmed(old: str, new: str, stretch: Stretch) -> tuple[Stretch, list[Block]]:
    """Take off what both parts begin and end with."""
    i, k, j, m = stretch
    head = common_prefix(old, i, new, j, min(k - i, m - j))
    i, j = i + head, j + head
    tail = common_suffix(old, k, new, m, min(k - i, m - j))
    rest = Stretch(i, k - tail, j, m - tail)
    blocks = [Block(i - head, j - head, head), Block(rest.old_end, rest.new_end, tail)]
    return rest, [block for block in blocks if block.size]


def common_prefix(old: str, i: int, new: str, j: int, most: int) -> int:
    """Return how many tokens agree from these places on, at most so many; found in steps that double, then halve."""
    size, step = 0, 16
    while size < most and step:
        step = min(step, most - size)
        if old[i + size : i + size + step] == new[j + size : j + size + step]:
            size, step = size + step, 2 * step
        else:
            most = size + step - 1
            step //= 2
    return size


def common_suffix(old: str, i: int, new: str, j: int, most: int) -> int:
    """Return how many tokens agree up to these places."""
    size, step = 0, 16
    while size < most and step:
        step = min(step, most - size)
        if old[i - size - step : i - size] == new[j - size - step : j - size]:
            size, step = size + step, 2 * step
        else:
            most = size + step - 1
            step //= 2
    return size


def unique_lines(
    old: str, new: str, old_lines: Sequence[int], new_lines: Sequence[int], within: Stretch
) -> list[Block]:
    """Return lines that stand exactly once in each text, in the same order in both, the heaviest such choice."""
    ours = lines_within(old, old_lines, within.old_start, within.old_end)
    theirs = lines_within(new, new_lines, within.new_start, within.new_end)
    return heaviest(unique_pairs(ours, theirs))


def lines_within(text: str, lines: Sequence[int], start: int, end: int) -> list[tuple[int, str]]:
    borders = [*lines, len(text)]
    return [(i, text[i:j]) for i, j in pairwise(borders) if start <= i < j <= end]


def unique_runs(old: str, new: str, within: Stretch, size: int) -> list[Block]:
    """Return runs of so many tokens that stand exactly once in each part, in the same order in both."""
    ours = ((i, old[i : i + size]) for i in range(within.old_start, within.old_end - size + 1))
    theirs = ((i, new[i : i + size]) for i in range(within.new_start, within.new_end - size + 1))
    return apart(heaviest(unique_pairs(list(ours), list(theirs))))


def unique_pairs(ours: Sequence[tuple[int, str]], theirs: Sequence[tuple[int, str]]) -> list[Block]:
    once_there = once(theirs)
    return [Block(place, once_there[run], len(run)) for run, place in once(ours).items() if run in once_there]


def once(pieces: Sequence[tuple[int, str]]) -> dict[str, int]:
    counts = Counter(piece for _, piece in pieces)
    return {piece: place for place, piece in pieces if counts[piece] == 1}


def heaviest(blocks: Iterable[Block]) -> list[Block]:
    """Return those of the blocks that follow each other in both texts and together are longest.

    `places` are places in the new text at which some chain ends, `weights` the heaviest chain that ends there or
    before, `last` its last block; all three rise together, so that what can be beaten nowhere is left out.
    """
    places: list[int] = []
    weights: list[int] = []
    last: list[int] = []
    chosen = sorted(blocks)
    before: list[int] = []
    for number, block in enumerate(chosen):
        at = bisect_left(places, block.new)
        before.append(last[at - 1] if at else -1)
        weight = block.size + (weights[at - 1] if at else 0)
        beaten = bisect_right(weights, weight, lo=at)
        places[at:beaten], weights[at:beaten], last[at:beaten] = [block.new], [weight], [number]
    chain: list[Block] = []
    number = last[-1] if last else -1
    while number >= 0:
        chain.append(chosen[number])
        number = before[number]
    return chain[::-1]


def apart(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks without those that overlap the one before in either text."""
    free: list[Block] = []
    for block in blocks:
        if not free or (block.old >= free[-1].old + free[-1].size and block.new >= free[-1].new + free[-1].size):
            free.append(block)
    return free


def between(stretch: Stretch, blocks: Iterable[Block], kept: list[Block]) -> Iterator[Stretch]:
    """Keep the blocks, and yield the stretches before, between and after them."""
    i, j = stretch.old_start, stretch.new_start
    for block in blocks:
        kept.append(block)
        yield Stretch(i, block.old, j, block.new)
        i, j = block.old + block.size, block.new + block.size
    yield Stretch(i, stretch.old_end, j, stretch.new_end)


def halves(stretch: Stretch) -> tuple[Stretch, Stretch]:
    i, j = (stretch.old_start + stretch.old_end) // 2, (stretch.new_start + stretch.new_end) // 2
    return (
        Stretch(stretch.old_start, i, stretch.new_start, j),
        Stretch(i, stretch.old_end, j, stretch.new_end),
    )


def longest_common(old: str, new: str, stretch: Stretch) -> Iterator[Block]:
    """Yield a longest common subsequence, found with bit-parallel operations."""
    i, j = stretch.old_start, stretch.new_start
    edits = LCSseq.editops(old[i : stretch.old_end], new[j : stretch.new_end])
    for block in edits.as_matching_blocks():
        if block.size:
            yield Block(i + block.a, j + block.b, block.size)


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks in order, neighbours without a gap made one."""
    whole: list[Block] = []
    for block in sorted(blocks):
        if whole and whole[-1].old + whole[-1].size == block.old and whole[-1].new + whole[-1].size == block.new:
            whole[-1] = Block(whole[-1].old, whole[-1].new, whole[-1].size + block.size)
        else:
            whole.append(block)
    return whole
