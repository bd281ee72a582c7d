"""Counts by which a result can be narrowed down. Everything counted was seen by the person."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, TextChoices

from annotations.models import Anchor, Annotation, Tagging
from search.backends import Index, Kind

MOST_VALUES = 12  # of a facet; the rest can be typed


@dataclass(frozen=True)
class Facet:
    """A value, how it is shown, how many results have it, and the field of the query language that asks for it."""

    field: str
    value: str
    label: str
    count: int


def facets(kind: Kind, rows: list[tuple[Any, ...]], index: Index) -> dict[str, list[Facet]]:
    """Count the values in rows as `looking.COLUMNS` has them; facets without values are left out."""
    if kind is Kind.THEME or not rows:
        return {}
    columns: list[Iterable[Any]] = list(zip(*rows, strict=True))
    keys, dates, outlets, languages, *more = columns
    months = Counter(month for month in dates if month)
    years = Counter[str]()
    for month, count in months.items():
        years[month[:4]] += count
    counted = {
        "outlet": _common("outlet", Counter(outlets)),
        "year": _latest(years),
        "month": _latest(months),
        "language": _common("lang", Counter(languages)),
    }
    if more:
        authors, visibilities, states = more
        counted["theme"] = _themes(list(keys), index)
        counted["author"] = _authors(Counter(authors))
        counted["visibility"] = _choices(Counter(visibilities), Annotation.Visibility, {"everyone": "shared"})
        counted["state"] = _choices(Counter(states), Anchor.State, {})
    return {name: values for name, values in counted.items() if values}


def _common(field: str, counter: Counter[str]) -> list[Facet]:
    counter.pop("", None)
    return [Facet(field, value, value, count) for value, count in counter.most_common(MOST_VALUES)]


def _latest(counter: Counter[str]) -> list[Facet]:
    return [Facet("on", value, value, counter[value]) for value in sorted(counter, reverse=True)[:MOST_VALUES]]


def _themes(annotations: list[int], index: Index) -> list[Facet]:
    borne = Tagging.objects.filter(content_object__in=index.numbers(annotations)).values_list("tag__name")
    counts = borne.annotate(count=Count("pk")).order_by("-count", "tag__name")[:MOST_VALUES]
    return [Facet("theme", name, name, count) for name, count in counts]


def _authors(counter: Counter[int]) -> list[Facet]:
    people = User.objects.in_bulk([pk for pk, _ in counter.most_common(MOST_VALUES)])
    shown = [(people[pk], count) for pk, count in counter.most_common(MOST_VALUES)]
    return [Facet("by", person.username, person.get_full_name() or person.username, count) for person, count in shown]


def _choices(counter: Counter[str], choices: type[TextChoices], names: dict[str, str]) -> list[Facet]:
    return [
        Facet("is", names.get(value, value), choices(value).label, counter[value])
        for value in choices.values
        if counter[value]
    ]
