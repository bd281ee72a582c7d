"""A web page as light elements that can be counted: how many letters, links, commas, paragraphs each one holds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from .blocks import HEADINGS, SILENT, letters

COMMAS = re.compile("[,،﹐︐︑⹁⸴⸲，、]")
INLINE_TAGS = (
    "a abbr b bdi bdo big br cite code data del dfn em font i img ins kbd label mark math meter output picture "
    "progress q ruby s samp small span strike strong sub sup time tt u var wbr"
)
INLINE = frozenset(INLINE_TAGS.split())
# Elements whose loose words are paragraphs, as the words in a `p` are.
BOXES = frozenset({"div", "section", "article", "main", "body", "center"})
BLOCKS = frozenset({"blockquote", "dl", "div", "img", "ol", "p", "pre", "table", "ul", "span", "li", "td"})


@dataclass
class Counts:
    """What an element holds, all within it included; lengths are in letters (`blocks.letters`)."""

    length: int = 0
    commas: int = 0
    linked: float = 0.0
    in_headings: int = 0
    in_lists: int = 0
    in_blocks: int = 0
    paragraphs: int = 0
    pictures: int = 0
    items: int = 0
    data_tables: int = 0

    def add(self, other: Counts) -> None:
        self.length += other.length
        self.commas += other.commas
        self.linked += other.linked
        self.in_headings += other.in_headings
        self.in_lists += other.in_lists
        self.in_blocks += other.in_blocks
        self.paragraphs += other.paragraphs
        self.pictures += other.pictures
        self.items += other.items
        self.data_tables += other.data_tables

    @property
    def links(self) -> float:
        """The share of the letters that are links."""
        return self.linked / self.length if self.length else 0.0


@dataclass(eq=False)
class Element:
    """An element of a page; `nodes` are the ids of its own node and of its loose words."""

    tag: str
    parent: Element | None = None
    node: LexborNode | None = None
    names: tuple[str, ...] = ()
    nodes: list[int] = field(default_factory=list)
    children: list[Element] = field(default_factory=list)
    length: int = 0
    commas: int = 0
    score: float | None = None
    holds_blocks: bool = False

    def ancestors(self) -> Iterator[Element]:
        above = self.parent
        while above is not None:
            yield above
            above = above.parent

    def within(self) -> Iterator[Element]:
        """The element itself and all in it, in the page's order."""
        yield self
        for child in self.children:
            yield from child.within()

    def counts(self) -> Counts:
        """What the element holds now."""
        total = Counts(self.length, self.commas)
        for child in self.children:
            total.add(child.counts())
        if self.tag == "a":
            to_itself = self.node is not None and (self.node.attributes.get("href") or "").startswith("#")
            total.linked = total.length * (0.3 if to_itself else 1.0)
        if self.tag in HEADINGS:
            total.in_headings = total.length
        if self.tag in {"ul", "ol"}:
            total.in_lists = total.length
        if self.tag in BLOCKS:
            total.in_blocks = total.length
        total.paragraphs += self.tag == "p"
        total.pictures += self.tag == "img"
        total.items += self.tag == "li"
        total.data_tables += self.tag == "table" and self.node is not None and is_data_table(self.node)
        return total


def is_data_table(table: LexborNode) -> bool:
    """Whether a table holds data in rows and columns and not a page together."""
    if table.attributes.get("role") == "presentation":
        return False
    if table.css_first("caption, th, thead, tfoot, col"):
        return True
    rows = table.css("tr")
    columns = max((len(row.css("td")) for row in rows), default=0)
    if len(table.css("table")) > 1 or len(rows) < 2 or columns < 2:
        return False
    return len(rows) >= 10 or columns > 4 or len(rows) * columns > 10


def build(node: LexborNode, parent: Element | None, skip: Callable[[Element], bool]) -> Element:
    """`node` and all in it as elements, without those that `skip` says."""
    said = node.attributes
    names = tuple(name for name in (said.get("class"), said.get("id")) if name)
    made = Element(node.tag or "", parent, node, names, [node.mem_id])
    is_box = made.tag in BOXES
    loose: Element | None = None
    breaks = 0
    child = node.first_child
    while child is not None:
        blank = child.is_text_node and not (child.text_content or "").strip()
        inner = None if child.is_text_node or child.tag in SILENT else build(child, made, skip)
        if child.tag == "br":
            breaks += 1
        elif not blank:
            loose = loose if breaks < 2 else None
            breaks = 0
        if child.is_text_node or (inner and inner.tag in INLINE and not inner.holds_blocks):
            if is_box and loose is None and not blank:
                loose = Element("p", made)
                made.children.append(loose)
            _put(child, inner, loose or made, skip)
        elif inner:
            loose = None
            made.holds_blocks = True
            _put(child, inner, made, skip)
        child = child.next
    _merge(made)
    return made


def _put(child: LexborNode, inner: Element | None, into: Element, skip: Callable[[Element], bool]) -> None:
    if inner is None:
        said = " ".join((child.text_content or "").split())
        into.length += letters(said)
        into.commas += len(COMMAS.findall(said))
        into.nodes.append(child.mem_id)
    elif not skip(inner):
        inner.parent = into
        into.children.append(inner)


def _merge(made: Element) -> None:
    """A box that holds nothing but one paragraph is that paragraph."""
    if made.tag not in {"div", "center"} or len(made.children) != 1 or made.length:
        return
    (only,) = made.children
    if only.tag == "p":
        made.tag, made.length, made.commas = "p", only.length, only.commas
        made.nodes += only.nodes
        made.children = only.children
        for child in made.children:
            child.parent = made
