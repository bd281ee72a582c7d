"""Asks the index which entries of a group match, of those that a person may see."""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection

from search.backends import Group, Kind
from search.conditions import EVERYTHING, NOTHING, may_find
from search.expression import Condition, Expression, Never, both, every, in_head, is_text, parts, wants_text
from search.language import And, Node, Words
from search.language import Kind as How
from search.resolving import Resolver, sequence
from search.tokens import runs_of

COLUMNS = "m.object, m.day, m.author, m.traits"  # the key, and what facets count
CHUNK = 500  # rows fetched at once: what was found before the time was up is kept


class Look:
    """One query in one group of results, for one person."""

    def __init__(self, resolver: Resolver, group: Group, tree: Node, only: Condition | None = None) -> None:
        self.index, self._group = resolver.index, group
        nodes = tree.nodes if isinstance(tree, And) else (tree,)
        # The words that all must match are what results are ranked by.
        self._words = [node for node in nodes if isinstance(node, Words)]
        self._any_form = every([resolver.words(words) for words in self._words])
        rest = every([resolver.expression(node, group) for node in nodes if not isinstance(node, Words)])
        if group is Group.PASSAGES:
            rest = in_head(rest)
        text, condition = resolver.split(rest, group.kind)
        self._rest = parts(text) if text else ()
        self._whole = every([self._any_form, *self._rest])
        # Where words and conditions are alternatives, the index alone cannot tell passages from notes.
        self._is_mixed = any(wants_text(part) for part in parts(rest) if not is_text(part))
        if group is Group.NOTES and self._is_mixed:
            passage = resolver.condition(in_head(every([self._any_form, rest])), group.kind)
            condition = both(condition, Condition(f"NOT {passage.sql}", passage.params))
        seen = resolver.conditions.sight() if may_find(group.kind, resolver.person) else NOTHING
        self._condition = both(seen, both(condition, only or EVERYTHING))

    def rows(self, most: int, beyond: int = 0) -> Iterator[list[tuple[Any, ...]]]:
        """Yield `COLUMNS` of the matches, the newest first, some at a time; `beyond` are left out at the beginning."""
        sql, params = self._asked(self._whole, COLUMNS, most + beyond)
        return self._chunks(f"{sql} LIMIT %s OFFSET %s", [*params, most, beyond])

    def count(self, most: int) -> int:
        """Return how many match, at most so many."""
        sql, params = self._asked(self._whole, "1", most, "")
        [[(count,)]] = self._chunks(f"SELECT count(*) FROM ({sql} LIMIT %s) found", [*params, most])
        return int(count)

    def keys(self, most: int, oldest: bool = False) -> list[int]:
        """Return the keys of the matches by their day."""
        return self._keys(self._whole, most, "ASC" if oldest else "DESC")

    def best(self, most: int, newest: list[int] | None = None) -> list[int]:
        """Return the keys of the best matches: by where the words stand and how, then the newest first.

        `newest`: the keys of so many of all matches, if they are known already.
        """
        *steps, _ = self._steps() if self._words else [self._whole]
        found: dict[int, None] = {}
        for step in steps:
            found.update(dict.fromkeys(self._keys(step, most)))
            if len(found) >= most:
                break
        else:
            found.update(dict.fromkeys(self.keys(most) if newest is None else newest))
        return list(found)[:most]

    @property
    def costs_the_same(self) -> bool:
        """Whether the first matches cost as much as all of them, as they have to be sorted."""
        text = self._text(self._whole)
        return self._condition.is_narrow or bool(text and not self.index.comes_sorted(self._group.kind, text))

    def _steps(self) -> list[Expression]:
        """Return what to look for first, second and so on; each asks less, and the last is the query itself."""
        last = self._words[-1]
        phrase = sequence([run for words in self._words for run in runs_of(words.text)], last.kind is How.PREFIX)
        exact = every([sequence(runs_of(words.text), words.kind is How.PREFIX) for words in self._words])
        steps: list[Expression] = [phrase, exact, self._any_form]
        if self._group.kind is not Kind.ANNOTATION:
            steps = [in_head(phrase), in_head(self._any_form), *steps]
        return [every([step, *self._rest]) for step in dict.fromkeys(steps)]

    def _keys(self, node: Expression, most: int, order: str = "DESC") -> list[int]:
        sql, params = self._asked(node, "m.object", most, order)
        return [row[0] for some in self._chunks(f"{sql} LIMIT %s", [*params, most]) for row in some]

    def _asked(self, node: Expression, columns: str, first: int, order: str = "DESC") -> tuple[str, list[Any]]:
        """Return the statement that gives columns of the first few entries that match and are seen, any for ""."""
        is_found = self._group.kind is not Kind.ANNOTATION or self._in_group(node) is not None
        also = self._condition if is_found else NOTHING
        source = self.index.source(
            self._group.kind,
            self._text(node),
            by_place=not also.is_narrow,
            first=first if order != "ASC" else 0,
        )
        sql = f"SELECT {columns} FROM {source.tables} WHERE {source.condition} AND {also.sql}"
        params = [*source.params, *also.params]
        ordered = f"ORDER BY {source.place} {order}" if order else ""
        if not source.near:
            return f"{sql} {ordered}", params
        # The second half is not begun where the first has enough.
        halves = (f"({sql} AND {half} {source.near} {ordered} LIMIT {first:d})" for half in ("", "NOT"))
        return " UNION ALL ".join(halves), [*params, *params]

    def _chunks(self, sql: str, params: list[Any]) -> Iterator[list[tuple[Any, ...]]]:
        self.index.mind_budget()
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            while some := cursor.fetchmany(CHUNK):
                yield some

    def _text(self, node: Expression) -> Expression | None:
        """Return what the index is asked about text, if anything."""
        text = self._in_group(node) if self._group.kind is Kind.ANNOTATION else node
        return text if text is not None and parts(text) else None

    def _in_group(self, text: Expression) -> Expression | None:
        """Tell passages, where the quote has the words, from notes, where it takes the note; None: there are none."""
        if self._group is Group.PASSAGES:
            return in_head(text)
        if self._is_mixed:
            return text
        wanted = [part for part in parts(text) if not isinstance(part, Never)]
        return every([text, Never(in_head(every(wanted)))]) if wanted else None
