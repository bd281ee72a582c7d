"""What kind of file it is: its bytes decide, not its name."""

from .decoding import decode
from .page import is_html


def kind_of(name: str, data: bytes) -> str:
    """The kind of the file, a key of `reading.READERS`. Raises ExtractionError, naming what it is, if that has none."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    return "html" if is_html(decode(data)) else "text"
