"""What stands near a story without belonging to it: offered to the editor, who may put it back."""

from bisect import bisect
from collections.abc import Iterator
from dataclasses import replace
from itertools import groupby

from selectolax.lexbor import LexborNode

from .blocks import HEADINGS, Block, letters
from .choosing import PROSE, linked
from .naming import ancestors, leads_elsewhere
from .promotion import LABEL, reason
from .story import squeezed

# More is no help: the editor copies what she misses from the page itself.
MOST = 40
LONGEST = 1500
LITTLE_MORE = 1.6


def with_surroundings(blocks: list[Block], chosen: set[int], known: frozenset[str]) -> list[Block]:
    """The chosen blocks, and in their places those near them that were not chosen, marked with the reason.

    Near is what stands between chosen blocks or within the element of the article. Short lines and lists of links that
    follow each other become one piece, and what repeats comes once; of more than 40 pieces those within the story come
    first, then the longest. What is said elsewhere, squeezed in `known`, is no piece."""
    home = _home([blocks[place] for place in chosen])
    first, last = min(chosen), max(chosen)
    near = [
        place
        for place, block in enumerate(blocks)
        if place not in chosen
        and block.text
        and squeezed(block.text) not in known
        and (first < place < last or _stands_in(block, home))
    ]
    pieces = {piece.html: (place, piece) for place, piece in reversed(list(_pieces(blocks, near, chosen)))}
    nearest = sorted(pieces.values(), key=lambda piece: (not first < piece[0] < last, -len(piece[1].text)))
    row = [*((place, blocks[place]) for place in chosen), *nearest[:MOST]]
    return [block for _, block in sorted(row, key=lambda item: item[0])]


def _pieces(blocks: list[Block], places: list[int], chosen: set[int]) -> Iterator[tuple[int, Block]]:
    ordered = sorted(chosen)
    for _, run in groupby(places, key=lambda place: bisect(ordered, place)):
        gathered: list[int] = []
        for place in run:
            small = letters(blocks[place].text) <= PROSE or linked(blocks[place]) > 0.5
            heads = all(blocks[at].tag in HEADINGS for at in gathered)
            if gathered and ((not small and not heads) or sum(len(blocks[at].text) for at in gathered) > LONGEST):
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
    promotion = LABEL.fullmatch(parts[0].text) or reason(parts[0])
    together = replace(
        parts[0], html="\n".join(part.html for part in parts), text=" ".join(part.text for part in parts)
    )
    return places[0], replace(together, aside="promotion" if promotion else "surroundings")


def _stands_in(block: Block, home: int | None) -> bool:
    above = list(ancestors(block.node))
    return any(node.mem_id == home for node in above) and not any(leads_elsewhere(node) for node in above)


def _home(chosen: list[Block]) -> int | None:
    """The element of the article: the outermost around all of `chosen` that holds little more; None if none does."""
    shared: list[LexborNode] = list(ancestors(chosen[0].node))
    for block in chosen[1:]:
        ids = {node.mem_id for node in ancestors(block.node)}
        shared = [node for node in shared if node.mem_id in ids]
    enough = sum(len(block.text) for block in chosen) * LITTLE_MORE
    roomy = [node for node in shared[1:] if len(node.text()) <= enough]
    return next((node.mem_id for node in reversed([*shared[:1], *roomy])), None)
