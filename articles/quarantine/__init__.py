"""Where strangers' files are read: in processes of their own, out of reach of the site.

A worker has no secret, no database, no network; its memory, its processor time and its answers are limited, and one
that exceeds them is ended, while the site goes on. Nothing here needs Django's settings.
"""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass

from articles.extraction import Extracted, ExtractionError, IsArchive
from articles.extraction.exchange import from_json
from articles.extraction.result import gettext_noop
from articles.quarantine.pool import Ended, Report, worker

__all__ = ["Member", "Report", "read", "read_with_report", "unpack"]

SENTENCES = {
    "memory": gettext_noop(
        "This file needs too much memory to be read: it is too large, or made to be. It was not read."
    ),
    "time": gettext_noop("This file takes too long to be read: it is too large, or made to be. It was not read."),
    "damage": gettext_noop("This file cannot be read: it seems to be damaged."),
}


@dataclass(frozen=True)
class Member:
    """A file in an archive: its bytes, or why it cannot be had (a sentence in English and what it is about)."""

    name: str
    data: bytes
    refused: str = ""
    about: str = ""


def read(name: str, data: bytes) -> Extracted:
    """What `articles.extraction.extract` gives, its HTML sanitised.

    Raises ExtractionError with a sentence, and IsArchive for a ZIP of files.
    """
    return read_with_report(name, data)[0]


def read_with_report(name: str, data: bytes) -> tuple[Extracted, Report]:
    """Read a file, and tell what that took."""
    try:
        with worker() as reader:
            answers = list(reader.ask({"do": "read", "name": name}, data))
            report = reader.report
        answer = answers[0]
        if answer.fields.get("archive"):
            raise IsArchive
        if "refused" in answer.fields:
            raise ExtractionError(str(answer.fields["refused"]), str(answer.fields["about"]))
        return from_json(answer.fields["extracted"], answer.parts), report or Report(0, 0)
    except Ended as ended:
        raise ExtractionError(SENTENCES[str(ended)]) from ended
    except (IndexError, KeyError, TypeError) as nonsense:
        raise ExtractionError(SENTENCES["damage"]) from nonsense


def unpack(data: bytes, limit: int) -> Iterator[Member]:
    """Yield the files in a ZIP, each of at most `limit` bytes, one after the other.

    Raises ExtractionError with a sentence, perhaps after some files, where the archive cannot be read any further.
    """
    try:
        with worker() as reader, closing(reader.ask({"do": "unpack", "limit": limit}, data)) as answers:
            for answer in answers:
                fields = answer.fields
                if "name" not in fields:
                    raise ExtractionError(str(fields["refused"]), str(fields["about"]))
                content = answer.parts[0] if answer.parts else b""
                yield Member(str(fields["name"]), content, fields.get("refused", ""), fields.get("about", ""))
    except Ended as ended:
        raise ExtractionError(SENTENCES[str(ended)]) from ended
