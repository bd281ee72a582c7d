"""A news item in IPTC ninjs (JSON), any version from 1.0 to 3.3: https://iptc.org/std/ninjs/userguide/.

Versions and houses differ in how they write a key ("usageterms", "usageTerms", "usage_terms") and in what they put into
arrays. So keys are compared in lower case without other signs, and a value may stand alone, or in `value` or `name` of
an object, or be the first of several:

    headline         headline, headlines (role main first), title
    body             bodies, body_html and its like, body_text; of several that with markup; else descriptions
    byline           by, byline, bylines
    dateline         located, dateline
    agency, outlet   provider, infosources, source, copyrightholder: the agency if it is a known one
    day              firstpublished, versioncreated, firstcreated, contentcreated: the first that is there
    usage terms      usageterms, copyrightnotice (or copyrightholder), rightsinfo
    embargo, expiry  embargoed, embargoeduntil; expires
    withheld         pubstatus
    captions         associations of pictures: descriptions or headline, byline
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime

from .bylines import byline
from .datelines import is_agency
from .document import Document
from .page import is_html
from .plain import paragraphs
from .result import Doubt, ExtractionError, gettext_noop
from .story import squeezed

BROKEN = gettext_noop("This JSON cannot be read: it is broken off, mistyped or nested too deeply.")
NO_NINJS = gettext_noop("This is JSON, but no news item in the ninjs format.")
SEVERAL = gettext_noop("There are several items in this ninjs file. Bring in one at a time.")
OTHER_TYPE = gettext_noop("This ninjs item is no text; its type is “%(about)s”.")
NO_TEXT = gettext_noop("There is no text in this ninjs item.")

LOOK = re.compile(r"\s*(?:\{\s*[\"}]|\[\s*[{\]])")
# A composite is read if it has a text of its own: IPTC's own story with pictures is one.
TEXTS = frozenset({"", "text", "article", "composite", "package"})
WITHHELD = {"withheld": "withheld", "canceled": "canceled", "cancelled": "canceled"}
WITH_MARKUP = ("html", "richtext", "xml", "nitf")
MOST_CAPTIONS = 50


def is_json(text: str, named: bool = False) -> bool:
    """Whether `text` is JSON by its look; `named` says that its name promises it."""
    return LOOK.match(text) is not None or (named and text.lstrip()[:1] in {"{", "["})


def read(text: str) -> Document:
    """The item in `text`. Pictures elsewhere are never fetched: their captions become figures. Raises ExtractionError
    if it is no ninjs item, no text, or several items."""
    item = _item(text)
    if (kind := _one(item, "type").lower()) not in TEXTS:
        raise ExtractionError(OTHER_TYPE, kind)
    body = _body(item)
    if not body:
        raise ExtractionError(*((OTHER_TYPE, kind) if kind in {"composite", "package"} else (NO_TEXT,)))
    sources = list(_all(item, "provider", "infosources", "source", "copyrightholder"))
    agency = next((name for name in sources if is_agency(name)), None)
    writers = _writers(item)
    address = _one(item, "uri")
    first, rest = _captions(item, body)
    return Document(
        "\n".join([*first, body, *rest]),
        headline=_one(item, "headline", "headlines", "headlinemain", "title") or None,
        byline=None if is_agency(writers) else writers or None,
        outlet=next((name for name in sources if not is_agency(name)), None),
        dateline=_one(item, "located", "dateline") or None,
        agency=agency or (writers if is_agency(writers) else None),
        published_on=_day(item),
        language=_one(item, "language") or None,
        source_url=address if address.startswith(("http://", "https://")) else None,
        embargoed_until=_moment(_one(item, "embargoed", "embargoeduntil")),
        expires_at=_moment(_one(item, "expires")),
        usage_terms=_terms(item),
        doubts=tuple(Doubt("withheld", said) for said in [WITHHELD.get(_one(item, "pubstatus").lower())] if said),
    )


def _item(text: str) -> dict[str, object]:
    """The one item in the file, by plain keys."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        raise ExtractionError(BROKEN) from None
    if isinstance(found, list) and len(found) > 1 and all(isinstance(each, dict) for each in found):
        raise ExtractionError(SEVERAL)
    item = _by_plain_keys(found[0] if isinstance(found, list) and found else found)
    words = any(key.startswith(("body", "bodies", "headline", "description")) for key in item)
    about = item.keys() & {"uri", "guid", "type", "versioncreated", "firstcreated", "pubstatus", "standard"}
    if not (words and about):
        raise ExtractionError(NO_NINJS)
    return item


