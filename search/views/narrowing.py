"""Ways to narrow results down: the conditions there are, facets with counts, and a form of all fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.dateformat import format as format_date
from django.utils.translation import get_language_info
from django.utils.translation import gettext_lazy as _

from search.backends import Group
from search.facets import Facet
from search.language import FIELDS, Query, form_of, with_field
from search.results import Results

LABELS = {
    "theme": _("Theme"),
    "outlet": _("Outlet"),
    "by": _("By"),
    "lang": _("Language"),
    "before": _("Before"),
    "after": _("After"),
    "on": _("On"),
    "has": _("Has"),
    "is": _("Is"),
    "in": _("In"),
}
HINTS = {
    "by": _("author or byline"),
    "lang": _("a code such as zh"),
    "before": _("2022, 2022-09 or 2022-09-01"),
    "after": _("2022, 2022-09 or 2022-09-01"),
    "on": _("2022, 2022-09 or 2022-09-01"),
}
FACETS = {
    "outlet": _("Outlet"),
    "year": _("Year"),
    "month": _("Month"),
    "language": _("Language"),
    "theme": _("Theme"),
    "author": _("Author"),
    "visibility": _("Seen by"),
    "state": _("After corrections"),
}


@dataclass(frozen=True)
class Field:
    """A field of the form; `options` are what it takes where that is a few words."""

    name: str
    label: str
    value: str
    hint: str = ""
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Value:
    """A value to narrow down by, or one that was; `address` leads to what is found with it, or without."""

    label: str
    address: str
    count: int = 0
    is_chosen: bool = False


def fields(query: Query) -> list[Field]:
    """Return the fields of the query language with what the query says in them; the words come first."""
    values = form_of(query)
    words = Field("words", str(_("Words")), values["words"])
    return [words] + [
        Field(name, str(LABELS[name]), values.get(name, ""), str(HINTS.get(name, "")), _options(name))
        for name in FIELDS
    ]


def _options(name: str) -> tuple[str, ...]:
    takes = FIELDS[name]
    return tuple(sorted(takes)) if takes and "date" not in takes else ()


def conditions(query: Query, group: Group | None) -> list[Value]:
    """Return the conditions of the query, each with the address of what is found without it."""
    values = form_of(query)
    return [
        Value(f"{LABELS[name]}: {values[name]}", _address(query, name, "", group)) for name in FIELDS if name in values
    ]


def facets(results: Results, group: Group | None) -> list[tuple[str, list[Value]]]:
    """Return what results can be narrowed down by, over all groups that are shown, with the title of each facet."""
    query = results.query
    chosen = form_of(query)
    counts: dict[str, Counter[tuple[str, str, str]]] = {}
    for found in results.groups.values():
        for name, values in found.facets.items():
            counted = counts.setdefault(name, Counter())
            counted.update({(facet.field, facet.value, _label(name, facet)): facet.count for facet in values})
    if len(counts.get("year", ())) > 1:
        counts.pop("month", None)
    shown = []
    for name, title in FACETS.items():
        common = sorted(counts.get(name, Counter()).items(), key=_ORDERS.get(name, _most_first))
        if common:
            shown.append((str(title), [_value(query, key, count, chosen, group) for key, count in common]))
    return shown


def _value(query: Query, key: tuple[str, str, str], count: int, chosen: dict[str, str], group: Group | None) -> Value:
    field, value, label = key
    is_chosen = chosen.get(field) == value
    return Value(label, _address(query, field, "" if is_chosen else value, group), count, is_chosen)


def _label(name: str, facet: Facet) -> str:
    if name == "month":
        return format_date(date.fromisoformat(f"{facet.value}-01"), "F Y")
    if name == "language":
        return language_name(facet.label)
    return str(facet.label)


def language_name(code: str) -> str:
    """Return what a language is called, or its code where that is not known."""
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code


def _address(query: Query, field: str, value: str, group: Group | None) -> str:
    asked = {"q": with_field(query, field, value), "group": group or ""}
    return f"{reverse('search')}?{urlencode({name: said for name, said in asked.items() if said})}"


Counted = tuple[tuple[str, str, str], int]


def _most_first(counted: Counted) -> tuple[int, str]:
    return -counted[1], counted[0][2]


def _latest_first(counted: Counted) -> tuple[int, str]:
    return -int(counted[0][1].replace("-", "")), ""


_ORDERS: dict[str, Callable[[Counted], tuple[int, str]]] = {"year": _latest_first, "month": _latest_first}
