"""Finds what two texts share in the same order, as much as can be."""

from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from annotations.anchoring.blocks import Block, Stretch, apart, between, heaviest

# A comparison of m by n keeps m * n bits: with this many at most 25 MB, and some 50 ms.
LARGEST = 200_000_000
# Lengths of the runs that hold a comparison too large for one piece; tried in turn.
RUNS = (24, 8, 4)
# In a longer text only runs are looked at that begin with one character in so many.
LONG, SIEVE = 100_000, 8


def compared(old: str, new: str, stretch: Stretch, runs: Sequence[int] = RUNS) -> Iterator[Block]:
    """Yield what a stretch keeps; one that is too large is held at runs that are unique, or else cut in two."""
    stretch, ends = trimmed(old, new, stretch)
    yield from ends
    if not stretch.area:
        return
    if stretch.area <= LARGEST:
        yield from longest_common(old, new, stretch)
    elif runs:
        held = unique_runs(old, new, stretch, runs[0])
        yield from held
        for part in between(stretch, held):
            yield from compared(old, new, part, runs[1:])
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
    """Return how many characters agree from these places on, at most so many; in steps that double, then halve."""
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
    """Return how many characters agree up to these places, at most so many."""
    size, step = 0, 16
    while size < most and step:
        step = min(step, most - size)
        if old[i - size - step : i - size] == new[j - size - step : j - size]:
            size, step = size + step, 2 * step
        else:
            most = size + step - 1
            step //= 2
    return size


def unique_runs(old: str, new: str, within: Stretch, size: int) -> list[Block]:
    """Return runs of this length that stand exactly once in each part, in the same order in both."""
    ours = once(old, within.old_start, within.old_end, size)
    theirs = once(new, within.new_start, within.new_end, size)
    return apart(heaviest(Block(place, theirs[run], size) for run, place in ours.items() if run in theirs))


def once(text: str, start: int, end: int, size: int) -> dict[str, int]:
    """Return which runs of this length stand once in a part of a text, and where."""
    sieve = SIEVE if end - start > LONG else 1
    places: dict[str, int] = {}
    twice = set()
    for place in range(start, end - size + 1):
        if ord(text[place]) % sieve == 0:
            run = text[place : place + size]
            if places.setdefault(run, place) != place:
                twice.add(run)
    for run in twice:
        del places[run]
    return places


def halves(stretch: Stretch) -> tuple[Stretch, Stretch]:
    i, j = (stretch.old_start + stretch.old_end) // 2, (stretch.new_start + stretch.new_end) // 2
    return Stretch(stretch.old_start, i, stretch.new_start, j), Stretch(i, stretch.old_end, j, stretch.new_end)


def longest_common(old: str, new: str, stretch: Stretch) -> Iterator[Block]:
    """Yield a longest common subsequence, found with bit-parallel operations."""
    i, j = stretch.old_start, stretch.new_start
    edits = LCSseq.editops(old[i : stretch.old_end], new[j : stretch.new_end])
    for block in edits.as_matching_blocks():
        if block.size:
            yield Block(i + block.a, j + block.b, block.size)
