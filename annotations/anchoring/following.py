"""Follows one span from the old text into the new one along the strands that were kept."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category, normalize

from rapidfuzz.distance import Indel

from annotations.anchoring.anchor import LOST, Anchor, State
from annotations.anchoring.blocks import Stretch
from annotations.anchoring.strands import Strand
from annotations.anchoring.tokens import THEIRS_PLACED, Tokens

# How like its old words the new words of a span must be: where both its neighbours are still its neighbours, and
# else, where it is short. From LITTLE to LONGER characters the second falls to the first.
ENOUGH, STRICTEST = 0.5, 0.85
LITTLE, LONGER = 8, 24
FEW_LETTERS = 12  # characters of a span of which all letters are compared, not those alone that chance cannot explain
# Where less was kept of its sentences than of most that are edited, a span must be the more like its old words: a short
# one so much that both add up, a long one at least so much.
ROOTED, LONG = 1.15, 40
STANDING, MENDED = 0.7, 0.55
ALIKE, LONGEST = 0.8, 1000  # a span so like its old words, and not longer, is looked for letter by letter
WORDY = re.compile(r"\w")
LEADING = re.compile(r"^[\s,;.:!?。，、；：]+")


class Wordings(NamedTuple):
    """Both texts and their tokens. What another flow has taken in the new text is overwritten."""

    old: str
    new: str
    before: Tokens
    after: Tokens
    sentences: Sequence[int]  # where they begin in the old text


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
        """Return where a span went of which no other flow kept more."""
        first, beyond = self.touched(start, end)
        if first >= beyond:
            return LOST
        head, tail = self.strands[first], self.strands[beyond - 1]
        if head is tail and head.same and head.start <= start and end <= head.end:
            shift = head.new_start - head.start
            return Anchor(start + shift, end + shift, self.state, 1.0)
        beginning, ending = self.beginning(first, start), self.ending(beyond - 1, end)
        if beginning.place >= ending.place:
            return LOST
        size, new_size = end - start, ending.place - beginning.place
        likeness = self.kept_of(start, end) / (size + min(new_size, tail.new_end - head.new_start))
        if size <= LONGEST and likeness > ALIKE:
            room = self.strands[first - 1].new_end, self.strands[beyond].new_start
            for place in (beginning.place, ending.place - size):
                if room[0] <= place <= room[1] - size and self.same_words(start, end, place):
                    return Anchor(place, place + size, self.state, 0.99)
        if size <= FEW_LETTERS:
            old_words, new_words = self.wordings.old[start:end], self.wordings.new[beginning.place : ending.place]
            likeness = Indel.normalized_similarity(normalize("NFC", old_words), normalize("NFC", new_words))
        if likeness < floor(size, beginning.held and ending.held) or not self.rooted(start, end, likeness):
            return LOST
        same = size == new_size and self.same_words(start, end, beginning.place)
        return Anchor(beginning.place, ending.place, self.state if same else "changed", round(min(likeness, 0.99), 2))

    def rooted(self, start: int, end: int, likeness: float) -> bool:
        """Tell whether enough of the sentences of a span was kept to believe that its words became these."""
        if likeness >= ROOTED:
            return True
        sentences = self.wordings.sentences
        first, beyond = bisect_right(sentences, start) - 1, bisect_left(sentences, end)
        opening = sentences[first] if first >= 0 else 0
        closing = sentences[beyond] if beyond < len(sentences) else len(self.wordings.old)
        share = self.kept_of(opening, closing) / 2 / (closing - opening)
        return likeness + share >= ROOTED if end - start < LONG else likeness >= MENDED or share >= STANDING

    def same_words(self, start: int, end: int, place: int) -> bool:
        return self.wordings.new.startswith(self.wordings.old[start:end], place)

    def beginning(self, first: int, start: int) -> Edge:
        """Return where a span begins whose first kept characters are in this strand."""
        head, last = self.strands[first], self.strands[first - 1]
        if start > head.start:
            return Edge(head.new_start + counterpart(self.wordings, head, start - head.start), True)
        old, new, before, after, _ = self.wordings
        own = head.start - start
        held = head.new_start - last.new_end <= 2 * own + 8 and wordless(old, last.end, start)
        if held and own:
            replacing = new[last.new_end : head.new_start].rpartition(THEIRS_PLACED)[2]
            if wordless(replacing) or not wordless(old, start, head.start):
                return Edge(head.new_start - len(LEADING.sub("", replacing)), True)
        place = max(last.new_end, after.beginning_of(head.new_start)) if before.begins_at(start) else head.new_start
        return Edge(place, held)

    def ending(self, number: int, end: int) -> Edge:
        """Return where a span ends whose last kept characters are in this strand."""
        tail, following = self.strands[number], self.strands[number + 1]
        if end < tail.end:
            return Edge(tail.new_start + counterpart(self.wordings, tail, end - tail.start), True)
        old, new, before, after, _ = self.wordings
        own = end - tail.end
        held = following.new_start - tail.new_end <= 2 * own + 8 and wordless(old, end, following.start)
        if held and own:
            replacing = new[tail.new_end : following.new_start].partition(THEIRS_PLACED)[0]
            if wordless(replacing) or not wordless(old, tail.end, end):
                return Edge(tail.new_end + len(replacing.rstrip()), True)
        place = min(following.new_start, after.ending_of(tail.new_end)) if before.ends_at(end) else tail.new_end
        return Edge(place, held)


class Flows:
    """What stayed in its place, and what was carried, in the order of the old text."""

    def __init__(self, in_place: Flow, carried: Sequence[Flow]) -> None:
        self.in_place = in_place
        self.carried = carried
        self.starts = [flow.starts[0] for flow in carried]
        self.ends = [flow.ends[-1] for flow in carried]
        self.weights = [flow.lengths[-1] for flow in carried]

    def follow(self, start: int, end: int) -> Anchor:
        """Return where the words from start to end, in code points of the old text, went: whither most of them.

        Where they are lost with the signs at their ends, but are kept without them, those were what changed.
        """
        anchor = self.heaviest(start, end).follow(start, end)
        if anchor is not LOST:
            return anchor
        first, beyond = without_signs(self.in_place.wordings.old, start, end)
        if first >= beyond or (first, beyond) == (start, end):
            return LOST
        words = self.heaviest(first, beyond).follow(first, beyond)
        if words is LOST or words.state == "changed":
            return LOST
        return Anchor(words.start, words.end, "changed", round(max(ENOUGH, (beyond - first) / (end - start)), 2))

    def heaviest(self, start: int, end: int) -> Flow:
        """Return the flow that kept most of a span."""
        first, beyond = bisect_right(self.ends, start), bisect_left(self.starts, end)
        touched = self.carried[first:beyond]
        if beyond - first > 3:  # all but the outermost lie in the span, and only the heaviest of them can win
            inside = self.weights[first + 1 : beyond - 1]
            touched = [touched[0], touched[1 + inside.index(max(inside))], touched[-1]]
        return max((self.in_place, *touched), key=lambda flow: flow.kept_of(start, end))


def wordless(text: str, start: int = 0, end: int | None = None) -> bool:
    return not WORDY.search(text, start, len(text) if end is None else end)


def without_signs(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without the punctuation, symbols and white space at its ends."""
    while start < end and category(text[start])[0] in "PSZC":
        start += 1
    while start < end and category(text[end - 1])[0] in "PSZC":
        end -= 1
    return start, end


def floor(size: int, held: bool) -> float:
    """Return how like its old words the new words of a span of this size must be, held by both neighbours or not."""
    if held:
        return ENOUGH
    return STRICTEST - (STRICTEST - ENOUGH) * min(max(size - LITTLE, 0) / (LONGER - LITTLE), 1)


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
