"""Whether HTML is harmless: told by two parsers that know nothing of how it was cleaned."""

import re
from html.parser import HTMLParser

from selectolax.lexbor import LexborHTMLParser

TAGS = frozenset(
    {
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "blockquote",
        "br",
        "caption",
        "cite",
        "code",
        "dd",
        "del",
        "dfn",
        "div",
        "dl",
        "dt",
    }
    | {
        "em",
        "figcaption",
        "figure",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "i",
        "img",
        "ins",
        "kbd",
        "li",
        "ol",
        "p",
        "pre",
    }
    | {"q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strong", "sub", "sup", "table", "tbody", "td", "tfoot"}
    | {"th", "thead", "tr", "u", "ul", "var"}
)
ATTRIBUTES = frozenset(
    {"alt", "colspan", "data-n", "data-s", "dir", "height", "href", "id", "lang", "rel", "reversed", "rowspan", "scope"}
    | {"src", "start", "title", "type", "value", "width"}
)
LINK = re.compile(r"https?://[^\s<>\"]+|mailto:[^\s<>\"]+|#a-[^\s]+", re.IGNORECASE)
PICTURE = re.compile(r"/pictures/[0-9a-f]{64}\.(?:png|jpg)|data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+")


def harm(html: str) -> list[str]:
    """Name every element and attribute that may not be in an article; no harm gives an empty list."""
    tree = LexborHTMLParser(f"<!doctype html><html><head></head><body><article>{html}</article></body></html>")
    found = [
        problem
        for node in tree.root.traverse(include_text=False)
        if node.tag not in {"html", "head", "body", "article"}
        for problem in _of(node.tag, node.attributes)
    ]
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return found + reader.found


def _of(tag: str, attributes: dict[str, str | None]) -> list[str]:
    found = [] if tag in TAGS else [f"<{tag}>"]
    for name, value in attributes.items():
        allowed = {"href": LINK, "src": PICTURE}.get(name, re.compile(".*", re.DOTALL))
        if name not in ATTRIBUTES or not allowed.fullmatch(value or ""):
            found.append(f"{tag} {name}={value}")
    return found


class _Reader(HTMLParser):
    """The standard library's parser, which has other ideas of where a tag ends."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += _of(tag, dict(attrs))

    def handle_comment(self, data: str) -> None:
        self.found.append("a comment")

    def handle_decl(self, decl: str) -> None:
        self.found.append("a declaration")

    def handle_pi(self, data: str) -> None:
        self.found.append("an instruction")

    def unknown_decl(self, data: str) -> None:
        self.found.append("a section")
