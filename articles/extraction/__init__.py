"""Reading a file once: what an uploaded text or HTML file proposes for an article. Pure: no database, no settings."""

from .decoding import decode
from .language import language
from .page import is_html, read_page
from .plain import paragraphs
from .result import REASONS, Extracted, ExtractionError, LeftOut
from .story import read

__all__ = ["REASONS", "Extracted", "ExtractionError", "LeftOut", "extract"]


def extract(name: str, data: bytes) -> Extracted:
    """What the file called `name` with the bytes `data` proposes for an article.

    The bytes decide what it is: `name` is for the record only, and pasted text comes as "pasted.txt" or
    "pasted.html" in UTF-8. No word of the story is altered; `body_html` is not trusted, `articles.text.prepare`
    makes it so. Raises ExtractionError with a sentence for the editor where there is nothing to read.
    """
    text = decode(data)
    if is_html(text):
        return read_page(text)
    story = read(paragraphs(text))
    return Extracted(
        headline=story.headline,
        byline=story.byline,
        outlet=None,
        dateline=story.dateline,
        agency=story.agency,
        published_on=story.published_on,
        language=language(" ".join(block.text for block in story.body)),
        body_html="\n".join(block.html for block in story.body),
        left_out=tuple(story.left_out),
    )
