"""Asks the index and the live tables in one statement: which rows of a group match, of those that a person may see."""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Q, QuerySet

from annotations.models import Annotation, Theme
from articles.models import Article
from search.backends import Group, Kind
from search.expression import Expression, Never, every, in_head, parts
from search.language import And, Node, Words
from search.language import Kind as How
from search.resolving import Resolver, sequence
from search.tokens import runs_of

# For facets, besides the key; what stands behind a foreign key is named last.
COLUMNS = {
    Kind.ARTICLE: ("id", "published_on", "outlet", "language"),
    Kind.ANNOTATION: (
        "id", "created_at", "article__outlet", "article__language", "author_id", "visibility", "anchor__state"
    ),
    Kind.THEME: ("id",),
}  # fmt: skip
CHUNK = 200  # rows fetched at once: what was found before the time was up is kept


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
        self._resolver = resolver
        self.index = resolver.index
        self._kind = group.kind
        self._group = group
        nodes = tree.nodes if isinstance(tree, And) else (tree,)
        # The words that all must match are what results are ranked by.
        self._words = [node for node in nodes if isinstance(node, Words)]
        self._any_form = every([resolver.words(words) for words in self._words])
        self._rest = [resolver.expression(node, group) for node in nodes if not isinstance(node, Words)]
        self._whole = every([self._any_form, *self._rest])
        self._rows = visible(group, resolver.person).filter(only or Q()).order_by()

    def rows(self, most: int, oldest: bool = False) -> Iterator[tuple[Any, ...]]:
        """Yield what `COLUMNS` name of the matches, by their day."""
        yield from self._run(self._whole, COLUMNS[self._kind], most, oldest)

    def keys(self, most: int, oldest: bool = False) -> list[int]:
        """Return the keys of the matches by their day, the newest first or the oldest."""
        return [row[0] for row in self._run(self._whole, ("id",), most, oldest)]

    def best(self, most: int) -> list[int]:
        """Return the keys of the best matches: by where the words stand and how, then the newest first."""
        found: dict[int, None] = {}
        for step in self._steps():
            found.update(dict.fromkeys(row[0] for row in self._run(step, ("id",), most)))
            if len(found) >= most:
                break
        return list(found)[:most]

    def _steps(self) -> list[Expression]:
        """Return what to look for first, second and so on; each asks less, and the last is the query itself."""
        if not self._words:
            return [self._whole]
        last = self._words[-1]
        phrase = sequence([run for words in self._words for run in runs_of(words.text)], last.kind is How.PREFIX)
        exact = every([sequence(runs_of(words.text), words.kind is How.PREFIX) for words in self._words])
        steps: list[Expression] = [phrase, exact, self._any_form]
        if self._kind is not Kind.ANNOTATION:
            steps = [in_head(phrase), in_head(self._any_form), *steps]
        return [every([step, *self._rest]) for step in dict.fromkeys(steps)]

    def _run(self, node: Expression, columns: tuple[str, ...], most: int, oldest: bool = False) -> Iterator[Any]:
        text, conditions = self._resolver.split(node, self._kind)
        if self._kind is Kind.ANNOTATION:
            text = self._in_group(text)
            if text is None and self._group is Group.NOTES:
                return
        rows = self._rows.filter(conditions).values_list(*columns)
        try:
            visible_sql, visible_params = rows.query.sql_with_params()
        except EmptyResultSet:
            return
        source = self.index.source(self._kind, text)
        sql = (
            f"SELECT v.* FROM {source.tables} {source.join} ({visible_sql}) v ON v.id = m.object "
            f"WHERE {source.condition} ORDER BY {source.place} {'ASC' if oldest else 'DESC'} LIMIT %s"
        )
        # Parameters stand in the order of the statement: SQLite's tables come first, then the rows, then the condition.
        self.index.mind_budget()
        with connection.cursor() as cursor:
            cursor.execute(sql, [*visible_params, *source.params, most])
            while some := cursor.fetchmany(CHUNK):
                yield from some

    def _in_group(self, text: Expression | None) -> Expression | None:
        """Tell passages, where the quote has the words, from notes, where it takes the note."""
        if text is None:
            return None
        if self._group is Group.PASSAGES:
            return in_head(text)
        wanted = [part for part in parts(text) if not isinstance(part, Never)]
        return every([text, Never(in_head(every(wanted)))]) if wanted else None
