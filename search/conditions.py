"""What the fields of a query ask of entries: facts, or tokens of details that are indexed like text."""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import connection
from django.utils import timezone

from annotations.models import Anchor, Theme
from search.backends import EPOCH, Index, Kind
from search.expression import Condition, Expression, Mark, Sequence
from search.language import period
from search.tokens import detail_looked_for, looked_for, runs_of, tokens_of

NOTHING = Condition("FALSE")
EVERYTHING = Condition("TRUE")


def may_find(kind: Kind, person: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether this person may find anything of a kind: the public reads articles where it may."""
    return person.is_authenticated or (kind is Kind.ARTICLE and settings.PUBLIC_READING)


@dataclass(frozen=True)
class Conditions:
    """Makes conditions on the entries of one copy of the index, for one person."""

    index: Index
    person: AbstractBaseUser | AnonymousUser
    _known: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def since(self, kind: Kind, moment: datetime) -> Condition:
        """Return the condition that the object came to readers after this moment."""
        table, column = _CAME[kind]
        now = connection.ops.adapt_datetimefield_value(moment)
        return Condition(f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = m.object AND o.{column} > %s)", (now,))

    def sight(self, entry: str = "m") -> Condition:
        """Return the condition that readers find the article now, and that the annotation is for this person too."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        is_open = f"{entry}.opens <= %s AND {entry}.closes > %s"
        return Condition(f"{is_open} AND ({entry}.seen_by = 0 OR {entry}.seen_by = %s)", (now, now, self.person.pk))

    def _detail(self, mark: Mark, value: str) -> Sequence:
        tokens, is_begun = detail_looked_for(value, mark)
        return Sequence(tuple(tokens), is_begun)

    def _in_outlet(self, value: str) -> Condition:
        source = self.index.source(Kind.ARTICLE, self._detail(Mark.OUTLET, value))
        articles = self._objects(f"SELECT m.object FROM {source.tables} WHERE {source.condition}", source.params)
        return Condition(*self._among("m.article", articles))

    def _themes(self, value: str) -> list[int]:
        """Return the themes of this name, or of a former one; where there is none, those with these words in it."""
        if theme := Theme.objects.named(value):
            return [theme.pk]
        named = Sequence(tuple(looked_for(tuple(runs_of(value)), False)[0]), in_head=True)
        source = self.index.source(Kind.THEME, named)
        return self._objects(f"SELECT m.object FROM {source.tables} WHERE {source.condition}", source.params)

    def _bearing(self, value: str) -> Condition:
        themes, params = self._known_as("tag_id", self._themes(value))
        borne = f"SELECT content_object_id FROM annotations_tagging WHERE {themes}"
        return Condition(f"m.object IN ({borne})", params, is_narrow=True)

    def _of_annotations(self, value: str) -> Condition:
        """Return the condition that somebody sees an annotation under this theme on the article."""
        bearing, sight = self._bearing(value), self.sight()
        entries = f"{self.index.entries(Kind.ANNOTATION)} m WHERE {bearing.sql} AND {sight.sql}"
        articles = self._objects(f"SELECT DISTINCT m.article FROM {entries}", [*bearing.params, *sight.params])
        return Condition(*self._among("m.object", articles), is_narrow=True)

    def _objects(self, sql: str, params: list[Any]) -> list[int]:
        """Return the keys that a statement gives: it is run once for a search, not in every step of the ranking."""
        asked = (sql, str(params))
        if asked not in self._known:
            with connection.cursor() as cursor:
                cursor.execute(sql, params)
                self._known[asked] = [row[0] for row in cursor]
        return self._known[asked]

    def _among(self, column: str, keys: list[int]) -> tuple[str, tuple[Any, ...]]:
        condition, param = self.index.among(column, keys)
        return condition, (param,)

    def _known_as(self, column: str, keys: list[int]) -> tuple[str, tuple[Any, ...]]:
        """Return the condition that it is one of these people or themes: everybody knows of all, and mostly it is one.

        Then the database knows that it is one, and its rows come in the order of an index.
        """
        return (f"{column} = %s", tuple(keys)) if len(keys) == 1 else self._among(column, keys)

    def _annotated(self, value: str) -> Condition:
        """Return the condition that somebody sees an annotation of this sort on the article."""
        entries, sight = self.index.entries(Kind.ANNOTATION), self.sight("n")
        of_it = f"annotations_annotation a JOIN {entries} n ON n.object = a.id WHERE a.article_id = m.object"
        return Condition(f"EXISTS (SELECT 1 FROM {of_it} AND {sight.sql} AND n.{_HAS[value]})", sight.params)

    def _is(self, value: str) -> Condition:
        if value in Anchor.State.values:
            return Condition(f"m.state = '{value}'")  # not a parameter: only so a partial index is known to answer
        mine = "m.author = %s"
        return {
            "mine": Condition(mine, (self.person.pk,)),
            "private": Condition(f"(m.visibility = 'private' AND {mine})", (self.person.pk,)),
            "shared": Condition("m.visibility = 'everyone'"),
            "hidden": Condition("m.is_hidden"),
        }[value]


def _authors(conditions: Conditions, value: str) -> Condition:
    """Return the condition that the author goes by this name: her user name, or all its words are among her names."""
    people = User.objects.values_list("pk", "username", "first_name", "last_name")
    wanted = set(tokens_of(value))
    found = [pk for pk, username, *_ in people if username == value] or [
        pk for pk, *names in people if wanted <= set(tokens_of(" ".join(names)))
    ]
    return Condition(*conditions._known_as("m.author", found))


def _before(_conditions: Conditions, value: str) -> Condition:
    return _in_days(None, _period(value)[0] - 1)


def _after(_conditions: Conditions, value: str) -> Condition:
    return _in_days(_period(value)[1] + 1, None)


def _on(_conditions: Conditions, value: str) -> Condition:
    return _in_days(*_period(value))


def _in_days(first: int | None, last: int | None) -> Condition:
    bounds = [("m.day >= %s", first), ("m.day <= %s", last)]
    given = [(sql, day) for sql, day in bounds if day is not None]
    sql = " AND ".join(["m.day IS NOT NULL", *(sql for sql, _ in given)])
    return Condition(f"({sql})", tuple(day for _, day in given))


def _period(value: str) -> tuple[int, int]:
    """Return the first and the last day of a period, counted from EPOCH."""
    first_and_last = period(value)
    if not first_and_last:  # the reader of the language lets nothing else through
        raise ValueError(value)
    first, last = first_and_last
    return (first - EPOCH).days, (last - EPOCH).days


_CAME = {
    Kind.ARTICLE: ("articles_article", "published_at"),
    Kind.ANNOTATION: ("annotations_annotation", "created_at"),
    Kind.THEME: ("annotations_theme", "created_at"),
}
_HAS = {"note": "has_note", "theme": "themes <> ''", "annotation": "object IS NOT NULL"}

# What a field means for articles and for annotations; where it means nothing, nothing is found.
MEANINGS: dict[tuple[str, Kind], Callable[[Conditions, str], Expression]] = {
    ("outlet", Kind.ARTICLE): lambda self, value: self._detail(Mark.OUTLET, value),
    ("outlet", Kind.ANNOTATION): lambda self, value: self._in_outlet(value),
    ("lang", Kind.ARTICLE): lambda self, value: self._detail(Mark.LANGUAGE, value),
    ("lang", Kind.ANNOTATION): lambda _self, value: Condition("lower(m.language) = %s", (value.lower(),)),
    ("by", Kind.ARTICLE): lambda self, value: self._detail(Mark.BYLINE, value),
    ("by", Kind.ANNOTATION): _authors,
    ("theme", Kind.ARTICLE): lambda self, value: self._of_annotations(value),
    ("theme", Kind.ANNOTATION): lambda self, value: self._bearing(value),
    ("has", Kind.ARTICLE): lambda self, value: self._annotated(value),
    ("has", Kind.ANNOTATION): lambda _self, value: Condition(f"m.{_HAS[value]}"),
    ("is", Kind.ANNOTATION): lambda self, value: self._is(value),
    **{
        (name, kind): meaning
        for kind in (Kind.ARTICLE, Kind.ANNOTATION)
        for name, meaning in (("before", _before), ("after", _after), ("on", _on))
    },
}
