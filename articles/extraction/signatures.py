"""Files that are no text, whatever their name says: known by their first bytes."""

from .result import ExtractionError, gettext_noop

SIGNATURES = (
    (
        b"PK\x03\x04",
        gettext_noop("This seems to be a ZIP or Word (DOCX) file. Only text and HTML files can be read."),
    ),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        gettext_noop("This seems to be an older Word or Office document. Only text and HTML files can be read."),
    ),
    (b"{\\rtf", gettext_noop("This seems to be a rich text (RTF) document. Only text and HTML files can be read.")),
    (b"\x89PNG\r\n", gettext_noop("This seems to be a PNG picture. Only text and HTML files can be read.")),
    (b"\xff\xd8\xff", gettext_noop("This seems to be a JPEG picture. Only text and HTML files can be read.")),
    (b"GIF89a", gettext_noop("This seems to be a GIF picture. Only text and HTML files can be read.")),
    (b"\x1f\x8b", gettext_noop("This seems to be a compressed (GZIP) file. Only text and HTML files can be read.")),
    (b"7z\xbc\xaf\x27\x1c", gettext_noop("This seems to be a 7-Zip archive. Only text and HTML files can be read.")),
    (b"\x7fELF", gettext_noop("This seems to be a program. Only text and HTML files can be read.")),
    (b"MZ\x90\x00", gettext_noop("This seems to be a program. Only text and HTML files can be read.")),
    (b"SQLite format 3\x00", gettext_noop("This seems to be a database. Only text and HTML files can be read.")),
)


def refuse_known(data: bytes) -> None:
    """Raise ExtractionError, naming what `data` seems to be, if its first bytes say that it is no text."""
    for signature, sentence in SIGNATURES:
        if data.startswith(signature):
            raise ExtractionError(sentence)
