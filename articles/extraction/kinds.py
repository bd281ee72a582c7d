"""What kind of file it is: its bytes decide, not its name."""

import re
from pathlib import PurePath

from .decoding import decode
from .markdown import has_marks
from .mhtml import is_saved_page
from .mime import is_message
from .ninjs import is_json
from .packages import is_container, kind_of_container
from .page import DOCUMENT, is_html
from .result import gettext_noop

# How each kind is called, a key of `reading.READERS`.
KINDS = {
    "docx": gettext_noop("a Word document (DOCX)"),
    "epub": gettext_noop("an e-book (EPUB)"),
    "odt": gettext_noop("an OpenDocument text (ODT)"),
    "pdf": gettext_noop("a PDF document"),
    "html": gettext_noop("a web page (HTML)"),
    "mail": gettext_noop("an e-mail"),
    "markdown": gettext_noop("text in Markdown"),
    "mhtml": gettext_noop("a saved web page (MHTML)"),
    "ninjs": gettext_noop("a ninjs item (JSON)"),
    "text": gettext_noop("plain text"),
}
TEXTS = frozenset({"html", "mail", "markdown", "mhtml", "ninjs", "text"})
# What a file may hold whose name ends so: a page without a tag is plain text, a file of text may be any of them.
PROMISED: dict[str, frozenset[str]] = {
    "docx": frozenset({"docx"}),
    "eml": frozenset({"mail", "mhtml"}),
    "epub": frozenset({"epub"}),
    "htm": frozenset({"html", "text"}),
    "html": frozenset({"html", "text"}),
    "json": frozenset({"ninjs"}),
    "markdown": frozenset({"markdown"}),
    "md": frozenset({"markdown"}),
    "mht": frozenset({"mhtml"}),
    "mhtml": frozenset({"mhtml"}),
    "odt": frozenset({"odt"}),
    "pdf": frozenset({"pdf"}),
    "txt": TEXTS,
    "xhtml": frozenset({"html"}),
}
# The site itself calls pasted text so, whatever it holds.
PASTED = frozenset({"pasted.txt", "pasted.html"})


def kind_of(name: str, data: bytes) -> str:
    """The kind of the file, a key of `reading.READERS`. Raises ExtractionError, naming what it is, if that has none."""
    if is_container(data):
        return kind_of_container(data)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if is_message(data):
        return "mhtml" if is_saved_page(data) else "mail"
    text = decode(data)
    suffix = _suffix(name)
    if is_json(text, suffix == "json"):
        return "ninjs"
    if suffix in {"md", "markdown"}:
        return "html" if DOCUMENT.match(text.lstrip()) else "markdown"
    if is_html(text):
        return "html"
    return "markdown" if has_marks(text) else "text"


def is_misnamed(name: str, kind: str) -> bool:
    """Whether the name promises another kind of file than it is."""
    return name not in PASTED and kind not in PROMISED.get(_suffix(name), {kind})


def _suffix(name: str) -> str:
    return PurePath(re.sub(r"[/\\\x00]", "_", name)).suffix.lower().lstrip(".")
