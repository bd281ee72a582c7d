"""OpenDocument texts (ODT): what they hold and say about themselves.

Of the libraries, odfpy's converter fails on files that pandoc and LibreOffice write, and odfdo writes Markdown only.
"""

from .containers import PROTECTED, Container
from .document import Document
from .figures import gather
from .nesting import TOO_DEEP, refuse_deep
from .odt_styles import OFFICE, OdtStyles
from .odt_writer import Writer
from .properties import DC, said_in, sensible
from .result import Doubt, ExtractionError, gettext_noop

META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
NO_TEXT = gettext_noop("There is no text in this document.")


def read_odt(data: bytes) -> Document:
    """The words of an ODT file, its pictures and what its properties say. Raises ExtractionError if it is damaged,
    protected, or made to do harm."""
    container = Container(data)
    if b"encryption-data" in container.read_or_nothing("META-INF/manifest.xml"):
        raise ExtractionError(PROTECTED)
    content = container.xml("content.xml")
    styles = OdtStyles(content, container.xml("styles.xml") if "styles.xml" in container else None)
    text = content.find(f"{OFFICE}body/{OFFICE}text")
    if text is None:
        raise ExtractionError(NO_TEXT)
    writer = Writer(container, styles, text)
    try:
        page = writer.page()
    except RecursionError:
        raise ExtractionError(TOO_DEEP) from None
    refuse_deep(page)
    page, title = gather(page)
    meta = container.xml("meta.xml") if "meta.xml" in container else None
    said = [said_in(meta, tag) for tag in (f"{DC}title", f"{META}initial-creator", f"{DC}language")]
    properties = sensible(said[0], said[1], said[2] or styles.language())
    return Document(
        page,
        headline=title,
        supposed_headline=properties.title,
        supposed_byline=properties.creator,
        language=properties.language,
        doubts=tuple(Doubt(code, str(count)) for code, count in writer.doubts.items()),
        pictures={name: container.read_or_nothing(name) for name in writer.pictures},
    )
