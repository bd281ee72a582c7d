"""Files that are no text, whatever their name says: known by their first bytes."""

from .result import ExtractionError, gettext_noop

READABLE = gettext_noop(
    "This seems to be %(about)s. Text, HTML, Markdown, Word (DOCX), OpenDocument, PDF, EPUB, e-mail, MHTML and ninjs "
    "files can be read."
)
BINARY = gettext_noop("no text but data for a program")

SIGNATURES = (
    (b"{\\rtf", gettext_noop("a rich text (RTF) document")),
    (b"\x89PNG\r\n", gettext_noop("a PNG picture")),
    (b"\xff\xd8\xff", gettext_noop("a JPEG picture")),
    (b"GIF89a", gettext_noop("a GIF picture")),
    (b"\x1f\x8b", gettext_noop("a compressed (GZIP) file")),
    (b"7z\xbc\xaf\x27\x1c", gettext_noop("a 7-Zip archive")),
    (b"\x7fELF", gettext_noop("a program")),
    (b"MZ\x90\x00", gettext_noop("a program")),
    (b"SQLite format 3\x00", gettext_noop("a database")),
)


def refuse_known(data: bytes) -> None:
    """Raise ExtractionError, naming what `data` seems to be, if its first bytes say that it is no text."""
    for signature, what in SIGNATURES:
        if data.startswith(signature):
            raise ExtractionError(READABLE, what)
