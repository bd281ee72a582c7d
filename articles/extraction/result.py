"""What reading a file gives: a proposal the editor corrects, or a sentence saying why there is none."""

from dataclasses import dataclass
from datetime import date, datetime


def gettext_noop(words: str) -> str:
    """Mark words for translation; whoever shows them looks them up. (Django's own needs settings.)"""
    return words


REASONS = {
    "promotion": gettext_noop(
        "Probably not part of the article: it invites to follow, subscribe or read something else."
    ),
    "copyright": gettext_noop("Probably not part of the article: it says who owns the rights."),
    "agency": gettext_noop("Probably not part of the article: it names the agency, which is proposed above."),
    "surroundings": gettext_noop("Probably not part of the article: it stands beside it on the page."),
    "date": gettext_noop("Probably not part of the article: it says when the article was published."),
    "reply": gettext_noop("Probably not part of the article: it quotes another letter."),
    "sending": gettext_noop("Probably not part of the article: it says who sent a letter to whom."),
    "signature": gettext_noop("Probably not part of the article: it is the signature under a letter."),
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


# What an editor should look at before she publishes; `%(about)s` is the particular.
DOUBTS = {
    "headline": gettext_noop("No headline was found."),
    "short": gettext_noop("There are very few words. Look whether something is missing."),
    "misnamed": gettext_noop("It is not what its name says: it is %(about)s."),
    "attachments": gettext_noop("Other files came with it and were not read: %(about)s."),
    "truncated": gettext_noop("Its end is missing. Look whether the article is whole."),
    "withheld": gettext_noop("Its sender says that it is not to be published: %(about)s."),
    "running": gettext_noop("These lines stand on page after page and were left out: %(about)s."),
    "silent pages": gettext_noop("These pages have no text that could be read, perhaps only pictures: %(about)s."),
    "attached": gettext_noop("Other files are attached to this one, and were not read: %(about)s."),
    "upright": gettext_noop("The lines run from the top to the bottom. Look whether their order is right."),
    "letters": gettext_noop("Some letters could not be made out. Compare the text with the original."),
    "page_pictures": gettext_noop("The pictures on these pages were not taken over: %(about)s."),
    "pictures": gettext_noop("Pictures that could not be taken over: %(about)s. Their captions are kept."),
    "tracked": gettext_noop("Changes were tracked in this document. It is shown as if all of them were accepted."),
    "comments": gettext_noop("Comments in the margin of this document were left out: %(about)s."),
    "hidden": gettext_noop("Words that are hidden in this document were left out."),
    "embedded": gettext_noop("Charts, drawings or embedded files in this document were left out."),
    "formulas": gettext_noop("Formulas became plain text. Compare them with the original."),
    "missing": gettext_noop("Some words of the document could not be read. Compare it with the original."),
}


@dataclass(frozen=True)
class Doubt:
    """Something an editor should look at: the key of a sentence in DOUBTS, and what it is about."""

    code: str
    about: str = ""

    @property
    def sentence(self) -> str:
        """The sentence for the editor, in English, to be filled with `about`: a message of the catalogue."""
        return DOUBTS[self.code]


@dataclass(frozen=True)
class Picture:
    """A picture of the document, encoded anew. The body names it by its address, `/pictures/SHA256.png` or `.jpg`."""

    sha256: str
    media_type: str
    width: int
    height: int
    data: bytes


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
    source_url: str | None = None
    embargoed_until: datetime | None = None
    expires_at: datetime | None = None
    usage_terms: str | None = None
    words: int = 0  # of the body
    doubts: tuple[Doubt, ...] = ()
    pictures: tuple[Picture, ...] = ()


class ExtractionError(ValueError):
    """The file cannot be read. `str()` of it is a sentence for the editor, in English: a message of the catalogue,
    to be filled with `about` where it says `%(about)s`."""

    def __init__(self, sentence: str, about: str = "") -> None:
        super().__init__(sentence)
        self.about = about


class IsArchive(ExtractionError):
    """The file is a ZIP of files, each to be read by itself."""

    def __init__(self) -> None:
        super().__init__(
            gettext_noop("This is an archive (ZIP) of files. Bring it in where several files can be brought in.")
        )
