"""Keeps readers where they stopped when the text is corrected."""

from bisect import bisect_right
from collections.abc import Sequence

from annotations.anchoring import move
from articles.models import Revision
from corrections.paragraphs import borders
from reading.models import Position

STRETCH = 60  # code points by which a place is known again
ROWS = 1000  # written at once


def carry(sender: object, former: Revision, revision: Revision, **_kwargs: object) -> None:
    """Move every reader's position in the article along with the words that stood there.

    Called in the transaction of the correction.
    """
    positions = list(Position.objects.filter(article=revision.article_id))
    offsets = moved([position.offset for position in positions], former.text, revision.text)
    for position, offset in zip(positions, offsets, strict=True):
        position.offset = offset
    Position.objects.bulk_update(positions, ["offset"], batch_size=ROWS)


def moved(offsets: Sequence[int], old: str, new: str) -> list[int]:
    """Return for each offset of the old text, in code points, where the words that begin there are in the new one.

    Where they are gone, it is a place between what is still there before and after them. The beginning stays the
    beginning, whatever was put before it.
    """
    stretches = {offset: (offset, min(offset + STRETCH, len(old))) for offset in offsets if 0 < offset < len(old)}
    paragraphs = [(start, end) for start, end in borders(old) if start < end] if any(offsets) else []
    spans = [*stretches.values(), *paragraphs]
    anchors = dict(zip(spans, move(old, new, spans), strict=True))
    edges = {len(old): len(new), 0: 0}
    for span in paragraphs:
        anchor = anchors[span]
        if anchor.start is not None and anchor.end is not None and anchor.state != "moved":
            edges[span[0]], edges[span[1]] = anchor.start, anchor.end
    found = {0: 0} | {offset: anchors[stretch].start for offset, stretch in stretches.items()}
    kept = sorted(edges.items())
    return [start if (start := found.get(offset)) is not None else between(kept, offset) for offset in offsets]


def between(kept: Sequence[tuple[int, int]], offset: int) -> int:
    """Return where an offset lies between the kept places around it, given as old and new offsets."""
    after = bisect_right(kept, (offset, -1))
    if after == len(kept):
        return kept[-1][1]
    (start, new_start), (end, new_end) = kept[max(after - 1, 0)], kept[after]
    share = (offset - start) / max(end - start, 1)
    return round(new_start + max(new_end - new_start, 0) * share)
