"""Opening a PDF: what cannot be opened is refused, and what it says about itself is weighed."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

import pypdfium2 as pdfium
from pypdfium2 import raw

from ..result import ExtractionError, gettext_noop

MOST_PAGES = 2000
LOCKED = gettext_noop("This PDF is locked with a password. Save it without one, then upload it again.")
DAMAGED = gettext_noop("This PDF is damaged or incomplete. Ask its sender for another copy.")
TOO_MANY_PAGES = gettext_noop("This PDF has more than 2,000 pages. Bring in the pages of the article alone.")

# What programs write as a title when nobody gave one: their own name, or the name of the file.
NO_TITLE = re.compile(
    r"(?i)microsoft (?:word|powerpoint|excel)\b.*|untitled.*|document ?\d*|(?:print|layout) ?\d*|about:blank|https?://\S+"
    r"|.*\.(?:docx?|odt|rtf|indd|pdf|html?|qxd|qxp|tex|dvi|txt|pptx?|xlsx?|pages)|\S*[_/\\]\S*|[\d\W]*"
)

NAMES = re.compile(r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){1,7}")


@contextmanager
def opened(data: bytes) -> Iterator[pdfium.PdfDocument]:
    """The PDFium document. Neither forms nor scripts are started. Raises ExtractionError if it cannot be read."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        # PDFium may still speak of an earlier file.
        locked = error.err_code in {raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY} and b"/Encrypt" in data
        raise ExtractionError(LOCKED if locked else DAMAGED) from error
    try:
        if len(document) > MOST_PAGES:
            raise ExtractionError(TOO_MANY_PAGES)
        yield document
    finally:
        document.close()


def title(document: pdfium.PdfDocument) -> str | None:
    """The title the PDF gives itself, if a person may have written it."""
    words = " ".join(document.get_metadata_value("Title").split())
    return None if len(words) > 300 or NO_TITLE.fullmatch(words) else words


def author(document: pdfium.PdfDocument) -> str | None:
    """The author the PDF names, if it looks like the name of a person and not like an account or a program."""
    words = " ".join(document.get_metadata_value("Author").split())
    return (
        words if len(words) <= 100 and re.fullmatch(r"[^\W\d_][\w.'’-]*(?:,? [^\W\d_][\w.'’-]*){1,7}", words) else None
    )


def language(document: pdfium.PdfDocument) -> str | None:
    """The language in the PDF's catalogue, such as "de-DE"."""
    length = raw.FPDFCatalog_GetLanguage(document, None, 0)
    if length <= 2:
        return None
    buffer = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFCatalog_GetLanguage(document, buffer, length)
    return bytes(buffer).decode("utf-16-le", "ignore").strip("\0 ") or None


def attachments(document: pdfium.PdfDocument) -> int:
    """How many files are attached to the document."""
    return int(raw.FPDFDoc_GetAttachmentCount(document))
