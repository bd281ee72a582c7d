"""Captions brought to what they describe: a picture above or below, or a table."""

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import words


def gather(page: str) -> tuple[str, str | None]:
    """`page` with each top-level `figcaption` in a figure with the picture next to it, or as the caption of a table;
    and the words of its first `h1` of the class title."""
    root = LexborHTMLParser(page).body
    if root is None:
        return page, None
    title = root.css_first("h1.title")
    headline = words(title) or None if title else None
    blocks = list(root.iter())
    if not any(block.tag == "figcaption" for block in blocks):
        return page, headline
    made: list[str] = []
    taken = -1
    for place, block in enumerate(blocks):
        if place == taken:
            continue
        if block.tag != "figcaption":
            made.append(block.html or "")
            continue
        above = blocks[place - 1] if place and place - 1 != taken and blocks[place - 1].tag != "figcaption" else None
        below = blocks[place + 1] if place + 1 < len(blocks) else None
        own = "".join(img.html or "" for img in block.css("img"))
        for img in block.css("img"):
            img.decompose()
        if own:
            made.append(_figure(own, block))
        elif above and _is_picture(above):
            made[-1] = _figure(_pictures(above), block)
        elif below and _is_picture(below):
            made.append(_figure(_pictures(below), block))
            taken = place + 1
        elif below and below.tag == "table":
            made.append(_captioned(below, block))
            taken = place + 1
        elif above and above.tag == "table":
            made[-1] = _captioned(above, block)
        else:
            made.append(_figure("", block))
    return "".join(made), headline


def _is_picture(block: LexborNode) -> bool:
    return not words(block) and block.css_first("img") is not None


def _pictures(block: LexborNode) -> str:
    return "".join(img.html or "" for img in block.css("img"))


def _figure(pictures: str, caption: LexborNode) -> str:
    return f"<figure>{pictures}{caption.html if words(caption) else ''}</figure>"


def _captioned(table: LexborNode, caption: LexborNode) -> str:
    start, _, rest = (table.html or "").partition(">")
    return f"{start}><caption>{_inner(caption)}</caption>{rest}"


def _inner(node: LexborNode) -> str:
    return "".join(child.html or "" for child in node.iter(include_text=True))
