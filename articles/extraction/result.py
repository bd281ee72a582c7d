"""What reading a file gives: a proposal the editor corrects, or a sentence saying why there is none."""

from dataclasses import dataclass
from datetime import date


def gettext_noop(words: str) -> str:
    """Mark words for translation; whoever shows them looks them up. (Django's own needs settings.)"""
    return words


REASONS = {
    "promotion": gettext_noop(
        "Probably not part of the article: it invites to follow, subscribe or read something else."
    ),
    "copyright": gettext_noop("Probably not part of the article: it says who owns the rights."),
    "agency": gettext_noop("Probably not part of the article: it names the agency, which is proposed above."),
    "date": gettext_noop("Probably not part of the article: it says when the article was published."),
}


@dataclass(frozen=True)
class LeftOut:
    """A block left out of the body: `html` as it would stand there, before the body's block number `before`."""

    html: str
    reason: str
    before: int

    @property
    def words(self) -> str:
        """The reason as a sentence for the editor, in English: a message of the catalogue."""
        return REASONS[self.reason]


@dataclass(frozen=True)
class Extracted:
    """A proposal for an article. What the file does not say is None; `body_html` is not yet sanitised."""

    headline: str | None
    byline: str | None
    outlet: str | None
    dateline: str | None
    agency: str | None
    published_on: date | None
    language: str | None
    body_html: str
    left_out: tuple[LeftOut, ...]


class ExtractionError(ValueError):
    """The file cannot be read. `str()` of it is a sentence for the editor, in English: a message of the catalogue."""
