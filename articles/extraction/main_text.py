"""What of a web page is the article, and who made it: the one door to trafilatura."""

from dataclasses import dataclass
from datetime import date

from .story import squeezed

PARTS = ("p", "head", "item", "quote", "cell", "code")


@dataclass(frozen=True)
class MainText:
    """The words of the main text, squeezed, in whole and line by line, and what the page says about itself."""

    whole: str
    lines: frozenset[str]
    title: str | None
    author: str | None
    outlet: str | None
    published_on: date | None
    url: str | None


def main_text(page: str) -> MainText | None:
    """The main text of `page`, an HTML document; None if none can be made out."""
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
