"""Follows one span from the old text into the new one along the strands that were kept."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from annotations.anchoring.anchor import LOST, Anchor, State
from annotations.anchoring.strands import Strand

ENOUGH = 0.5  # how like its old words the new words of a span must be


class Flow:
    """Strands in order that went together: those that stayed in their place, or those of one carried part."""

    def __init__(self, strands: Sequence[Strand], state: State) -> None:
        self.strands = strands
        self.state = state
        self.starts = [strand.start for strand in strands]
        self.ends = [strand.end for strand in strands]
        self.kept = list(accumulate((strand.end - strand.start for strand in strands), initial=0))

    def kept_of(self, start: int, end: int) -> int:
        """Return how many characters of the span were kept in this flow."""
        first, beyond = bisect_right(self.ends, start), bisect_left(self.starts, end)
        if first >= beyond:
            return 0
        whole = self.kept[beyond] - self.kept[first]
        return whole - max(0, start - self.starts[first]) - max(0, self.ends[beyond - 1] - end)

    def follow(self, start: int, end: int) -> Anchor:
        first, last = bisect_right(self.ends, start), bisect_left(self.starts, end) - 1
        if first > last:
            return LOST
        head, tail = self.strands[first], self.strands[last]
        new_start = head.new_start + (max(0, start - head.start) if head.same else 0)
        new_end = tail.new_end - (max(0, tail.end - end) if tail.same else 0)
        if first == last and head.same and head.start <= start and end <= head.end:
            return Anchor(new_start, new_end, self.state, 1.0)
        likeness = 2 * self.kept_of(start, end) / (end - start + new_end - new_start)
        if likeness < ENOUGH:
            return LOST
        return Anchor(new_start, new_end, "changed", round(likeness, 2))


def follow(flows: Sequence[Flow], start: int, end: int) -> Anchor:
    """Return where the words from start to end, in code points of the old text, went."""
    return max(flows, key=lambda flow: flow.kept_of(start, end)).follow(start, end)
