"""What a reader of one kind of file makes of it, before it is read as a story."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from .result import Doubt


@dataclass(frozen=True)
class Document:
    """The words of a file as HTML, not yet sanitised, and what the file says about itself.

    An `img` in `html` whose `src` is `picture:NAME` shows the bytes `pictures[NAME]`, as the file has them.
    `supposed_headline` and `supposed_byline` are what its properties say, often of a document that it was made from:
    they count where its words say nothing. Fields that the file does not state are None; what only its words tell
    is found by `story.read` afterwards.
    """

    html: str
    headline: str | None = None
    byline: str | None = None
    outlet: str | None = None
    dateline: str | None = None
    agency: str | None = None
    published_on: date | None = None
    language: str | None = None
    source_url: str | None = None
    embargoed_until: datetime | None = None
    expires_at: datetime | None = None
    usage_terms: str | None = None
    supposed_headline: str | None = None
    supposed_byline: str | None = None
    doubts: tuple[Doubt, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
