"""Documents with very many tags, cut to a shape that any HTML parser reads in linear time.

Parsers of HTML take quadratic time, and more, for tags that are opened and never closed: 100,000 nested `div` need half a
minute. Few articles have so many tags, so only those that do pass through here.
"""

import re

MANY_TAGS = 2_000
DEEPEST = 60

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"}
_CLOSED_BY_THE_NEXT = {"dd", "dt", "li", "option", "p", "rp", "rt", "td", "th", "tr"}
_UNREAD = re.compile(
    r"<!--.*?(?:-->|\Z)"
    r"|<(iframe|math|noscript|object|script|select|style|svg|template|textarea|title)\b.*?(?:</\1\s*>|\Z)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*+)((?:[^<>\"']|\"[^\"<>]*+\"|'[^'<>]*+')*+)>|<(?:[!?/][^<>]*+>)?")


def shallow(html: str) -> str:
    """The same document with every tag closed in its turn and none deeper than `DEEPEST`; deeper tags become a space."""
    pieces: list[str] = []
    is_open: list[str] = []
    done = 0
    html = _UNREAD.sub(" ", html)
    for match in _TAG.finditer(html):
        pieces.append(html[done : match.start()])
        done = match.end()
        closing, name, rest = match[1], (match[2] or "").lower(), match[3]
        if match[0] == "<":
            pieces.append("&lt;")
        elif closing and name in is_open:
            _close(name, is_open, pieces)
        elif name in _VOID and not closing:
            pieces.append(match[0])
        elif name and not closing:
            if is_open and name == is_open[-1] and name in _CLOSED_BY_THE_NEXT:
                _close(name, is_open, pieces)
            if len(is_open) < DEEPEST:
                is_open.append(name)
                pieces.append(f"<{name}{rest.rstrip('/')}>")
            else:
                pieces.append(" ")
    pieces.append(html[done:])
    pieces.extend(f"</{name}>" for name in reversed(is_open))
    return "".join(pieces)


def _close(name: str, is_open: list[str], pieces: list[str]) -> None:
    while (last := is_open.pop()) != name:
        pieces.append(f"</{last}>")
    pieces.append(f"</{name}>")
