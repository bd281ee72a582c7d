"""Knows where lines and sentences begin, and lets gaps begin there where the words leave a choice."""

from bisect import bisect_left
from collections.abc import Sequence

from annotations.anchoring.blocks import Block
from annotations.anchoring.tokens import Tokens

FARTHEST = 200  # tokens that a gap is moved at most
SENTENCE_ENDS = frozenset(".!?…。！？｡؟۔।॥։።᠃᱾")
OPENERS = frozenset("\"'“‘„«‹(¿¡[（「『【")
CLOSERS = frozenset("\"'”’»›)]）」』】")


class Borders:
    """The tokens that begin lines, and those that begin sentences, of a text of `size` tokens."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.size = len(tokens.words)
        starts: set[int] = {0} if self.size else set()
        place = text.find("\n", tokens.starts[0]) if self.size else -1
        while 0 <= place < tokens.starts[-1]:
            number = bisect_left(tokens.starts, place)
            starts.add(number)
            place = text.find("\n", tokens.starts[number])
        self.lines = sorted(starts)
        self.line_starts = frozenset(starts)
        self.sentences = sorted(starts.union(sentence_starts(tokens.words)))
        self.sentence_starts = frozenset(self.sentences)

    def before(self, number: int) -> int:
        """Say how well the text can be parted before a token: 2 where a line begins, 1 where a sentence does, or 0."""
        if number >= self.size or number in self.line_starts:
            return 2
        return int(number in self.sentence_starts)


def sentence_starts(words: Sequence[str]) -> list[int]:
    starts = []
    for number, word in enumerate(words):
        if word in SENTENCE_ENDS:
            number += 1
            while number < len(words) and words[number] in CLOSERS:
                number += 1
            if number < len(words) and (words[number][0].isalnum() or words[number] in OPENERS):
                starts.append(number)
    return starts


def settled(blocks: Sequence[Block], old: str, new: str, ours: Borders, theirs: Borders) -> list[Block]:
    """Return the blocks with each gap between two of them moved to the best border that it can be moved to.

    In `A. B. C.` and `A. C.` either `B. ` or ` B.` or `. B` may be what is gone: all leave the same words.
    """
    done = list(blocks)
    for number in range(len(done) - 1):
        left, right = done[number], done[number + 1]
        shift = best_shift(left, right, old, new, ours, theirs)
        if shift:
            done[number] = Block(left.old, left.new, left.size + shift)
            done[number + 1] = Block(right.old + shift, right.new + shift, right.size - shift)
    return [block for block in done if block.size]


def best_shift(left: Block, right: Block, old: str, new: str, ours: Borders, theirs: Borders) -> int:
    a, c, b, d = left.old_end, left.new_end, right.old, right.new

    def quality(shift: int) -> int:
        after_gap = ours.before(b + shift) if b > a else theirs.before(d + shift)
        return after_gap + (theirs.before(d + shift) if b > a and d > c else 0)

    best, most = 0, quality(0)
    for shift in range(-1, -min(left.size, FARTHEST) - 1, -1):
        if old[b + shift] != new[d + shift]:
            break
        if (worth := quality(shift)) > most:
            best, most = shift, worth
    for shift in range(1, min(right.size, FARTHEST) + 1):
        if old[a + shift - 1] != new[c + shift - 1]:
            break
        if (worth := quality(shift)) > most:
            best, most = shift, worth
    return best
