"""A web page saved with its pictures in one file (MHTML, RFC 2557), as Chromium, Internet Explorer and Word do."""

from .document import Document
from .inlined import inlined
from .mime import Part, fields, message
from .nesting import refuse_deep
from .result import Doubt, ExtractionError, gettext_noop

NO_PAGE = gettext_noop("There is no web page in this MHTML file.")
PAGES = frozenset({"text/html", "application/xhtml+xml"})


def is_saved_page(data: bytes) -> bool:
    """Whether the message in `data` is a saved page, not a letter: a program saved it and nobody sent it."""
    top = fields(data)
    if top.location or top.says("snapshot-content-location") or "saved by" in top.says("from").lower():
        return True
    return top.type in PAGES | {"multipart/related"} and not ({b"from", b"to", b"received"} & top.fields.keys())


def read(data: bytes) -> Document:
    """The page, its pictures and the address it was saved from. Parts of frames are left; a page that was cut off is
    read as far as it goes. Raises ExtractionError if there is none, or it is nested too deeply."""
    saved = message(data)
    parts = list(saved.leaves())
    page = _root(saved, parts)
    html = page.text()
    refuse_deep(html)
    address = saved.says("snapshot-content-location") or page.location or saved.location
    html, pictures = inlined(html, parts, address)
    return Document(
        html,
        source_url=address if address.lower().startswith(("http://", "https://")) else None,
        doubts=() if saved.whole else (Doubt("truncated"),),
        pictures=pictures,
    )


def _root(saved: Part, parts: list[Part]) -> Part:
    """The page itself: the part that the message starts with."""
    start = saved.parameter("content-type", "start").strip("<> ")
    pages = [part for part in parts if part.type in PAGES]
    if not pages:
        raise ExtractionError(NO_PAGE)
    return next((part for part in pages if start and part.cid == start), pages[0])
