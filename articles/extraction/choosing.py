"""Which blocks of a web page are the article: those whose words the main text has, and what stands between them.

The main text only points: the words and their markup come from the page itself, so no list loses its numbers,
no figure its caption."""

import re

from selectolax.lexbor import LexborNode

from .blocks import Block, words
from .main_text import MainText
from .story import squeezed

ASIDES = frozenset({"nav", "aside", "footer", "form", "dialog"})
INVITING = re.compile(
    r"(?:^|[\s_-])(?:ads?|advert\w*|promo\w*|related|newsletter\w*|subscri\w*|shar(?:e|ing)|social|teasers?)\b"
)
# Words shorter than this may stand in the main text by chance: they must be a line of it.
TELLING = 24
PIECE = 16


def choose(blocks: list[Block], main: MainText) -> list[Block]:
    """The blocks of the article, in the page's order; none if the main text is nowhere among them."""
    picked = [place for place, block in enumerate(blocks) if _is_in(block, main)]
    if not picked:
        return []
    first, last = picked[0], picked[-1]
    parents = {_parent(blocks[place]) for place in picked}
    trunk = _common_ancestor([blocks[place] for place in picked])
    chosen = set(picked)
    for place, block in enumerate(blocks):
        if place in chosen or place > last or _stands_aside(block):
            continue
        between = place > first and _parent(block) in parents and _linked(block) < 0.5
        if between or (_has_caption(block) and (place > first or trunk in _ancestors(block))):
            chosen.add(place)
    return [blocks[place] for place in sorted(chosen)]


def _is_in(block: Block, main: MainText) -> bool:
    said = squeezed(block.text)
    if said in main.lines or len(said) < TELLING:
        return said in main.lines
    pieces = [said[start : start + PIECE] for start in range(0, len(said) - PIECE + 1, PIECE)]
    return sum(piece in main.whole for piece in pieces) >= len(pieces) * 0.6


def _has_caption(block: Block) -> bool:
    caption = block.node.css_first("figcaption") if block.node and block.tag == "figure" else None
    return caption is not None and bool(words(caption))


def _linked(block: Block) -> float:
    """The share of the words that are links."""
    links = block.node.css("a") if block.node and block.tag != "figure" else []
    return sum(len(words(link)) for link in links) / max(len(block.text), 1)


def _stands_aside(block: Block) -> bool:
    """Whether `block` is, or stands in, what its page calls navigation, a form, or an invitation."""
    node = block.node
    while node is not None and node.tag not in {"body", "main", "article"}:
        called = f"{node.attributes.get('class') or ''} {node.attributes.get('id') or ''}".lower()
        if node.tag in ASIDES or INVITING.search(called):
            return True
        node = node.parent
    return False


def _parent(block: Block) -> int | None:
    return block.node.parent.mem_id if block.node and block.node.parent else None


def _ancestors(block: Block) -> list[int]:
    found: list[int] = []
    node: LexborNode | None = block.node.parent if block.node else None
    while node is not None and node.tag != "body":
        found.append(node.mem_id)
        node = node.parent
    return found


def _common_ancestor(blocks: list[Block]) -> int | None:
    """The innermost element below the page's body that holds most of `blocks`: an article's element, as a rule."""
    tally: dict[int, int] = {}
    for block in blocks:
        for ancestor in _ancestors(block):
            tally[ancestor] = tally.get(ancestor, 0) + 1
    holding = [ancestor for ancestor in _ancestors(blocks[len(blocks) // 2]) if tally[ancestor] >= len(blocks) * 0.9]
    return holding[0] if holding else None
