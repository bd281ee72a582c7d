"""Carries annotations from one wording of an article to the next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from annotations import anchoring
from annotations.models.anchor import Anchor
from articles.models import Revision

ROWS = 1000  # written at once


def carry(sender: object, former: Revision, revision: Revision, **_kwargs: Any) -> None:
    """Give every annotation of the article its anchor in the new wording: deleted, hidden and private ones too.

    Called in the transaction of the correction.
    """
    revision.article.annotations.all().hold()
    anchors = Anchor.objects.current().filter(revision=former).with_footing()
    Anchor.objects.bulk_create(foreseen(anchors, revision), batch_size=ROWS)
    now = Anchor.objects.filter(revision=revision, annotation=OuterRef("pk")).values("pk")
    revision.article.annotations.update(anchor=Subquery(now))


def foreseen(anchors: Iterable[Anchor], revision: Revision) -> list[Anchor]:
    """Return, unsaved, where the annotations of these anchors sit in the revision, in their order.

    Each is moved from the wording on which it last had a certain place, so that errors do not add up over many
    corrections; one that was made on these very words returns to its place. The revision may be unsaved.
    """
    anchors = list(anchors)
    at_home = set(revision.same_words().values_list("pk", flat=True))
    found: dict[int, Anchor] = {}
    away: dict[int, list[Anchor]] = defaultdict(list)
    for anchor in anchors:
        if anchor.annotation.revision_id in at_home and anchor.certain.revision_id not in at_home:
            found[anchor.annotation_id] = anchor.annotation.first_anchor(revision)
        else:
            away[anchor.certain.revision_id].append(anchor)
    for pk, group in away.items():
        text = Revision.objects.values_list("text", flat=True).get(pk=pk)
        moves = anchoring.move(text, revision.text, [anchor.certain.passage for anchor in group])
        for anchor, move in zip(group, moves, strict=True):
            found[anchor.annotation_id] = _moved(anchor, move, revision)
    return [found[anchor.annotation_id] for anchor in anchors]


def _moved(before: Anchor, move: anchoring.Anchor, revision: Revision) -> Anchor:
    """Return the anchor that a move amounts to, with what is known about the place it came from."""
    certain = before.certain
    words = "" if move.start is None else revision.text[move.start : move.end]
    after = Anchor(
        annotation=before.annotation,
        revision=revision,
        start=move.start,
        end=move.end,
        state=move.state,
        confidence=move.confidence,
        words="" if words == before.annotation.exact else words,
    )
    if move.state in Anchor.CERTAIN and after.words:
        # The quote had become other words, and somebody said that this is right: it still is.
        after.state = Anchor.State.CHANGED
        after.settled_by_id, after.settled_at = certain.settled_by_id, certain.settled_at
    elif after.state == Anchor.State.CHANGED and not after.words:
        after.state = Anchor.State.EXACT
    after.footing = None if after.is_certain else certain
    after.is_noted = before.is_noted and (before.state, before.words) == (after.state, after.words)
    return after
