"""Which blocks of a web page are the article, by what three witnesses say of each.

The weights of the page's elements (`weighing`), the main text that trafilatura makes out (`main_text`), and the text
that the page tells machines about itself (`about`). They only point: the words and their markup come from the page, so
no list loses its numbers, no figure its caption. Where witnesses differ, the block's surroundings decide."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from .blocks import HEADINGS, Block, letters, words
from .naming import COMMENTS, SURELY_ASIDE, ancestors, called, is_aside, is_card
from .promotion import LABEL, reason

SENTENCE_END = re.compile(r"[.。!?！？…:：;”\"'»)’۔؟।]$")
FULL_STOP = re.compile(r"[.。!?！？…۔؟।][”\"'»)’]*$")
PROSE = 80


@dataclass(frozen=True)
class Witnesses:
    """The numbers of the blocks each witness points to; `told` is None if the page tells machines no text."""

    weighed: frozenset[int]
    read: frozenset[int]
    told: frozenset[int] | None = None


def choose(blocks: list[Block], witnesses: Witnesses) -> set[int]:
    """The numbers of the blocks that are the article; none if no witness points anywhere."""
    found = _agreed(blocks, witnesses)
    chosen = {place for place in found if not LABEL.fullmatch(blocks[place].text)}
    # What a line like "Read also" announces goes with it.
    chosen -= {place + 1 for place in found - chosen if place + 1 in chosen and _is_linked(blocks[place + 1])}
    while chosen and blocks[max(chosen)].tag in HEADINGS and not FULL_STOP.search(blocks[max(chosen)].text):
        chosen.discard(max(chosen))  # nothing stands below it
    return chosen


def _agreed(blocks: list[Block], witnesses: Witnesses) -> set[int]:
    weighed, read, told = witnesses.weighed, witnesses.read, witnesses.told
    if told is not None and told:
        read = read | told
    both = _without_asides(blocks, weighed & read)
    if not weighed or not read:
        return set(weighed | read)
    if _length(blocks, both) < 0.3 * min(_length(blocks, weighed), _length(blocks, read)):
        # They point to different stories: main texts are seldom the wrong one, but may be no more than a teaser.
        prose = {place for place, block in enumerate(blocks) if letters(block.text) > PROSE and not _is_linked(block)}
        enough = _length(blocks, read & prose) >= 0.6 * _length(blocks, weighed & prose)
        return set(read if enough else weighed)
    around = Neighbourhood(blocks, both)
    chosen = both | {place for place in weighed - both if not _is_figure(blocks[place]) and around.has_weighed(place)}
    around.widen(chosen)
    # Weights may take one column for the whole.
    narrow = _length(blocks, read - both) > 0.5 * _length(blocks, read)
    for place in set(range(len(blocks))) - chosen:
        block = blocks[place]
        if _is_figure(block):
            belongs = around.has_figure(place, place in weighed | read)
        elif place in read:
            belongs = around.has_read(place) or (narrow and not around.is_comment(block))
        else:
            belongs = place not in weighed and around.has_unseen(place)
        if belongs:
            chosen |= {place}
    return set(chosen - _unsaid(blocks, chosen, told))


def _unsaid(blocks: list[Block], chosen: frozenset[int], told: frozenset[int] | None) -> set[int]:
    """The chosen paragraphs that the page, which tells machines its whole text, does not tell."""
    if not told or _length(blocks, told & chosen) < 0.8 * _length(blocks, chosen):
        return set()
    # The text may be cut off: after its last words, silence says nothing.
    rest = (place for place in chosen - told if place < max(told))
    return {place for place in rest if blocks[place].tag == "p" and letters(blocks[place].text) > PROSE / 2}


def _without_asides(blocks: list[Block], agreed: frozenset[int]) -> frozenset[int]:
    """What is agreed without boxes of sure names, unless most of it stands in such a box."""
    sure = {
        place for place in agreed if any(SURELY_ASIDE.search(called(node)) for node in ancestors(blocks[place].node))
    }
    return agreed - sure if _length(blocks, sure) < 0.3 * _length(blocks, agreed) else agreed


class Neighbourhood:
    """What stands around the blocks that witnesses agree on; what their own elements are called says nothing bad."""

    def __init__(self, blocks: list[Block], agreed: frozenset[int]) -> None:
        self.blocks = blocks
        self.first, self.last = min(agreed), max(agreed)
        self.parents = {_parent(blocks[place]) for place in agreed}
        self.verdicts: dict[tuple[str, int], bool] = {}
        self.paths = {_path(blocks[place]) for place in agreed}
        self.cleared = {node.mem_id for place in agreed for node in ancestors(blocks[place].node)}
        self.trunk = _common_ancestor([blocks[place] for place in agreed])
        self.start = max((place for place in range(self.first) if blocks[place].tag == "h1"), default=self.first)

    def widen(self, chosen: frozenset[int]) -> None:
        """Let the story reach from the first to the last of `chosen`."""
        self.first, self.last = min(chosen), max(chosen)

    def has_weighed(self, place: int) -> bool:
        """Whether a block that only the weights point to belongs to the story."""
        block = self.blocks[place]
        if self.is_aside(block):
            return False
        among = _parent(block) in self.parents
        within = self.first <= place <= self.last
        if _is_linked(block):
            return among and within and not reason(block)
        return within or among or letters(block.text) > PROSE or SENTENCE_END.search(block.text) is not None

    def has_read(self, place: int) -> bool:
        """Whether a block that only the main text has belongs to the story."""
        block = self.blocks[place]
        if self.is_aside(block) or _is_linked(block):
            return False
        return _parent(block) in self.parents or self.first <= place <= self.last or _is_prose(block)

    def has_figure(self, place: int, pointed_to: bool) -> bool:
        """Whether a figure with a caption belongs to the story: it stands in it, or heads it. Links show others."""
        block = self.blocks[place]
        if not pointed_to and any(
            node.tag in {"a", "li"} and node.mem_id not in self.cleared for node in ancestors(block.node)
        ):
            return False
        if place > self.last and _parent(block) not in self.parents:
            return False
        inside = self.start <= place or any(node.mem_id == self.trunk for node in ancestors(block.node))
        return inside and not self.is_aside(block)

    def has_unseen(self, place: int) -> bool:
        """Whether a block that no witness points to belongs to the story: it stands in it as others do."""
        block = self.blocks[place]
        if not self.first < place < self.last or _is_linked(block) or self.is_aside(block):
            return False
        return _parent(block) in self.parents or _path(block) in self.paths

    def is_aside(self, block: Block) -> bool:
        """Whether `block` is, or stands in, what its page calls navigation, a form, or an invitation."""
        own = [node for node in ancestors(block.node) if node.mem_id not in self.cleared]
        if any(self._verdict(is_card, node) for node in own[:3] if node is not block.node):
            return True
        return any(self._verdict(is_aside, node) for node in own if node is not block.node or block.tag != "figure")

    def _verdict(self, judge: Callable[[LexborNode], bool], node: LexborNode) -> bool:
        """What `judge` says of `node`, asked once: many blocks stand in the same element."""
        key = (judge.__name__, node.mem_id)
        if key not in self.verdicts:
            self.verdicts[key] = judge(node)
        return self.verdicts[key]

    def is_comment(self, block: Block) -> bool:
        return any(node.mem_id not in self.cleared and COMMENTS.search(called(node)) for node in ancestors(block.node))


def linked(block: Block) -> float:
    """The share of the words that are links."""
    if block.node is None or block.tag == "figure":
        return 0.0
    if any(node.tag == "a" for node in ancestors(block.node)):
        return 1.0
    links = block.node.css("a") if block.node.is_element_node else []
    return sum(len(words(link)) for link in links) / max(len(block.text), 1)


def _is_linked(block: Block) -> bool:
    """Whether `block` is mostly links, and no paragraph whose sentences happen to be."""
    if block.tag == "p" and letters(block.text) > PROSE and SENTENCE_END.search(block.text):
        return False
    return linked(block) > 0.5


def _is_prose(block: Block) -> bool:
    return letters(block.text) > PROSE and SENTENCE_END.search(block.text) is not None and linked(block) < 0.3


def _is_figure(block: Block) -> bool:
    caption = block.node.css_first("figcaption") if block.node and block.tag == "figure" else None
    return caption is not None and bool(words(caption))


def _length(blocks: list[Block], places: frozenset[int] | set[int]) -> int:
    return sum(letters(blocks[place].text) for place in places)


def _parent(block: Block) -> int | None:
    return block.node.parent.mem_id if block.node and block.node.parent else None


def _path(block: Block) -> tuple[str, ...]:
    """What the elements around `block` are, and are called."""
    return tuple(f"{node.tag} {node.attributes.get('class') or ''}" for node in list(ancestors(block.node))[1:])


def _common_ancestor(blocks: list[Block]) -> int | None:
    """The innermost element below the page's body that holds most of `blocks`: an article's element, as a rule."""
    tally: dict[int, int] = {}
    for block in blocks:
        for node in ancestors(block.node):
            tally[node.mem_id] = tally.get(node.mem_id, 0) + 1
    middle = list(ancestors(blocks[len(blocks) // 2].node))[1:]
    return next((node.mem_id for node in middle if tally[node.mem_id] >= len(blocks) * 0.9), None)
