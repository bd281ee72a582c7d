"""Runs that two texts share, the stretches between them, and how runs are put in order. Units are the caller's."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from typing import NamedTuple


class Block(NamedTuple):
    """A run that both texts have: where it starts in each, and its length."""

    old: int
    new: int
    size: int

    @property
    def old_end(self) -> int:
        return self.old + self.size

    @property
    def new_end(self) -> int:
        return self.new + self.size


class Stretch(NamedTuple):
    """A part of each text, ends exclusive."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int

    @property
    def area(self) -> int:
        return (self.old_end - self.old_start) * (self.new_end - self.new_start)


def between(stretch: Stretch, blocks: Iterable[Block]) -> Iterator[Stretch]:
    """Yield the stretches before, between and after blocks that follow each other."""
    i, j = stretch.old_start, stretch.new_start
    for block in blocks:
        yield Stretch(i, block.old, j, block.new)
        i, j = block.old_end, block.new_end
    yield Stretch(i, stretch.old_end, j, stretch.new_end)


def joined(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks in order, neighbours that touch in both texts made one."""
    whole: list[Block] = []
    for block in sorted(blocks):
        if whole and (whole[-1].old_end, whole[-1].new_end) == (block.old, block.new):
            whole[-1] = Block(whole[-1].old, whole[-1].new, whole[-1].size + block.size)
        else:
            whole.append(block)
    return whole


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


def apart(blocks: Iterable[Block]) -> list[Block]:
    """Return blocks that follow each other without those that overlap the one before in either text."""
    free: list[Block] = []
    for block in blocks:
        if not free or (block.old >= free[-1].old_end and block.new >= free[-1].new_end):
            free.append(block)
    return free
