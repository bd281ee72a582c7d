"""A document as a row of blocks: paragraphs, headings, lists, tables, figures, each with its words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
LEAVES = HEADINGS | {"p", "ul", "ol", "dl", "table", "blockquote", "pre", "figure", "hr", "address", "details", "img"}
# Containers say nothing by themselves: their blocks are taken, and loose words between those become paragraphs.
CONTAINER_TAGS = (
    "html body main article section div header footer nav aside form fieldset center hgroup search dialog "
    "li dt dd tbody thead tfoot tr td th caption"
)
CONTAINERS = frozenset(CONTAINER_TAGS.split())
SILENT = frozenset({"head", "script", "style", "template", "noscript", "-comment", "!doctype"})
INNER_BLOCKS = "p, div, h1, h2, h3, h4, h5, h6, ul, ol, table, blockquote, figure, section, article"
IDEOGRAPH = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
WHITE = re.compile(r"[ \t\n\f\r]+")


@dataclass(frozen=True)
class Block:
    """One block of a document: its HTML, its words on one line, and where it came from in a parsed page.

    `aside` is the key of a reason, in `result.REASONS`, why its reader takes it for no part of the article.
    """

    tag: str
    html: str
    text: str
    node: LexborNode | None = None
    aside: str | None = None


def flatten(root: LexborNode) -> Iterator[Block]:
    """The blocks under `root` in the document's order. Nothing that a person would read is left out."""
    loose: list[LexborNode] = []
    node = root.first_child
    while node is not None:
        following = node.next
        tag = node.tag or ""
        if tag in LEAVES and not _is_layout(node):
            yield from _paragraph(loose)
            yield from _leaf(node)
        elif tag in CONTAINERS or tag in LEAVES or _holds_blocks(node):
            yield from _paragraph(loose)
            yield from flatten(node)
        elif tag not in SILENT:
            loose.append(node)
        node = following
    yield from _paragraph(loose)


def words(node: LexborNode) -> str:
    """What a person reads in `node`, on one line."""
    return WHITE.sub(" ", "".join(_spoken(node))).strip()


def letters(text: str) -> int:
    """How long `text` is, in letters: a sign of Chinese or Japanese says as much as two of them."""
    return len(text) + len(IDEOGRAPH.findall(text))


def _spoken(node: LexborNode) -> Iterator[str]:
    if node.is_text_node:
        yield node.text_content or ""
    elif node.tag not in SILENT:
        parted = node.tag == "br" or node.tag in LEAVES or node.tag in CONTAINERS
        yield " " if parted else ""
        child = node.first_child
        while child is not None:
            yield from _spoken(child)
            child = child.next
        yield " " if parted else ""


def _leaf(node: LexborNode) -> Iterator[Block]:
    text = words(node)
    if text or node.tag in {"hr", "img"} or node.css_first("img"):
        yield Block(node.tag or "p", node.html or "", text, node)


def _paragraph(loose: list[LexborNode]) -> Iterator[Block]:
    """Loose words beside blocks, as the paragraphs they are: old pages part them by two line breaks."""
    run: list[LexborNode] = []
    broken = False
    for node in loose:
        if node.tag == "br" and broken:
            yield from _run(run)
            run = []
        elif node.tag != "br" or run:
            run.append(node)
        if node.tag == "br" or words(node):
            broken = node.tag == "br"
    yield from _run(run)
    loose.clear()


def _run(nodes: list[LexborNode]) -> Iterator[Block]:
    text = WHITE.sub(" ", "".join(part for node in nodes for part in _spoken(node))).strip()
    if text:
        inner = "".join(node.html or "" for node in nodes).strip().removesuffix("<br>").rstrip()
        yield Block("p", f"<p>{inner}</p>", text, nodes[0])


def _is_layout(node: LexborNode) -> bool:
    """A table that holds a page together, as pages once were made."""
    if node.tag != "table":
        return False
    # A table finds itself, too.
    return node.attributes.get("role") == "presentation" or len(node.css("table, h1")) > 1


def _holds_blocks(node: LexborNode) -> bool:
    return node.is_element_node and node.css_first(INNER_BLOCKS) is not None