def _by_plain_keys(found: object) -> dict[str, object]:
    items = found.items() if isinstance(found, dict) else ()
    return {re.sub(r"[^a-z0-9]", "", key.lower()): value for key, value in items}


def _words(value: object) -> Iterator[str]:
    """The words in a value: itself, or the `value` or `name` of an object, or all of a list of these."""
    if isinstance(value, str):
        # Half a surrogate pair is no character: no database takes it.
        words = value.replace("\x00", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
        yield from [words] if words else []
    elif isinstance(value, dict):
        plain = _by_plain_keys(value)
        for key in ("value", "name", "byline", "title", "literal"):
            if isinstance(plain.get(key), str):
                yield from _words(plain[key])
                return
    elif isinstance(value, list):
        for each in sorted(value, key=lambda each: not _is_main(each)):
            if not isinstance(each, list):
                yield from _words(each)


def _is_main(value: object) -> bool:
    return str(_by_plain_keys(value).get("role", "main")).lower() in {"main", "headline"}


def _all(item: dict[str, object], *keys: str) -> Iterator[str]:
    return (said for key in keys for said in _words(item.get(key)))


def _one(item: dict[str, object], *keys: str) -> str:
    return next(_all(item, *keys), "")


def _body(item: dict[str, object]) -> str:
    """The body as HTML: the first with markup, else the first in plain words; the description if there is no body."""
    bodies = list(_bodies(item))
    texts = [said for label, said in bodies if "html" in label or "richtext" in label]
    texts += [said for label, said in bodies if not any(mark in label for mark in WITH_MARKUP)]
    texts += [said for _, said in bodies] or [_one(item, "descriptions", "descriptiontext", "descriptionhtml")]
    said = next((text for text in texts if text), "")
    return said if is_html(said) else "\n".join(block.html for block in paragraphs(said.replace("\r\n", "\n")))


def _bodies(item: dict[str, object]) -> Iterator[tuple[str, str]]:
    """What each body says of its form, and its words."""
    several = item.get("bodies")
    for body in several if isinstance(several, list) else []:
        plain = _by_plain_keys(body)
        yield f"{plain.get('contenttype', '')} {plain.get('role', '')}".lower(), next(_words(body), "")
    for key, value in item.items():
        if key.startswith("body"):
            yield key, next(_words(value), "")


def _writers(item: dict[str, object]) -> str:
    said = _one(item, "by", "byline") or ", ".join(_all(item, "bylines"))
    return byline(said) or said


def _captions(item: dict[str, object], body: str) -> tuple[list[str], list[str]]:
    """The captions of the item's pictures that its body does not have, as figures: the first, to stand above the story,
    and those to stand below."""
    associated = item.get("associations")
    values = associated.values() if isinstance(associated, dict) else associated if isinstance(associated, list) else ()
    said = squeezed(html.unescape(body))
    figures: list[str] = []
    for each in list(values)[:MOST_CAPTIONS]:
        picture = _by_plain_keys(each)
        if _one(picture, "type").lower() not in {"picture", "graphic"}:
            continue
        caption = _one(picture, "descriptions", "descriptiontext", "descriptioncaption", "descriptionmain", "headline")
        credit = _one(picture, "by", "byline", "copyrightholder")
        if caption and squeezed(caption) not in said:
            cite = f" <cite>{html.escape(credit, quote=False)}</cite>" if credit and credit not in caption else ""
            figures.append(f"<figure><figcaption>{html.escape(caption, quote=False)}{cite}</figcaption></figure>")
    return figures[:1], figures[1:]


def _terms(item: dict[str, object]) -> str | None:
    holder = _one(item, "copyrightholder")
    rights = item.get("rightsinfo")
    said = [
        *_all(item, "usageterms"),
        _one(item, "copyrightnotice") or (f"© {holder}" if holder else ""),
        *_all(_by_plain_keys(rights), "usageterms", "linkedrights", "encodedrights"),
    ]
    return "\n".join(dict.fromkeys(each for each in said if each)) or None


def _day(item: dict[str, object]) -> date | None:
    said = _all(item, "firstpublished", "versioncreated", "firstcreated", "contentcreated")
    return next((moment.date() for each in said if (moment := _moment(each))), None)


def _moment(said: str) -> datetime | None:
    """The moment in ISO 8601; where it does not say its time zone it is in UTC."""
    try:
        moment = datetime.fromisoformat(said)
    except ValueError:
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
