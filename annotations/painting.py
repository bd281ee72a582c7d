"""Where annotations stand in an article, as few bytes as it takes, for the browser to paint."""

from itertools import groupby
from typing import Any

from annotations.models import AnnotationQuerySet

PLAIN = "plain"


def columns(annotations: AnnotationQuerySet) -> dict[str, Any]:
    """Return ids, starts, lengths (code points) and looks of the annotations, in the order of the current text.

    `looks` has for each annotation the indices of its themes' looks in `palette`; index 0 is the look of
    a passage without themes. One query, whatever the number of annotations.
    """
    places = annotations.in_the_text().order_by("anchor__start", "-anchor__end", "pk", "taggings__tag__name")
    rows = places.values_list("pk", "anchor__start", "anchor__end", "taggings__tag__colour", "taggings__tag__underline")
    palette: dict[str, int] = {PLAIN: 0}
    data: dict[str, list[Any]] = {"id": [], "start": [], "length": [], "looks": []}
    for (pk, start, end), themes in groupby(rows, key=lambda row: row[:3]):
        looks = [f"{colour}-{underline}" if colour else PLAIN for *_, colour, underline in themes]
        data["id"].append(pk)
        data["start"].append(start)
        data["length"].append(end - start)
        data["looks"].append([palette.setdefault(look, len(palette)) for look in looks])
    return {**data, "palette": list(palette)}
