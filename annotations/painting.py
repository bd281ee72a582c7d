"""Where annotations stand in an article, as few bytes as it takes, for the browser to paint."""

from itertools import groupby
from typing import Any

from annotations.models import AnnotationQuerySet

PLAIN = "plain"


def columns(annotations: AnnotationQuerySet, revision: int | None) -> dict[str, Any]:
    """Return ids, starts, lengths (code points) and looks of the annotations, in the order of a wording's text.

    `looks` has for each annotation the indices of its themes' looks in `palette`; index 0 is the look of
    a passage without themes. `lost` has the ids of those whose words are gone, as they stood when they were made.
    `revision` is the key of the wording, which need not be the current one any more: a correction may have come
    since it was read. One query, whatever the number of annotations.
    """
    # Asked for by the wording, not by the current anchor: those may be offsets in another text by now.
    places = annotations.filter(anchors__revision=revision).order_by(
        "anchors__start", "-anchors__end", "start", "pk", "taggings__tag__name"
    )
    look = ("taggings__tag__colour", "taggings__tag__underline")
    rows = places.values_list("pk", "anchors__start", "anchors__end", *look)
    palette: dict[str, int] = {PLAIN: 0}
    data: dict[str, list[Any]] = {"id": [], "start": [], "length": [], "looks": [], "lost": []}
    for (pk, start, end), themes in groupby(rows, key=lambda row: row[:3]):
        if start is None:
            data["lost"].append(pk)
            continue
        looks = [f"{colour}-{underline}" if colour else PLAIN for *_, colour, underline in themes]
        data["id"].append(pk)
        data["start"].append(start)
        data["length"].append(end - start)
        data["looks"].append([palette.setdefault(look, len(palette)) for look in looks])
    return {**data, "palette": list(palette)}
