"""A Markdown file (CommonMark, with tables, strikethrough and footnotes): the one door to markdown-it."""

import re
from datetime import date, datetime
from functools import cache
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from .bylines import byline
from .dates import full_date
from .document import Document
from .front_matter import front_matter
from .plain import ENDS_IN_IDEOGRAPH, IDEOGRAPH

# What tells Markdown from plain text that also has stars and dashes: two kinds of these.
MARKS = (
    re.compile(r"^ {0,3}#{1,6}[ \t]+\S", re.MULTILINE),
    re.compile(
        r"!?\[[^\[\]\n]{1,300}\](?:\((?:https?://|/|#|\.)[^()\s]{1,2000}|\[[^\[\]\n]{0,100}\])|\[\[[^\[\]\n]{1,200}\]\]"
    ),
    re.compile(r"(?<![\w*])\*\*[^\s*][^*\n]{0,300}(?<!\s)\*\*(?![\w*])|(?<!\w)__[^\s_][^_\n]{0,300}(?<!\s)__(?!\w)"),
    re.compile(r"^ {0,3}(?:`{3,}|~{3,})[\w-]*$", re.MULTILINE),
    re.compile(r"^ {0,3}\|?[ \t]*:?-{3,}:?[ \t]*\|[-|: \t]*$", re.MULTILINE),
    re.compile(r"\A(?:---|\+\+\+)\n[\w-]+\s?[:=].{0,4000}?\n(?:---|\+\+\+)\n", re.DOTALL),
    re.compile(r"^\[\^[^\[\]\n]{1,40}\]:[ \t]", re.MULTILINE),
)
# The parser needs seconds for more marks than this, and quadratic time for open brackets in one paragraph: no article
# has so many. Deeper quotations than this it would drop.
MOST_MARKS = 100_000
MOST_STEPS = 100_000_000
DEEPEST = 100
COSTLY = re.compile(r"[\n*_~`\[\]<&!\\|>]")
BLANK_LINES = re.compile(r"\n[ \t>]*\n")
BEGINS_WITH_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]")
BREAKS = frozenset({"softbreak", "hardbreak", "html_inline"})
OUTLETS = ("outlet", "publication", "publisher", "site", "site_name", "source")
ADDRESSES = ("canonical_url", "canonicalurl", "canonical", "source_url", "url", "link", "source")
DAYS = ("date", "published", "published_on", "publish_date", "publishdate", "pubdate")


def has_marks(text: str) -> bool:
    """Whether `text` is Markdown by its look: at least two different kinds of marks."""
    return sum(mark.search(text) is not None for mark in MARKS) > 1


def read(text: str) -> Document | None:
    """The document in `text`, which says of itself what its front matter and its first heading say; None if it is
    such that Markdown's parser would lose words or take long: then it is to be read as plain text."""
    said, body = front_matter(text)
    tokens = _tokens(body)
    if tokens is None:
        return None
    return Document(
        str(_parser().renderer.render(tokens, _parser().options, {})),
        headline=_first(said, "title", "headline") or _first_heading(tokens),
        byline=_writers(said),
        outlet=next((name for key in OUTLETS for name in said.get(key, ()) if not _is_address(name)), None),
        dateline=_first(said, "dateline"),
        agency=_first(said, "agency"),
        published_on=next((day for key in DAYS for value in said.get(key, ()) if (day := _day(value))), None),
        language=_first(said, "language", "lang", "locale"),
        source_url=next((url for key in ADDRESSES for url in said.get(key, ()) if _is_address(url)), None),
    )


def _tokens(body: str) -> list[Token] | None:
    steps = sum(part.count("[") * len(part) for part in BLANK_LINES.split(body))
    if steps > MOST_STEPS or len(COSTLY.findall(body)) > MOST_MARKS:
        return None
    tokens = _parser().parse(body)
    if tokens and max(token.level for token in tokens) >= DEEPEST - 1:
        return None
    for token in tokens:
        token.children = _joined(token.children) if token.children else token.children
    return tokens


def _joined(inline: list[Token]) -> list[Token]:
    """Without the line breaks between Chinese or Japanese signs, which would become spaces."""
    return [
        token
        for place, token in enumerate(inline)
        if token.type != "softbreak"
        or not (0 < place < len(inline) - 1)
        or not ENDS_IN_IDEOGRAPH.search(inline[place - 1].content)
        or not BEGINS_WITH_IDEOGRAPH.match(inline[place + 1].content)
    ]


def _first_heading(tokens: list[Token]) -> str | None:
    for heading, inline in pairwise(tokens):
        if heading.type == "heading_open" and heading.tag == "h1":
            spoken = (" " if each.type in BREAKS else each.content for each in inline.children or ())
            return " ".join("".join(spoken).split()) or None
    return None


def _writers(said: dict[str, list[str]]) -> str | None:
    names = [byline(name) or name for key in ("byline", "author", "authors", "by") for name in said.get(key, ())]
    return ", ".join(dict.fromkeys(names)) or None


def _first(said: dict[str, list[str]], *keys: str) -> str | None:
    return next((value for key in keys for value in said.get(key, ())), None)


def _is_address(value: str) -> bool:
    return re.fullmatch(r"https?://[^\s<>\"]{3,900}", value, re.IGNORECASE) is not None


def _day(value: str) -> date | None:
    try:
        return datetime.fromisoformat(value).date()
    except ValueError:
        return full_date(value)


@cache
def _parser() -> MarkdownIt:
    from mdit_py_plugins.footnote import footnote_plugin

    # HTML in Markdown is let through: nothing that comes out of a file is published before it was made safe.
    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": DEEPEST})
    return parser.enable(["table", "strikethrough"]).use(footnote_plugin)
