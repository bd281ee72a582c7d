"""Finds runs of words that one place lost and another gained."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from annotations.anchoring.alignment import LONG, SIEVE, common_prefix, common_suffix
from annotations.anchoring.blocks import Block
from annotations.anchoring.evidence import Worth
from annotations.anchoring.occupied import Occupied
from annotations.anchoring.tokens import OURS, OURS_PLACED, THEIRS, THEIRS_PLACED

RUN = 4  # tokens that must agree in a row before a match is looked at
FREE = re.compile(f"[^{OURS}{THEIRS}{OURS_PLACED}{THEIRS_PLACED}]{{{RUN},}}")
COMMON = 8  # a run that was gained so often tells nothing
NEARBY = 200  # tokens within which another match can tell which of several equal places is meant


def overwritten(text: str, parts: Iterable[tuple[int, int]], letter: str) -> str:
    """Return the text with this letter all over these parts, given by start and end."""
    pieces, done = [], 0
    for start, end in sorted(parts):
        pieces += [text[done:start], letter * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def matches(lost: str, gained: str) -> Iterator[Block]:
    """Yield every run that both have and that cannot be made longer, but those whose every part is common."""
    sieve = SIEVE if len(gained) > LONG else 1
    places: dict[str, list[int]] = defaultdict(list)
    for free in FREE.finditer(gained):
        for j in range(free.start(), free.end() - RUN + 1):
            if ord(gained[j]) % sieve == 0 and len(there := places[gained[j : j + RUN]]) <= COMMON:
                there.append(j)
    done: dict[int, int] = {}
    for free in FREE.finditer(lost):
        for i in range(free.start(), free.end() - RUN + 1):
            there = places.get(lost[i : i + RUN], [])
            for j in there if len(there) <= COMMON else ():
                if done.get(j - i, 0) <= i:
                    head = common_suffix(lost, i, gained, j, min(i, j))
                    tail = common_prefix(lost, i, gained, j, min(len(lost) - i, len(gained) - j))
                    done[j - i] = i + tail
                    yield Block(i - head, j - head, head + tail)


def weightiest(found: Sequence[Block], worth: Worth) -> list[Block]:
    """Return matches that do not overlap, weightiest first; of equals at several places one beside another match."""
    ranked = sorted(found, key=lambda block: -worth(block.old, block.size))
    ours, theirs = Occupied(), Occupied()
    copies: dict[tuple[int, int], int] = defaultdict(int)
    for block in ranked:
        copies[block.old, block.size] += 1
    taken: list[Block] = []
    for block in ranked:
        if copies[block.old, block.size] > 1 and not any(beside(block, other) for other in taken):
            continue
        free = stripped(block, ours, theirs)
        if free.size >= RUN:
            ours.occupy(free.old, free.size)
            theirs.occupy(free.new, free.size)
            taken.append(free)
    return sorted(taken)


def beside(block: Block, other: Block) -> bool:
    """Tell whether two matches went the same way."""
    same_way = abs((other.new - other.old) - (block.new - block.old)) <= NEARBY // 4
    return same_way and abs(other.old - block.old) <= NEARBY


def stripped(block: Block, ours: Occupied, theirs: Occupied) -> Block:
    """Return what of a match is still free at both places, or nothing where its middle is taken."""
    i, j, size = block
    while size and (ours.taken(i) or theirs.taken(j)):
        i, j, size = i + 1, j + 1, size - 1
    while size and (ours.taken(i + size - 1) or theirs.taken(j + size - 1)):
        size -= 1
    return Block(i, j, size if ours.free(i, i + size) and theirs.free(j, j + size) else 0)
