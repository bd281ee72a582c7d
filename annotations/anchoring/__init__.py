"""Moves the places of annotations from one wording of a text to the next: `move`, and `Anchor`, what it answers.

Pure: no Django, no database. Offsets are Unicode code points, end exclusive. docs/anchoring.md tells how it works.
"""

from collections.abc import Sequence

from annotations.anchoring.anchor import Anchor
from annotations.anchoring.comparison import compare

__all__ = ["Anchor", "move"]


def move(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Anchor]:
    """Return for each span of the old text its anchor in the new one, in the order of the spans.

    A span is (start, end) in code points, end exclusive; one that is not inside the old text is a ValueError.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(old):
            raise ValueError(f"The span from {start} to {end} is not inside a text of {len(old)} characters.")
    if old == new or not spans:
        return [Anchor(start, end, "exact", 1.0) for start, end in spans]
    flows = compare(old, new)
    anchors = {span: flows.follow(*span) for span in set(spans)}
    return [anchors[span] for span in spans]
