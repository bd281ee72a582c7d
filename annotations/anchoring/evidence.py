"""Tells what a shared run of words is worth, so that words that agree by accident are not taken for kept."""

import heapq
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


def supported(blocks: Sequence[Block], evidence: Evidence, within: Stretch, least: float = 0.0) -> list[Block]:
    """Return the blocks, in order, that say more than chance would.

    In two stretches of m and n tokens a run worth b bits is shared by chance m * n / 2^b times. The weakest block
    is left out first, and its neighbours are judged again with what it leaves between them.
    """
    count = len(blocks)
    before, after = list(range(-1, count - 1)), list(range(1, count + 1))
    gone = [False] * count

    def margin(number: int) -> float:
        block, i, j = blocks[number], within.old_start, within.new_start
        left, right = before[number], after[number]
        if left >= 0:
            i, j = blocks[left].old + blocks[left].size, blocks[left].new + blocks[left].size
        k, m = (blocks[right].old, blocks[right].new) if right < count else (within.old_end, within.new_end)
        return evidence.of(block.old, block.size) - log2(max(1, k - i) * max(1, m - j)) - least

    weakest = [(worth, number) for number in range(count) if (worth := margin(number)) < 0]
    heapq.heapify(weakest)
    while weakest:
        worth, number = heapq.heappop(weakest)
        if gone[number]:
            continue
        now = margin(number)
        if now < worth:
            heapq.heappush(weakest, (now, number))
            continue
        gone[number] = True
        left, right = before[number], after[number]
        if left >= 0:
            after[left] = right
        if right < count:
            before[right] = left
        for neighbour in (left, right):
            if 0 <= neighbour < count and (worth := margin(neighbour)) < 0:
                heapq.heappush(weakest, (worth, neighbour))
    return [block for number, block in enumerate(blocks) if not gone[number]]
