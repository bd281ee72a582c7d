"""How deep a page's elements stand in one another, found before any parser of trees suffers from it."""

import re

from .result import ExtractionError, gettext_noop

# Real pages keep below 60. Parsers need quadratic time, and walkers of trees a call, for each level.
DEEPEST = 150
TOO_DEEP = gettext_noop(
    "The elements of this page are nested too deeply to be read. Copy the article's text and paste it instead."
)
# Real pages keep below 50,000 tags; reading a hundred thousand takes seconds.
MOST_TAGS = 200_000
TOO_MANY = gettext_noop("This page has too many elements to be read. Copy the article's text and paste it instead.")
TAG = re.compile(r"<(?:!--|(/?)([a-zA-Z][^\s/>]*))")
STARTS = re.compile(r"<[a-zA-Z]")
RAW = frozenset({"script", "style", "textarea", "title", "template"})
# Elements without content, and those that their like ends: they cannot pile up.
SHALLOW = (
    "area base br col embed hr img input link meta param source track wbr html head body "
    "p li dt dd tbody thead tfoot tr td th colgroup caption option"
)
NOT_COUNTED = frozenset(SHALLOW.split())
# The strokes of a drawing close themselves, but only there.
STROKES = frozenset({"circle", "ellipse", "line", "path", "polygon", "polyline", "rect", "stop", "use"})


def refuse_deep(page: str) -> None:
    """Raise ExtractionError if elements of `page` are nested more than 150 deep, or over 200,000.

    Reads it once, in linear time.
    """
    open_tags: list[str] = []
    position = 0
    while found := TAG.search(page, position):
        position = found.end()
        closing, name = found[1], (found[2] or "").lower()
        if not name or (name in RAW and not closing):
            end = "-->" if not name else f"</{name}"
            position = _after(page, end, position)
        elif name in NOT_COUNTED or (name in STROKES and "svg" in open_tags):
            continue
        elif not closing:
            open_tags.append(name)
            if len(open_tags) > DEEPEST:
                raise ExtractionError(TOO_DEEP)
        elif name in open_tags:
            while open_tags.pop() != name:
                pass
    if page.count("<") > MOST_TAGS and len(STARTS.findall(page)) > MOST_TAGS:
        raise ExtractionError(TOO_MANY)


def _after(page: str, end: str, position: int) -> int:
    found = re.compile(re.escape(end), re.IGNORECASE).search(page, position)
    return found.end() if found else len(page)
