"""Lets gaps begin and end where lines and sentences do, where the words leave a choice."""

from collections.abc import Sequence

from annotations.anchoring.alignment import Block
from annotations.anchoring.tokens import Tokens

FARTHEST = 200  # tokens that a gap is moved at most
SENTENCE_ENDS = frozenset(".!?…。！？｡؟۔।॥։።᠃᱾")
OPENERS = frozenset("\"'“‘„«‹(¿¡[（「『【")
CLOSERS = frozenset("\"'”’»)]）」』】›")


class Borders:
    """Says how well a text can be parted before a token: 2 where a line begins, 1 where a sentence does, else 0."""

    def __init__(self, tokens: Tokens, lines: Sequence[int]) -> None:
        self.words = tokens.words
        self.lines = frozenset(lines)

    def before(self, number: int) -> int:
        if number in self.lines or number >= len(self.words):
            return 2
        if not self.words[number][0].isalnum() and self.words[number] not in OPENERS:
            return 0
        while number > 0 and self.words[number - 1] in CLOSERS:
            number -= 1
        return int(number > 0 and self.words[number - 1] in SENTENCE_ENDS)


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
    a, c = left.old + left.size, left.new + left.size
    b, d = right.old, right.new

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
