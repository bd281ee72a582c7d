"""What of a web page is the article, and who made it: the one door to trafilatura."""

from dataclasses import dataclass
from datetime import date

from .blocks import Block
from .story import squeezed

PARTS = ("p", "head", "item", "quote", "cell", "code")
# Words shorter than this may stand in the main text by chance: they must be a line of it.
TELLING = 24
PIECE = 16
# So many pieces tell for the longest block.
MOST = 24
# Beyond this many characters trafilatura takes half a minute.
LONGEST = 2_000_000


@dataclass(frozen=True)
class MainText:
    """The words of the main text, squeezed, in whole and line by line, and what the page says about itself."""

    whole: str
    lines: frozenset[str] = frozenset()
    title: str | None = None
    author: str | None = None
    outlet: str | None = None
    published_on: date | None = None
    url: str | None = None

    def has(self, block: Block) -> bool:
        """Whether the main text says what `block` says, or most of it."""
        said = squeezed(block.text)
        if said in self.lines or len(said) < TELLING:
            return said in self.lines
        step = max(PIECE, len(said) // MOST)
        pieces = [said[start : start + PIECE] for start in range(0, len(said) - PIECE + 1, step)]
        return sum(piece in self.whole for piece in pieces) >= len(pieces) * 0.6


def main_text(page: str) -> MainText | None:
    """The main text of `page`, an HTML document; None if none can be made out, or if it is no page that one reads."""
    if len(page) > LONGEST:
        return None
    # Half a second to import: only who uploads a web page waits for it.
    from trafilatura import bare_extraction
    from trafilatura.settings import Document

    document = bare_extraction(
        page,
        include_comments=False,
        include_formatting=True,
        include_links=True,
        with_metadata=True,
        date_extraction_params={"original_date": True, "extensive_search": False},
    )
    if not isinstance(document, Document) or document.body is None:
        return None
    body = document.body
    return MainText(
        whole=squeezed("".join(body.itertext())),
        lines=frozenset(squeezed("".join(part.itertext())) for part in body.iter(*PARTS)),
        title=document.title or None,
        author=", ".join(name.strip() for name in document.author.split(";")) if document.author else None,
        outlet=document.sitename or None,
        published_on=date.fromisoformat(document.date) if document.date else None,
        url=document.url or None,
    )
