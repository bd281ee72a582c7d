"""The fields of the query language, and what may stand in them."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date

# What a field takes: None for any words, DATE for a day, month or year, else one of some values.
DATE = frozenset({"date"})
FIELDS: dict[str, frozenset[str] | None] = {
    "theme": None,
    "outlet": None,
    "by": None,
    "lang": None,
    "before": DATE,
    "after": DATE,
    "on": DATE,
    "has": frozenset({"note", "theme", "annotation"}),
    "is": frozenset({"mine", "private", "shared", "hidden", "exact", "moved", "changed", "lost"}),
    "in": frozenset({"articles", "passages", "notes", "themes"}),
}

QUOTES = '"“”„«»「」『』'  # any of them opens and closes a phrase
_PERIOD = re.compile(r"([1-9]\d{3})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)


@dataclass(frozen=True)
class Field:
    """A condition on what is found, such as theme:"forced labour"."""

    name: str
    value: str


def period(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a year, month or day such as 2022, 2022-09 or 2022-09-01, else None."""
    match = _PERIOD.fullmatch(value)
    if not match:
        return None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year == date.max.year:  # there is no day after it
        return None
    try:
        first = date(year or 0, month or 1, day or 1)
    except ValueError:
        return None
    last_month = month or 12
    return first, date(first.year, last_month, day or monthrange(first.year, last_month)[1])


def quoted(value: str) -> str:
    """Return the value as it stands after a field's name."""
    return value if re.fullmatch(rf"[^\s(){QUOTES}]+", value) else f'"{value}"'
