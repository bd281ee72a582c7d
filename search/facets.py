"""Counts by which a result can be narrowed down. Everything counted was seen by the person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from typing import Any

from django.contrib.auth.models import User
from django.db.models import TextChoices

from annotations.models import Anchor, Annotation, Theme
from search.backends import EPOCH, Kind

SEPARATOR = "\x1f"  # the unit separator of ASCII
MOST_VALUES = 12  # of a facet; the rest can be typed


@dataclass(frozen=True)
class Facet:
    """A value, how it is shown, how many results have it, and the field of the query language that asks for it."""

    field: str
    value: str
    label: str
    count: int


def facets(kind: Kind, rows: list[tuple[Any, ...]]) -> dict[str, list[Facet]]:
    """Count the values in rows as `looking.COLUMNS` has them; facets without values are left out."""
    if kind is Kind.THEME or not rows:
        return {}
    _, days, authors, traits = zip(*rows, strict=True)
    outlets, languages, visibilities, states, themes = (Counter[str]() for _ in range(5))
    for joined, count in Counter(traits).items():
        outlet, language, visibility, state, borne = joined.split(SEPARATOR)
        outlets[outlet] += count
        languages[language] += count
        visibilities[visibility] += count
        states[state] += count
        for theme in borne.split():
            themes[theme] += count
    months, years = Counter[str](), Counter[str]()
    for day, count in Counter(days).items():
        if day is not None:
            months[_month(day)] += count
    for month, count in months.items():
        years[month[:4]] += count
    counted = {
        "outlet": _common("outlet", outlets),
        "year": _latest(years),
        "month": _latest(months),
        "language": _common("lang", languages),
    }
    if kind is Kind.ANNOTATION:
        counted["theme"] = _themes(themes)
        counted["author"] = _authors(Counter(authors))
        counted["visibility"] = _choices(visibilities, Annotation.Visibility, {"everyone": "shared"})
        counted["state"] = _choices(states, Anchor.State, {})
    return {name: values for name, values in counted.items() if values}


@lru_cache(10_000)
def _month(day: int) -> str:
    return (EPOCH + timedelta(day)).isoformat()[:7]


def _common(field: str, counter: Counter[str]) -> list[Facet]:
    counter.pop("", None)
    return [Facet(field, value, value, count) for value, count in counter.most_common(MOST_VALUES)]


def _latest(counter: Counter[str]) -> list[Facet]:
    return [Facet("on", value, value, counter[value]) for value in sorted(counter, reverse=True)[:MOST_VALUES]]


def _themes(counter: Counter[str]) -> list[Facet]:
    common = counter.most_common(MOST_VALUES)
    names = dict(Theme.objects.filter(pk__in=[key for key, _ in common]).values_list("pk", "name"))
    return [Facet("theme", names[int(key)], names[int(key)], count) for key, count in common if int(key) in names]


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
