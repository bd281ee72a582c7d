"""What an editor is told of a file that she, or somebody, brought in before: noticed while it is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from articles.likeness import SHARED, likeness, sketch
from articles.models import Source
from articles.seen import seen_before
from articles.text import prepare

if TYPE_CHECKING:
    from intake.models import Arrival, ArrivalQuerySet

MOST = 5  # files on the desk that are compared word by word, those first that share most


def seen(source: Source, desk: ArrivalQuerySet) -> list[dict[str, Any]]:
    """Return the articles and the other files on the desk that have the same bytes, or much the same words.

    Each is told by `article` or `arrival`, its key; `how`: "file", "words" or "alike"; and `percent`, how much of one
    stands in the other.
    """
    text = text_of(source)
    found: list[dict[str, Any]] = []
    for known in seen_before(text, source):
        how = "file" if known.same_file else "words" if known.likeness and known.likeness.same else "alike"
        percent = max(known.likeness.percent) if known.likeness else 0
        found.append({"article": known.article.pk, "how": how, "percent": percent})
    told = (_told(other, source, text) for other in _candidates(source, text, desk))
    return found + [other for other in told if other]


def text_of(source: Source) -> str:
    """Return the canonical text of what was read in the source."""
    return prepare(source.found.body_html).text if source.found else ""


def sketch_of(source: Source) -> list[int]:
    """Return the sketch of what was read, to be kept: its numbers are larger than JavaScript's, and no browser's."""
    return list(sketch(text_of(source)))


def _candidates(source: Source, text: str, desk: ArrivalQuerySet) -> list[Arrival]:
    """Return the files on the desk worth comparing: with the same bytes, or sharing enough of a sketch."""
    ours = set(sketch(text))
    enough = min(SHARED, len(ours)) or 1
    shared = {key: len(ours.intersection(values or ())) for key, values in desk.values_list("pk", "sketch")}
    same = set(desk.filter(source__sha256=source.sha256).values_list("pk", flat=True))
    near = sorted((key for key, count in shared.items() if count >= enough), key=lambda key: -shared[key])
    chosen = [*same, *(key for key in near if key not in same)][:MOST]
    return list(desk.filter(pk__in=chosen).select_related("source").defer("data", "source__data"))


def _told(other: Arrival, source: Source, text: str) -> dict[str, Any] | None:
    if other.source is None:
        return None
    found = likeness(text, text_of(other.source))
    how = "file" if other.source.sha256 == source.sha256 else "words" if found.same else "alike"
    if how == "alike" and not found.is_alike:
        return None
    return {"arrival": other.pk, "how": how, "percent": max(found.percent)}
