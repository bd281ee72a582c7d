"""Documents with very many tags or references, cut to a shape that any HTML parser reads in linear time.

Parsers of HTML take quadratic time, and more, for tags that are opened and never closed (100,000 nested `div` need half
a minute) and for references in very long text. Few articles have so many: only those that do pass through here.
"""

import re

MANY_TAGS = 1_000
MANY_REFERENCES = 10_000
DEEPEST = 150
MOST_ELEMENTS = 100_000

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_FORMATTING = {"a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u"}
# Which of the innermost open elements a start tag ends, as authors rely on.
_ENDS = {
    "dd": {"dd", "dt", "p"},
    "dt": {"dd", "dt", "p"},
    "li": {"li", "p"},
    "p": {"p"},
    "rp": {"rp", "rt"},
    "rt": {"rp", "rt"},
    "tbody": {"p", "tbody", "td", "th", "thead", "tr"},
    "td": {"p", "td", "th"},
    "th": {"p", "td", "th"},
    "tr": {"p", "td", "th", "tr"},
}
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(iframe|noscript|object|script|select|style|svg|template|textarea|title)(?=[\s/>]).*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:[^<>\"']|\"[^\"<]*+\"|'[^'<]*+')*+)>|<(?:[!?/][^<>]*+>)?")


def is_tangled(html: str) -> bool:
    """Whether a parser might take long for it."""
    return html.count("<") > MANY_TAGS or html.count("&") > MANY_REFERENCES


def shallow(html: str) -> str:
    """The same document with every tag closed in its turn, the deeper and the further ones left out."""
    pieces: list[str] = []
    is_open: list[str] = []
    done = opened = 0
    html = _UNREAD.sub(" ", html)
    for match in _TAG.finditer(html):
        pieces.append(_in_short_nodes(html[done : match.start()]))
        done = match.end()
        closing, name, rest = match[1], (match[2] or "").lower(), match[3]
        if match[0] == "<":
            pieces.append("&lt;")
        elif closing:
            _close(name, is_open, pieces)
        elif name and opened >= MOST_ELEMENTS:
            pieces.append(" ")
        elif name in _VOID:
            opened += 1
            pieces.append(match[0])
        elif name and not (name in _FORMATTING and name in is_open):
            while is_open and is_open[-1] in _ENDS.get(name, ()):
                pieces.append(f"</{is_open.pop()}>")
            if len(is_open) < DEEPEST:
                opened += 1
                is_open.append(name)
                pieces.append(f"<{name}{rest}>")
            else:
                pieces.append(" ")
    pieces.append(_in_short_nodes(html[done:]))
    pieces.extend(f"</{name}>" for name in reversed(is_open))
    return "".join(pieces)


def _close(name: str, is_open: list[str], pieces: list[str]) -> None:
    while name in is_open:
        last = is_open.pop()
        pieces.append(f"</{last}>")
        if last == name:
            return


def _in_short_nodes(text: str) -> str:
    """A comment before every reference keeps the text nodes short while they are parsed; it is gone afterwards."""
    return text.replace("&", "<!---->&") if len(text) > 1_000 else text
