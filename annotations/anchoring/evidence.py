"""Tells what a shared run of words is worth, so that words that agree by accident are not taken for kept."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import accumulate
from math import log2

from annotations.anchoring.blocks import Block, Stretch

# Writing repeats itself: knowing what went before, half of a character can be guessed (Shannon 1951).
UNGUESSED = 0.5
# What is once in a short text need not be rare in its language: words are counted as if this many others stood by.
OTHER_WORDS = 1000

# How many bits a run of the old text is worth, given by its start and its length.
Worth = Callable[[int, int], float]


def bits_of_characters(old: str, new: str) -> dict[str, float]:
    """Return what each character is worth in bits: the rarer in both texts, the more."""
    counts = Counter(old)
    counts.update(new)
    total = len(old) + len(new) + 1
    return {character: UNGUESSED * log2(total / count) for character, count in counts.items()}


def worth_of_characters(old: str, bits: dict[str, float]) -> Worth:
    return lambda start, size: sum(map(bits.__getitem__, old[start : start + size]))


def worth_of_words(old: str, new: str, words: Sequence[str], bits: dict[str, float]) -> Worth:
    """Weigh each word, given also as a letter of `old` and `new`: by how rare it is, and at most by its characters."""
    counts = Counter(old)
    counts.update(new)
    total = len(old) + len(new) + OTHER_WORDS
    worth = {
        word: min(log2(total / counts[letter]), sum([bits.get(character, 1.0) for character in word]))
        for word, letter in dict(zip(words, old, strict=True)).items()
    }
    until = list(accumulate(map(worth.__getitem__, words), initial=0.0))
    return lambda start, size: until[start + size] - until[start]


def supported(blocks: Sequence[Block], worth: Worth, within: Stretch) -> list[Block]:
    """Return the blocks, in order, that say more than chance would.

    In two stretches of m and n tokens a run worth b bits is shared by chance m * n / 2^b times. The strongest is
    judged first and holds its place; weaker ones are then judged in the stretches between those that hold.
    """
    weighed = sorted(((worth(block.old, block.size), block) for block in blocks), reverse=True)
    first = Block(within.old_start, within.new_start, 0)
    held, last = [first], Block(within.old_end, within.new_end, 0)
    for bits, block in weighed:
        at = bisect_right(held, block)
        left, right = held[at - 1], held[at] if at < len(held) else last
        if bits >= log2((right.old - left.old_end) * (right.new - left.new_end)):
            held.insert(at, block)
    return held[1:]
