"""Tells what a new wording does to readers' annotations, before it is saved and afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db.models import Count

from annotations.models import Anchor, Annotation
from annotations.models.carrying import foreseen
from articles.models import Article, Revision
from corrections.differences import Differences, passage_differences

MOST = 200  # changed and lost annotations that are listed; as many that moved
CONTEXT = 60  # code points shown before and after a passage
LONGEST = 1000  # code points of a passage that are shown

State = Anchor.State


class Passage(NamedTuple):
    """Words in a text, with those around them."""

    before: str
    words: str
    after: str


@dataclass(frozen=True)
class Change:
    """What becomes of one annotation that everybody may see."""

    annotation: Annotation
    passage: Passage  # where it comes to stand; where its words are gone, where it stood
    differences: Differences | None  # of the words that were marked, where they change


@dataclass
class Section:
    """The annotations that come into one state by this correction."""

    state: Anchor.State
    count: int = 0
    private: int = 0
    hidden: int = 0
    more: int = 0
    changes: list[Change] = field(default_factory=list)


@dataclass(frozen=True)
class Forecast:
    """How many annotations will be in which state, and what becomes of those that do not stay as they are.

    Everything is counted but what its author deleted. `settled` ones were changed or lost before and stay so;
    `returning` ones get their words back.
    """

    counts: Counter[str]
    sections: Sequence[Section]
    settled: int
    returning: int

    @property
    def total(self) -> int:
        return self.counts.total()

    @property
    def loses_most(self) -> bool:
        return 2 * sum(section.count for section in self.sections if section.state == State.LOST) > self.total


def forecast(article: Article, text: str) -> Forecast:
    """Return what giving the article this canonical text does to its annotations; nothing is saved."""
    former = article.current
    if former is None:
        return Forecast(Counter(), (), 0, 0)
    revision = Revision(article=article, text=text)
    anchors = Anchor.objects.current().filter(revision=former, annotation__deleted_at=None)
    before = list(anchors.with_footing())
    moves = list(zip(before, foreseen(before, revision), strict=True))
    uncertain = [(b, a) for b, a in moves if a.state in Anchor.UNCERTAIN]
    affected = sorted(((b, a) for b, a in moves if is_affected(b, a)), key=place)
    return Forecast(
        Counter(a.state for _, a in moves),
        sections(article, affected, former.text, text),
        settled=sum(not is_affected(b, a) for b, a in uncertain),
        returning=sum(b.state in Anchor.UNCERTAIN and a.state in Anchor.CERTAIN for b, a in moves),
    )


def is_affected(before: Anchor, after: Anchor) -> bool:
    """Whether the correction does something to the annotation that its author should know."""
    if after.state == State.EXACT:
        return False
    return after.state == State.MOVED or (before.state, before.words) != (after.state, after.words)


def place(move: tuple[Anchor, Anchor]) -> tuple[int, int]:
    """Order by where the annotations stand now, those that are lost already by where they were made."""
    before, _ = move
    return before.annotation.start if before.start is None else before.start, before.annotation_id


def sections(article: Article, affected: Iterable[tuple[Anchor, Anchor]], old: str, new: str) -> Sequence[Section]:
    """Count those that change, are lost or move, and list what everybody may see of them, each list in order."""
    unseen = dict(article.annotations.filter(visibility=Annotation.Visibility.PRIVATE).values_list("pk", "visibility"))
    unseen |= dict.fromkeys(article.annotations.shared().exclude(hidden_by=None).values_list("pk", flat=True), "hidden")
    found = {state: Section(state) for state in (State.CHANGED, State.LOST, State.MOVED)}
    listed: list[tuple[Anchor, Anchor]] = []
    room = {State.MOVED: MOST, State.CHANGED: MOST, State.LOST: MOST}
    for before, after in affected:
        section = found[State(after.state)]
        section.count += 1
        reason = unseen.get(before.annotation_id)
        if reason == "hidden":
            section.hidden += 1
        elif reason:
            section.private += 1
        elif room[section.state]:
            listed.append((before, after))
            for state in (State.MOVED,) if section.state == State.MOVED else Anchor.UNCERTAIN:
                room[state] -= 1
        else:
            section.more += 1
    annotations = Annotation.objects.select_related("author").in_bulk([before.annotation_id for before, _ in listed])
    for before, after in listed:
        change = told(annotations[before.annotation_id], before, after, old, new)
        found[State(after.state)].changes.append(change)
    return [section for section in found.values() if section.count]


def told(annotation: Annotation, before: Anchor, after: Anchor, old: str, new: str) -> Change:
    was = annotation.exact if before.is_lost else old[slice(*before.passage)]
    if not after.is_lost:
        passage = passage_of(new, *after.passage)
    elif before.is_lost:
        passage = Passage("", was[:LONGEST], "")
    else:
        passage = passage_of(old, *before.passage)
    changed = passage_differences(was[:LONGEST], passage.words) if after.is_changed else None
    return Change(annotation, passage, changed)


def passage_of(text: str, start: int, end: int) -> Passage:
    """Cut words with what stands around them in their paragraph out of a text."""
    before = text[max(0, start - CONTEXT) : start].rpartition("\n\n")[2]
    after = text[end : end + CONTEXT].partition("\n\n")[0]
    return Passage(before, text[start : min(end, start + LONGEST)], after)


def outcome(revision: Revision) -> Counter[str]:
    """Count the annotations in each state that a wording carries, but for those that were deleted."""
    anchors = revision.anchors.filter(annotation__deleted_at=None)
    return Counter(dict(anchors.values_list("state").annotate(Count("pk")).order_by()))
