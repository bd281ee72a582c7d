"""Follows one span from the old text into the new one along the tokens that were kept."""

from collections.abc import Sequence
from typing import NamedTuple

from annotations.anchoring.anchor import LOST, Anchor
from annotations.anchoring.tokens import Tokens

ENOUGH = 0.6  # of a span's characters must have been kept for it to have a place


class Wordings(NamedTuple):
    """Both texts, their tokens, and for each old token its place among the new ones, or -1."""

    old: str
    new: str
    before: Tokens
    after: Tokens
    partner: Sequence[int]


def follow(wordings: Wordings, start: int, end: int) -> Anchor:
    """Return where the words from start to end, in code points of the old text, went."""
    first, beyond = wordings.before.covering(start, end)
    partner = wordings.partner
    kept = [i for i in range(first, beyond) if partner[i] >= 0]
    if not kept:
        return LOST
    sizes = [wordings.before.ends[i] - wordings.before.starts[i] for i in range(first, beyond)]
    share = sum(sizes[i - first] for i in kept) / sum(sizes)
    new_start = wordings.after.starts[partner[kept[0]]] + max(0, start - wordings.before.starts[kept[0]])
    new_end = wordings.after.ends[partner[kept[-1]]] - max(0, wordings.before.ends[kept[-1]] - end)
    if wordings.new[new_start:new_end] == wordings.old[start:end]:
        return Anchor(new_start, new_end, "exact", 1.0)
    if share < ENOUGH or not 0 <= new_start < new_end <= len(wordings.new):
        return LOST
    return Anchor(new_start, new_end, "changed", round(share, 2))
