"""What kind of file it is: its bytes decide, not its name."""

from .decoding import decode
from .packages import is_container, kind_of_container
from .page import is_html


def kind_of(name: str, data: bytes) -> str:
    """The kind of the file, a key of `reading.READERS`. Raises ExtractionError, naming what it is, if that has none."""
    if is_container(data):
        return kind_of_container(data)
    return "html" if is_html(decode(data)) else "text"
