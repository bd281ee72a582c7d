"""Reading a file once: what an uploaded file proposes for an article. Pure: no database, no settings.

One module for each kind of file, each the one door to its third-party reader and imported only when it is needed.
Nothing here is to run on a stranger's bytes in the site's own process: `articles.quarantine` does that elsewhere.
"""

from .document import Document
from .kinds import kind_of
from .result import DOUBTS, REASONS, Doubt, Extracted, ExtractionError, IsArchive, LeftOut, Picture

__all__ = [
    "DOUBTS",
    "REASONS",
    "Document",
    "Doubt",
    "Extracted",
    "ExtractionError",
    "IsArchive",
    "LeftOut",
    "Picture",
    "extract",
]


def extract(name: str, data: bytes) -> Extracted:
    """What the file called `name` with the bytes `data` proposes for an article.

    The bytes decide what it is; `name` only parts kinds of text that look alike. Pasted text comes as "pasted.txt" or
    "pasted.html" in UTF-8. No word of the story is altered; `body_html` is not trusted, `articles.text.prepare`
    makes it so. Raises ExtractionError with a sentence for the editor where there is nothing to read, and IsArchive
    for a ZIP of files.
    """
    from .doubts import look_over
    from .reading import READERS

    kind = kind_of(name, data)
    if kind == "zip":
        raise IsArchive
    return look_over(READERS[kind](name, data), name, kind)
