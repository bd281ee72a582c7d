"""What stands near a story without belonging to it: offered to the editor, who may put it back."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from selectolax.lexbor import LexborNode

from .blocks import Block, letters
from .choosing import PROSE, linked
from .naming import ancestors
from .promotion import LABEL, reason

# More is no help: the editor copies what she misses from the page itself.
MOST = 40
LONGEST = 1500


def with_surroundings(blocks: list[Block], chosen: set[int], known: frozenset[str]) -> list[Block]:
    """The chosen blocks, and in their places those near them that were not chosen, marked with the reason.

    Near is what stands between chosen blocks or within the element that holds them all. Short lines and lists of links
    that follow each other become one piece; of more than 40 pieces those within the story come first, then the longest.
    What is said elsewhere, squeezed in `known`, is no piece."""
    home = _home([blocks[place] for place in chosen])
    first, last = min(chosen), max(chosen)
    near = {
        place
        for place, block in enumerate(blocks)
        if place not in chosen
        and block.text
        and "".join(block.text.split()).casefold() not in known
        and (first < place < last or any(node.mem_id == home for node in ancestors(block.node)))
    }
    row: list[tuple[int, Block]] = [(place, blocks[place]) for place in sorted(chosen)]
    pieces = list(_pieces(blocks, sorted(near), chosen))
    pieces.sort(key=lambda piece: (not first < piece[0] < last, -len(piece[1].text)))
    return [block for _, block in sorted([*row, *pieces[:MOST]], key=lambda item: item[0])]


def _pieces(blocks: list[Block], places: list[int], chosen: set[int]) -> Iterator[tuple[int, Block]]:
    ordered = sorted(chosen)
    for _, run in groupby(places, key=lambda place: bisect(ordered, place)):
        gathered: list[int] = []
        for place in run:
            small = letters(blocks[place].text) <= PROSE or linked(blocks[place]) > 0.5
            if gathered and (not small or sum(len(blocks[at].text) for at in gathered) > LONGEST):
                yield _piece(blocks, gathered)
                gathered = []
            gathered.append(place)
            if not small:
                yield _piece(blocks, gathered)
                gathered = []
        if gathered:
            yield _piece(blocks, gathered)


def _piece(blocks: list[Block], places: list[int]) -> tuple[int, Block]:
    parts = [blocks[place] for place in places]
    promotion = all(LABEL.fullmatch(part.text) or reason(part) for part in parts)
    together = replace(
        parts[0], html="\n".join(part.html for part in parts), text=" ".join(part.text for part in parts)
    )
    return places[0], replace(together, beside="promotion" if promotion else "surroundings")


def _home(chosen: list[Block]) -> int | None:
    """The innermost element that holds all of `chosen`, none if that is the whole page."""
    shared: list[LexborNode] = list(ancestors(chosen[0].node))
    for block in chosen[1:]:
        ids = {node.mem_id for node in ancestors(block.node)}
        shared = [node for node in shared if node.mem_id in ids]
    return shared[0].mem_id if shared else None
