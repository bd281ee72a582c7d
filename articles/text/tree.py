"""The author's document as blocks that hold blocks and runs of inline content.

A run is flat: each atom of it knows the inline elements around it. So an inline element that spans several blocks
is simply around the atoms in each of them, and no block is ever inside an inline element.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.text.characters import clean
from articles.text.sanitise import BLOCKS, GROUPS, INLINES, PASSING, attributes

DEEPEST_GROUP = 24
DEEPEST_INLINE = 16

# The parent without which an element means nothing, and is passed by.
_PARENTS = {
    "caption": {"table"},
    "dd": {"dl"},
    "dt": {"dl"},
    "figcaption": {"figure"},
    "li": {"ol", "ul"},
    "tbody": {"table"},
    "td": {"tr"},
    "tfoot": {"table"},
    "th": {"tr"},
    "thead": {"table"},
    "tr": {"tbody", "tfoot", "thead"},
}
_MAY_REPEAT = {"bdi", "bdo", "q", "span", "sub", "sup"}
_MEANINGLESS_WITHOUT = {"a": {"href", "id"}, "bdo": {"dir"}, "span": {"dir", "id", "lang"}}


@dataclass(frozen=True, eq=False)
class Inline:
    """An inline element; two of them are the same only if they are one."""

    tag: str
    attributes: dict[str, str]


class Atom(NamedTuple):
    """The text of a text node, or a `br`, or an `img`, inside the inline elements `within`."""

    text: str
    within: tuple[Inline, ...]
    element: Inline | None = None

    @property
    def counts(self) -> bool:
        """Whether its text is part of the canonical text: readings beside a ruby are not."""
        return not any(inline.tag in {"rp", "rt"} for inline in self.within)


Run = list[Atom]


@dataclass(eq=False)
class Block:
    """A block element; `depth` is the number of grouping blocks around its content."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    depth: int = 0
    parts: "list[Block | Run]" = field(default_factory=list)

    def run(self) -> Run:
        """The run at the end, to be added to."""
        if not self.parts or isinstance(self.parts[-1], Block):
            self.parts.append([])
        last = self.parts[-1]
        assert isinstance(last, list)  # noqa: S101 - for the type checker
        return last

    def part(self) -> None:
        """What follows begins a new run; in a `pre`, a new line."""
        if self.tag != "pre":
            self.parts.append([])
        elif (run := self.run()) and not run[-1].text.endswith("\n"):
            run.append(Atom("\n", ()))


def grow(html: str) -> Block:
    """The tree of a sanitised document, under a `div` that stands for the article."""
    root = Block("div")
    block: Block = root
    within: tuple[Inline, ...] = ()
    outside: list[tuple[Block, tuple[Inline, ...]]] = []
    for node, entering in _walk(html):
        if not entering:
            block, within = outside.pop()
            if node.tag in BLOCKS:
                block.part()
            continue
        outside.append((block, within))
        if node.is_text_node:
            block.run().append(Atom(clean(node.text_content or ""), within))
        elif node.tag in BLOCKS:
            block = _enter_block(block, node)
        elif node.tag in INLINES:
            within = _enter_inline(block, within, node)
        elif node.tag == "br":
            block.run().append(Atom("\n", within, Inline("br", {})))
        elif node.tag == "img":
            block.run().append(Atom("\ufffc", within, Inline("img", attributes(node.attributes))))
    return root


def _walk(html: str) -> Iterator[tuple[LexborNode, bool]]:
    """Every node below the body, entered and left."""
    body = LexborHTMLParser(html).body
    node = body.first_child if body else None
    ancestors: list[LexborNode] = []
    while node:
        yield node, True
        if child := node.first_child:
            ancestors.append(node)
            node = child
            continue
        yield node, False
        while not (following := node.next):
            if not ancestors:
                return
            node = ancestors.pop()
            yield node, False
        node = following


def _enter_block(block: Block, node: LexborNode) -> Block:
    # The page prints the headline as its only h1.
    tag = "h2" if node.tag == "h1" else node.tag or ""
    kept = attributes(node.attributes)
    depth = block.depth + (tag in GROUPS)
    passed_by = (
        tag in PASSING
        or block.tag == "pre"
        or (tag == "div" and not kept)
        or depth > DEEPEST_GROUP
        or block.tag not in _PARENTS.get(tag, {block.tag})
    )
    block.part()
    if passed_by:
        return block
    inner = Block(tag, kept, depth)
    block.parts.append(inner)
    return inner


def _enter_inline(block: Block, within: tuple[Inline, ...], node: LexborNode) -> tuple[Inline, ...]:
    tag = node.tag or ""
    kept = attributes(node.attributes)
    around = {inline.tag for inline in within}
    if tag in {"rp", "rt"} and ("ruby" not in around or around & {"rp", "rt"}):
        return within
    if (tag in around and tag not in _MAY_REPEAT) or len(within) >= DEEPEST_INLINE:
        return within
    if not _MEANINGLESS_WITHOUT.get(tag, kept.keys()) & kept.keys() and tag in _MEANINGLESS_WITHOUT:
        return within
    within = (*within, Inline(tag, kept))
    if "id" in kept:
        # What is linked to must stay, even where it holds nothing.
        block.run().append(Atom("", within))
    return within
