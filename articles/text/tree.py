"""The author's document as blocks that hold blocks and runs of inline content.

A run is flat: each atom of it knows the inline elements around it. So an inline element that spans several blocks
is simply around the atoms in each of them, and no block is ever inside an inline element.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple, cast

from selectolax.lexbor import LexborHTMLParser, LexborNode

from articles.text.characters import clean
from articles.text.sanitise import BLOCKS, GROUPS, INLINES, PASSING, TEXT_BLOCKS, attributes

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
_MEANINGLESS_WITHOUT = {"a": {"href"}, "bdo": {"dir"}, "span": {"dir", "lang"}}


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
        return cast("Run", self.parts[-1])

    def part(self) -> None:
        """What follows begins a new run; in a `pre`, a new line."""
        last = self.parts[-1] if self.parts else None
        if not isinstance(last, list) or not last:
            return
        if self.tag != "pre":
            self.parts.append([])
        elif not last[-1].text.endswith("\n"):
            last.append(Atom("\n", ()))


def grow(html: str) -> Block:
    """The tree of a sanitised document, under a `div` that stands for the article."""
    root = Block("div")
    block: Block = root
    within: tuple[Inline, ...] = ()
    outside: list[tuple[Block, tuple[Inline, ...]]] = []
    ids: set[str] = set()
    for node, entering in _walk(html):
        if not entering:
            block, within = outside.pop()
            if node.tag in BLOCKS:
                block.part()
            continue
        outside.append((block, within))
        if node.is_text_node:
            block.run().append(Atom(clean(node.text_content or ""), within))
            continue
        kept = attributes(node.attributes)
        if kept.get("id") in ids:
            del kept["id"]
        elif "id" in kept:
            ids.add(kept["id"])
        if node.tag in BLOCKS:
            block = _enter_block(block, node.tag, kept)
        elif node.tag in INLINES:
            within = _enter_inline(block, within, node.tag, kept)
        elif node.tag == "br":
            block.run().append(Atom("\n", within, Inline("br", {})))
        elif node.tag == "img" and "src" in kept:
            block.run().append(Atom("\ufffc", within, Inline("img", kept)))
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


def _enter_block(block: Block, tag: str, kept: dict[str, str]) -> Block:
    # The page prints the headline as its only h1.
    tag = "h2" if tag == "h1" else tag
    depth = block.depth + (tag in GROUPS)
    passed_by = (
        tag in PASSING
        or block.tag == "pre"
        or (tag in TEXT_BLOCKS and block.tag in TEXT_BLOCKS)
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


def _enter_inline(block: Block, within: tuple[Inline, ...], tag: str, kept: dict[str, str]) -> tuple[Inline, ...]:
    around = {inline.tag for inline in within}
    if "id" in kept:
        # What is linked to stays, even where it holds nothing; and an element in several blocks has its id once.
        block.run().append(Atom("", (*within, Inline("span", {"id": kept.pop("id")}))))
    if tag in {"rp", "rt"} and ("ruby" not in around or around & {"rp", "rt"}):
        return within
    if (tag in around and tag not in _MAY_REPEAT) or len(within) >= DEEPEST_INLINE:
        return within
    if tag in _MEANINGLESS_WITHOUT and not _MEANINGLESS_WITHOUT[tag] & kept.keys():
        return within
    return (*within, Inline(tag, kept))
