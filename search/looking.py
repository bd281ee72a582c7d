"""Asks the index and the live tables in one statement: which rows of a group match, of those that a person may see."""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import CharField, Q, QuerySet
from django.db.models import Expression as Expr
from django.db.models.functions import Cast, Substr

from annotations.models import Annotation, Theme
from articles.models import Article
from search.backends import Group, Kind
from search.expression import Expression, Never, every, in_head, is_text, parts, wants_text
from search.language import And, Node, Words
from search.language import Kind as How
from search.resolving import Resolver, sequence
from search.tokens import runs_of


def _month(column: str) -> Expr:
    return Substr(Cast(column, CharField()), 1, 7)


# The key, and what facets count. Months are cut off in the database: Django would make a date of every one.
COLUMNS: dict[Kind, tuple[str | Expr, ...]] = {
    Kind.ARTICLE: ("id", _month("published_on"), "outlet", "language"),
    Kind.ANNOTATION: (
        "id", _month("created_at"), "article__outlet", "article__language", "author_id", "visibility", "anchor__state"
    ),
    Kind.THEME: ("id",),
}  # fmt: skip
CHUNK = 500  # rows fetched at once: what was found before the time was up is kept


def visible(group: Group, person: AbstractBaseUser | AnonymousUser) -> QuerySet[Any]:
    """Return what this person may find in a group of results."""
    if group.kind is Kind.ARTICLE:
        return Article.objects.visible_to(person)
    if group.kind is Kind.ANNOTATION:
        return Annotation.objects.visible_to(person)
    return Theme.objects.all() if person.is_authenticated else Theme.objects.none()


class Look:
    """One query in one group of results, for one person."""

    def __init__(self, resolver: Resolver, group: Group, tree: Node, only: Q | None = None) -> None:
        self.index, self._group = resolver.index, group
        nodes = tree.nodes if isinstance(tree, And) else (tree,)
        # The words that all must match are what results are ranked by.
        self._words = [node for node in nodes if isinstance(node, Words)]
        self._any_form = every([resolver.words(words) for words in self._words])
        rest = every([resolver.expression(node, group) for node in nodes if not isinstance(node, Words)])
        if group is Group.PASSAGES:
            rest = in_head(rest)
        text, conditions = resolver.split(rest, group.kind)
        self._rest = parts(text) if text else ()
        self._whole = every([self._any_form, *self._rest])
        # Where words and conditions are alternatives, the index alone cannot tell passages from notes.
        self._is_mixed = any(wants_text(part) for part in parts(rest) if not is_text(part))
        if group is Group.NOTES and self._is_mixed:
            conditions &= ~resolver.condition(in_head(every([self._any_form, rest])), group.kind)
        self._has_conditions = bool(conditions)
        self._rows = self._visible_rows(resolver, conditions & (only or Q()))

    def rows(self, most: int, oldest: bool = False) -> Iterator[list[tuple[Any, ...]]]:
        """Yield what `COLUMNS` name of the matches, some at a time, by their day: the newest first or the oldest."""
        return self._run(self._whole, most, oldest)

    def keys(self, most: int, oldest: bool = False) -> list[int]:
        """Return the keys of the matches by their day."""
        return [row[0] for some in self.rows(most, oldest) for row in some]

    def best(self, most: int, among: list[int] | None = None) -> list[int]:
        """Return the keys of the best matches: by where the words stand and how, then the newest first.

        `among` are the keys of all matches where they are known already: conditions are then not asked again.
        """
        if not self.has_ranks:
            return self.keys(most)
        found: dict[int, None] = {}
        known = among if self._has_conditions else None
        for step in self._steps():
            for some in self._run(step, most) if known is None else self._run_among(step, most, known):
                found.update(dict.fromkeys(row[0] for row in some))
            if len(found) >= most:
                break
        return list(found)[:most]

    @property
    def has_ranks(self) -> bool:
        """Whether one match can be better than another."""
        return bool(self._words)

    def _steps(self) -> list[Expression]:
        """Return what to look for first, second and so on; each asks less, and the last is the query itself."""
        last = self._words[-1]
        phrase = sequence([run for words in self._words for run in runs_of(words.text)], last.kind is How.PREFIX)
        exact = every([sequence(runs_of(words.text), words.kind is How.PREFIX) for words in self._words])
        steps: list[Expression] = [phrase, exact, self._any_form]
        if self._group.kind is not Kind.ANNOTATION:
            steps = [in_head(phrase), in_head(self._any_form), *steps]
        return [every([step, *self._rest]) for step in dict.fromkeys(steps)]

    def _visible_rows(self, resolver: Resolver, conditions: Q) -> tuple[str, tuple[Any, ...]] | None:
        """Return the statement that gives all that the person may see and that fulfils the conditions, if any can."""
        rows = visible(self._group, resolver.person).filter(conditions).order_by()
        try:
            return rows.values_list(*COLUMNS[self._group.kind]).query.sql_with_params()
        except EmptyResultSet:
            return None

    def _run(self, node: Expression, most: int, oldest: bool = False) -> Iterator[list[tuple[Any, ...]]]:
        text = self._in_group(node) if self._group.kind is Kind.ANNOTATION else node
        if self._rows is None or text is None:
            return
        rows, params = self._rows
        source = self.index.source(self._group.kind, text if parts(text) else None)
        sql = (
            f"SELECT v.* FROM {source.tables} {source.join} ({rows}) v ON v.id = m.object "
            f"WHERE {source.condition} ORDER BY {source.place} {'ASC' if oldest else 'DESC'} LIMIT %s"
        )
        yield from self._chunks(sql, [*params, *source.params, most])

    def _run_among(self, node: Expression, most: int, among: list[int]) -> Iterator[list[tuple[Any, ...]]]:
        text = self._in_group(node) if self._group.kind is Kind.ANNOTATION else node
        if text is None:
            return
        source, known = self.index.source(self._group.kind, text), self.index.numbers(among)
        sql = (
            f"SELECT m.object FROM {source.tables} WHERE {source.condition} AND m.object IN ({known.sql}) "
            f"ORDER BY {source.place} DESC LIMIT %s"
        )
        yield from self._chunks(sql, [*source.params, *known.params, most])

    def _chunks(self, sql: str, params: list[Any]) -> Iterator[list[tuple[Any, ...]]]:
        self.index.mind_budget()
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            while some := cursor.fetchmany(CHUNK):
                yield some

    def _in_group(self, text: Expression) -> Expression | None:
        """Tell passages, where the quote has the words, from notes, where it takes the note; None: there are none."""
        if self._group is Group.PASSAGES:
            return in_head(text)
        if self._is_mixed:
            return text
        wanted = [part for part in parts(text) if not isinstance(part, Never)]
        return every([text, Never(in_head(every(wanted)))]) if wanted else None
