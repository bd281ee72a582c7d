"""Finds whole lines and sentences that both texts have exactly once: the surest thing that two wordings share."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain as chained
from itertools import pairwise

from annotations.anchoring.blocks import Block, Stretch, between, heaviest
from annotations.anchoring.occupied import Occupied


def unique_pieces(old: str, new: str, old_starts: Sequence[int], new_starts: Sequence[int]) -> list[Block]:
    """Return the pieces that stand once in each text; they are given by the tokens that begin them."""
    ours = once(old, old_starts)
    theirs = once(new, new_starts)
    return [Block(place, theirs[piece], len(piece)) for piece, place in ours.items() if piece in theirs]


def once(text: str, starts: Sequence[int]) -> dict[str, int]:
    pieces = [(i, text[i:j]) for i, j in pairwise([*starts, len(text)])]
    counts = Counter(piece for _, piece in pieces)
    return {piece: place for place, piece in pieces if counts[piece] == 1}


def in_order(lines: Iterable[Block], sentences: Iterable[Block], within: Stretch) -> list[Block]:
    """Return the heaviest choice of lines that follow each other in both texts, and sentences between them."""
    held = heaviest(lines)
    gaps = between(within, held)
    gap = next(gaps)
    inside: list[list[Block]] = [[]]
    for sentence in sorted(sentences):
        while sentence.old >= gap.old_end and (following := next(gaps, None)):
            gap = following
            inside.append([])
        if (
            gap.old_start <= sentence.old
            and sentence.old_end <= gap.old_end
            and gap.new_start <= sentence.new
            and sentence.new_end <= gap.new_end
        ):
            inside[-1].append(sentence)
    return sorted(chained(held, *map(heaviest, inside)))


def aside(pieces: Iterable[Block], held: Sequence[Block]) -> list[Block]:
    """Return the pieces that touch nothing that is held, nor each other, in the order of the old text."""
    ours, theirs = Occupied(block[::2] for block in held), Occupied(block[1:] for block in held)
    free = []
    for block in pieces:
        if ours.free(block.old, block.old_end) and theirs.free(block.new, block.new_end):
            ours.occupy(block.old, block.size)
            theirs.occupy(block.new, block.size)
            free.append(block)
    return sorted(free)
