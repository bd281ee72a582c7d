"""What was extracted, as JSON: to cross from one process to another and to be kept in the database."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any, TypeVar

from .result import Doubt, Extracted, LeftOut, Picture

Moment = TypeVar("Moment", date, datetime)


def as_json(extracted: Extracted) -> dict[str, Any]:
    """The fields as JSON values, dates in ISO 8601; of the pictures only what describes them, not their bytes."""
    fields = asdict(extracted)
    for name in ("published_on", "embargoed_until", "expires_at"):
        fields[name] = fields[name].isoformat() if fields[name] else None
    for picture in fields["pictures"]:
        del picture["data"]
    return fields


def from_json(fields: dict[str, Any], pictures: Sequence[bytes] = ()) -> Extracted:
    """What `as_json` gave; `pictures` are the pictures' bytes in their order, or nothing where they are not wanted.

    Raises KeyError, TypeError or ValueError where `fields` is no such thing.
    """
    described = fields["pictures"] if pictures else ()
    return Extracted(
        **fields
        | {
            "published_on": _read(date, fields["published_on"]),
            "embargoed_until": _read(datetime, fields["embargoed_until"]),
            "expires_at": _read(datetime, fields["expires_at"]),
            "left_out": tuple(LeftOut(**piece) for piece in fields["left_out"]),
            "doubts": tuple(Doubt(**doubt) for doubt in fields["doubts"]),
            "pictures": tuple(Picture(**picture, data=data) for picture, data in zip(described, pictures, strict=True)),
        }
    )


def _read(kind: type[Moment], text: str | None) -> Moment | None:
    return kind.fromisoformat(text) if text else None
