"""Follows one span from the old text into the new one along the strands that were kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import normalize

from rapidfuzz.distance import Indel

from annotations.anchoring.anchor import LOST, Anchor, State
from annotations.anchoring.blocks import Stretch
from annotations.anchoring.strands import Strand
from annotations.anchoring.tokens import Tokens

ENOUGH, STRICTEST = 0.5, 0.85  # how like its old words the new words of a span must be
WORDY = re.compile(r"\w")
LEADING = re.compile(r"^[\s,;.:!?。，、；：]+")
SHORT = 12
ALIKE = 0.8


class Wordings(NamedTuple):
    """Both texts and their tokens."""

    old: str
    new: str
    before: Tokens
    after: Tokens


class Edge(NamedTuple):
    """Where a span begins or ends in the new text, and whether what stood next to it there still does."""

    place: int
    held: bool


class Flow:
    """Strands in order that went together: those that stayed in their place, or those of one carried part."""

    def __init__(self, strands: Sequence[Strand], state: State, within: Stretch, wordings: Wordings) -> None:
        self.state = state
        self.wordings = wordings
        opening = Strand(within.old_start, within.old_start, within.new_start, within.new_start)
        closing = Strand(within.old_end, within.old_end, within.new_end, within.new_end)
        self.strands = [opening, *strands, closing]
        self.starts = [strand.start for strand in strands]
        self.ends = [strand.end for strand in strands]
        self.lengths = list(accumulate((strand.length for strand in strands), initial=0))

    def touched(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of strands, end exclusive, that the span touches; the opening has number 0."""
        return bisect_right(self.ends, start) + 1, bisect_left(self.starts, end) + 1

    def kept_of(self, start: int, end: int) -> int:
        """Return how many characters of the span were kept in this flow, counted in both texts together."""
        first, beyond = self.touched(start, end)
        if first >= beyond:
            return 0
        outside = max(0, start - self.strands[first].start) + max(0, self.strands[beyond - 1].end - end)
        return max(0, self.lengths[beyond - 1] - self.lengths[first - 1] - 2 * outside)

    def follow(self, start: int, end: int) -> Anchor:
        """Return where a span went of which this flow kept the most."""
        first, beyond = self.touched(start, end)
        if first >= beyond:
            return LOST
        head, tail = self.strands[first], self.strands[beyond - 1]
        if head is tail and head.same and head.start <= start and end <= head.end:
            return Anchor(start - head.start + head.new_start, end - head.start + head.new_start, self.state, 1.0)
        beginning, ending = self.beginning(first, start), self.ending(beyond - 1, end)
        return self.judged((start, end), beginning, ending, first, beyond)

    def judged(self, span: tuple[int, int], beginning: Edge, ending: Edge, first: int, beyond: int) -> Anchor:
        """Return the anchor between two edges if what stands there is like enough to the old words, else a lost one."""
        start, end = span
        new_start, new_end = beginning.place, ending.place
        if new_start >= new_end:
            return LOST
        old_words, new_words = self.wordings.old[start:end], self.wordings.new[new_start:new_end]
        if old_words == new_words:
            return Anchor(new_start, new_end, self.state, 0.99)
        core = self.strands[beyond - 1].new_end - self.strands[first].new_start
        likeness = self.kept_of(start, end) / (len(old_words) + min(core, len(new_words)))
        if likeness > ALIKE:
            for place in (new_start, new_end - len(old_words)):
                if place >= 0 and self.wordings.new.startswith(old_words, place):
                    return Anchor(place, place + len(old_words), self.state, 0.99)
        if end - start <= SHORT:
            likeness = Indel.normalized_similarity(normalize("NFC", old_words), normalize("NFC", new_words))
        if likeness < floor(end - start, beginning.held and ending.held):
            return LOST
        return Anchor(new_start, new_end, "changed", round(min(likeness, 0.99), 2))

    def beginning(self, first: int, start: int) -> Edge:
        """Return where a span begins whose first kept characters are in this strand."""
        head, last = self.strands[first], self.strands[first - 1]
        if start > head.start:
            return Edge(head.new_start + counterpart(self.wordings, head, start - head.start), True)
        old, new, before, after = self.wordings
        replaced = new[last.new_end : head.new_start]
        inside = old[start : head.start]
        held = wordless(old[last.end : start]) and len(replaced) <= 2 * len(inside) + 8
        if held and inside and (wordless(replaced) or not wordless(inside)):
            return Edge(head.new_start - len(LEADING.sub("", replaced)), True)
        place = max(last.new_end, after.beginning_of(head.new_start)) if before.begins_at(start) else head.new_start
        return Edge(place, held)

    def ending(self, number: int, end: int) -> Edge:
        """Return where a span ends whose last kept characters are in this strand."""
        tail, following = self.strands[number], self.strands[number + 1]
        if end < tail.end:
            return Edge(tail.new_start + counterpart(self.wordings, tail, end - tail.start), True)
        old, new, before, after = self.wordings
        replaced = new[tail.new_end : following.new_start]
        inside = old[tail.end : end]
        held = wordless(old[end : following.start]) and len(replaced) <= 2 * len(inside) + 8
        if held and inside and (wordless(replaced) or not wordless(inside)):
            return Edge(tail.new_end + len(replaced.rstrip()), True)
        place = min(following.new_start, after.ending_of(tail.new_end)) if before.ends_at(end) else tail.new_end
        return Edge(place, held)


def wordless(text: str) -> bool:
    return not WORDY.search(text)


def floor(size: int, held: bool) -> float:
    """Return how like its old words the new words of a span of this size must be, held by both neighbours or not."""
    if held:
        return ENOUGH
    return STRICTEST - (STRICTEST - ENOUGH) * min(max(size - 8, 0) / 16, 1)


def counterpart(wordings: Wordings, strand: Strand, offset: int) -> int:
    """Return which offset in a strand's new text stands for this one in its old text."""
    if strand.same or offset == 0:
        return offset
    if offset == strand.end - strand.start:
        return strand.new_end - strand.new_start
    parts = len(normalize("NFD", wordings.old[strand.start : strand.start + offset]))
    for size in range(strand.new_end - strand.new_start):
        if len(normalize("NFD", wordings.new[strand.new_start : strand.new_start + size])) >= parts:
            return size
    return strand.new_end - strand.new_start


def follow(flows: Sequence[Flow], start: int, end: int) -> Anchor:
    """Return where the words from start to end, in code points of the old text, went."""
    return max(flows, key=lambda flow: flow.kept_of(start, end)).follow(start, end)
