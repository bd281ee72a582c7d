"""Tells what a shared run of words is worth, so that words that agree by accident are not taken for kept."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log2

from annotations.anchoring.alignment import Block, Stretch

# Writing repeats itself: knowing what went before, half of a character can be guessed (Shannon 1951).
UNGUESSED = 0.5
# What is once in a short text need not be rare in its language: words are counted as if this many others stood by.
OTHER_WORDS = 1000


class Evidence:
    """How many bits each token of the old text is worth, added up from its beginning."""

    def __init__(self, bits: Iterable[float]) -> None:
        self.until = list(accumulate(bits, initial=0.0))

    def of(self, start: int, size: int) -> float:
        return self.until[start + size] - self.until[start]


def of_characters(old: str, new: str) -> dict[str, float]:
    """Return what each character of the old text is worth in bits: the rarer in both texts, the more."""
    counts = Counter(old)
    counts.update(new)
    total = len(old) + len(new)
    return {character: UNGUESSED * log2((total + 1) / count) for character, count in counts.items()}


def of_words(old: str, new: str, words: Sequence[str], characters: dict[str, float]) -> Evidence:
    """Weigh each word, given also as a letter of `old` and `new`: by how rare it is, and at most by its characters."""
    counts = Counter(old)
    counts.update(new)
    total = len(old) + len(new) + OTHER_WORDS
    worth = {
        word: min(log2(total / counts[letter]), sum(characters.get(character, 1.0) for character in word))
        for word, letter in dict(zip(words, old, strict=True)).items()
    }
    return Evidence([worth[word] for word in words])


def supported(blocks: Sequence[Block], evidence: Evidence, within: Stretch) -> list[Block]:
    """Return the blocks, in order, that say more than chance would.

    In two stretches of m and n tokens a run worth b bits is shared by chance m * n / 2^b times. The strongest is
    judged first and holds its place; weaker ones are then judged in the stretches between those that hold.
    """
    first = Block(within.old_start, within.new_start, 0)
    held, last = [first], Block(within.old_end, within.new_end, 0)
    for block in sorted(blocks, key=lambda block: -evidence.of(block.old, block.size)):
        at = bisect_right(held, block)
        left, right = held[at - 1], held[at] if at < len(held) else last
        m, n = right.old - left.old - left.size, right.new - left.new - left.size
        if evidence.of(block.old, block.size) >= log2(m * n):
            held.insert(at, block)
    return held[1:]
