"""Counts by which a result can be narrowed down. Everything counted was seen by the person."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import lru_cache
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.db.models import TextChoices

from annotations.models import Anchor, Annotation, Theme
from search.backends import EPOCH
from search.backends.facts import SEPARATOR, TRAITS

MOST_VALUES = 12  # of a facet; the rest can be typed


@dataclass(frozen=True)
class Facet:
    """A value, how it is shown, how many results have it, and the field of the query language that asks for it."""

    field: str
    value: str
    label: str
    count: int


# How often each value occurs, by the names of the facets.
Counts = dict[str, Counter[Any]]


def counted(rows: list[tuple[Any, ...]]) -> Counts:
    """Count the values in rows as `looking.COLUMNS` has them."""
    if not rows:
        return {}
    _, days, authors, traits = zip(*rows, strict=True)
    outlets, languages, visibilities, states, themes = (Counter[str]() for _ in TRAITS)
    for joined, times in Counter(traits).items():
        outlet, language, visibility, state, borne = joined.split(SEPARATOR)
        outlets[outlet] += times
        languages[language] += times
        visibilities[visibility] += times
        states[state] += times
        for theme in borne.split():
            themes[theme] += times
    counts: Counts = dict(zip(TRAITS, (outlets, languages, visibilities, states, themes), strict=True))
    months, years = Counter[str](), Counter[str]()
    for day, times in Counter(days).items():
        if day is not None:
            months[_month(day)] += times
    for month, times in months.items():
        years[month[:4]] += times
    return {**counts, "author": Counter(authors), "month": months, "year": years}


def named(all_counts: list[Counts]) -> list[dict[str, list[Facet]]]:
    """Return the facets of each group with the names of people and themes; facets without values are left out."""
    people = User.objects.in_bulk(_keys(all_counts, "author"))
    themes = dict(Theme.objects.filter(pk__in=_keys(all_counts, "themes")).values_list("pk", "name"))
    facets = []
    for counts in all_counts:
        found = (
            {
                "outlet": _common("outlet", counts["outlet"]),
                "year": _latest(counts["year"]),
                "month": _latest(counts["month"]),
                "language": _common("lang", counts["language"]),
                "theme": _themes(counts["themes"], themes),
                "author": _authors(counts["author"], people),
                "visibility": _choices(counts["visibility"], Annotation.Visibility, {"everyone": "shared"}),
                "state": _choices(counts["state"], Anchor.State, {}),
            }
            if counts
            else {}
        )
        facets.append({name: values for name, values in found.items() if values})
    return facets


def _keys(all_counts: list[Counts], name: str) -> set[int]:
    """Return the keys of what is named, if there is any: most articles have neither."""
    common = chain.from_iterable(counts[name].most_common(MOST_VALUES) for counts in all_counts if counts)
    return {int(key) for key, _ in common if key is not None}


@lru_cache(10_000)
def _month(day: int) -> str:
    return (EPOCH + timedelta(day)).isoformat()[:7]


def _common(field: str, counter: Counter[str]) -> list[Facet]:
    counter.pop("", None)
    return [Facet(field, value, value, count) for value, count in counter.most_common(MOST_VALUES)]


def _latest(counter: Counter[str]) -> list[Facet]:
    return [Facet("on", value, value, counter[value]) for value in sorted(counter, reverse=True)[:MOST_VALUES]]


def _themes(counter: Counter[str], names: dict[int, str]) -> list[Facet]:
    shown = [(names[int(key)], times) for key, times in counter.most_common(MOST_VALUES) if int(key) in names]
    return [Facet("theme", name, name, times) for name, times in shown]


def _authors(counter: Counter[int | None], people: dict[int, User]) -> list[Facet]:
    shown = [(people[key], times) for key, times in counter.most_common(MOST_VALUES) if key is not None]
    return [Facet("by", person.username, person.get_full_name() or person.username, times) for person, times in shown]


def _choices(counter: Counter[str], choices: type[TextChoices], names: dict[str, str]) -> list[Facet]:
    return [
        Facet("is", names.get(value, value), choices(value).label, counter[value])
        for value in choices.values
        if counter[value]
    ]
