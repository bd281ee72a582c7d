"""What may pass at all: nh3's allow-list, and the values that the attributes may have."""

import re

import nh3

from articles.text.characters import clean
from articles.text.shallow import is_tangled, shallow

# Kept as themselves: blocks that hold text, blocks that hold blocks, and what runs inside a line.
TEXT_BLOCKS = {"p", "h2", "h3", "h4", "h5", "h6", "pre"}
GROUPS = {"blockquote", "div", "dl", "figure", "ol", "table", "ul"}
PARTS = {"caption", "dd", "dt", "figcaption", "li", "tbody", "td", "tfoot", "th", "thead", "tr"}
INLINES = (
    {"a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "q", "rp", "rt", "ruby"}
    | {"s", "samp", "small", "span", "strong", "sub", "sup", "u", "var"}
)  # fmt: skip
# Only their edges matter: they part what stands before from what stands after.
PASSING = (
    {"address", "article", "aside", "center", "details", "dialog", "dir", "fieldset", "footer", "form", "header"}
    | {"hgroup", "legend", "listing", "main", "menu", "nav", "search", "section", "summary", "xmp"}
)  # fmt: skip
# Let through for the sake of their text alone: nh3 takes out what stands in formulas, unless it knows the elements.
_FORMULAS = (
    {"math", "mfrac", "mi", "mn", "mo", "mover", "mrow", "ms", "msqrt", "mstyle", "msub", "msubsup", "msup", "mtable"}
    | {"mtd", "mtext", "mtr", "munder", "munderover", "semantics"}
)  # fmt: skip
BLOCKS = TEXT_BLOCKS | GROUPS | PARTS | PASSING | {"h1", "hr"}
# Gone with all they hold: machinery, controls, and stand-ins for what a browser would show instead.
_DROPPED = (
    {"annotation", "annotation-xml", "applet", "audio", "button", "canvas", "datalist", "embed", "frameset", "iframe"}
    | {"noembed", "noframes", "noscript", "object", "script", "select", "style", "svg", "template", "textarea"}
    | {"title", "video"}
)  # fmt: skip

_cleaner = nh3.Cleaner(
    tags=BLOCKS | INLINES | _FORMULAS | {"br", "img"},
    clean_content_tags=_DROPPED,
    attributes={
        "*": {"dir", "id", "lang"},
        "a": {"href", "name"},
        "abbr": {"title"},
        "dfn": {"title"},
        "img": {"alt", "height", "src", "width"},
        "li": {"value"},
        "ol": {"reversed", "start", "type"},
        "td": {"colspan", "rowspan"},
        "th": {"colspan", "rowspan", "scope"},
    },
    url_schemes={"data", "http", "https", "mailto"},
    link_rel=None,
)
# nh3 and the tree are two parsings, and each takes a line feed from the start of a `pre`: give it back once.
_PRE_NEWLINE = re.compile(r"(<pre(?:\s[^<>]*)?>)\n", re.IGNORECASE)


def sanitise(html: str) -> str:
    """`html` with allowed elements and attributes only."""
    html = clean(html)
    if is_tangled(html):
        html = shallow(html)
    return _cleaner.clean(_PRE_NEWLINE.sub(r"\1\n\n", html))


_EXTERNAL = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.IGNORECASE)
_PICTURE = re.compile(
    r"/pictures/[0-9a-f]{64}\.(?:png|jpg)|(?i:data:image/(?:png|jpeg|gif|webp);base64,[A-Za-z0-9+/=]+)"
)
_MEASURE = re.compile(r"[1-9][0-9]{0,3}")
_VALID = {
    "alt": re.compile(r".*"),
    "colspan": re.compile(r"[1-9][0-9]{0,2}"),
    "dir": re.compile(r"ltr|rtl|auto", re.IGNORECASE),
    "height": _MEASURE,
    "id": re.compile(r"[^\s]{1,200}"),
    "lang": re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,4}"),
    "reversed": re.compile(r""),
    "rowspan": re.compile(r"[1-9][0-9]{0,2}"),
    "scope": re.compile(r"(?:row|col)(?:group)?"),
    "src": _PICTURE,
    "start": re.compile(r"-?[0-9]{1,6}"),
    "title": re.compile(r".+"),
    "type": re.compile(r"[1aAiI]"),
    "value": re.compile(r"-?[0-9]{1,6}"),
    "width": _MEASURE,
}


def attributes(found: dict[str, str | None]) -> dict[str, str]:
    """The attributes worth keeping, their values checked, in an order of their own."""
    if not found:
        return {}
    wanted = {name: " ".join(clean(value or "").split()) for name, value in found.items()}
    if "name" in wanted:
        wanted.setdefault("id", wanted["name"])
    kept = {
        name: wanted[name] for name in sorted(wanted.keys() & _VALID.keys()) if _VALID[name].fullmatch(wanted[name])
    }
    if "id" in kept:
        kept["id"] = _prefixed(kept["id"])
    return kept | _link(wanted.get("href", ""))


def _link(href: str) -> dict[str, str]:
    if _EXTERNAL.fullmatch(href):
        return {"href": href, "rel": "noopener noreferrer nofollow"}
    if href.startswith("#") and _VALID["id"].fullmatch(href[1:]):
        return {"href": "#" + _prefixed(href[1:])}
    return {}


def _prefixed(name: str) -> str:
    """An author's id cannot be mistaken for one of the page's own."""
    return name if name.startswith("a-") else f"a-{name}"
