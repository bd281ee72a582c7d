"""Another way to read a prepared body, for the tests to compare with."""

from selectolax.lexbor import LexborHTMLParser, LexborNode


def leaf_blocks(body: str) -> list[tuple[int, int, str]]:
    """For each leaf block of the body, what it says of its start and length, and its text."""
    found = LexborHTMLParser(f"<!doctype html><article>{body}</article>").css("[data-n]")
    return [(int(block.attributes["data-s"]), int(block.attributes["data-n"]), _text(block)) for block in found]


def _text(node: LexborNode) -> str:
    if node.is_text_node:
        return node.text_content
    if node.tag in {"rt", "rp"}:
        return ""
    own = {"br": "\n", "img": "\ufffc"}.get(node.tag, "")
    return own + "".join(_text(child) for child in node.iter(include_text=True))
