"""The index in SQLite's FTS5.

The tables are contentless and only grow: an entry's number is (day << 12) + a count within the day, so that FTS5,
which walks through its entries in their order, gives the newest or oldest first and stops when there are enough.
"""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import connection

from search.backends.base import EPOCH, Index, Source
from search.backends.facts import Dialect
from search.backends.kinds import Document, Kind
from search.expression import Either, Every, Expression, Never, Sequence
from search.tokens import BOUNDARY

A_DAY = 1 << 12
STEPS = 2000  # of SQLite's machine between two looks at the clock


class SqliteIndex(Index):
    dialect = Dialect(moment="text", never="''", always="'9'", joined="group_concat(tag_id, ' ')")

    def create(self) -> None:
        self.drop()
        with connection.cursor() as cursor:
            for kind in Kind:
                cursor.execute(
                    f"CREATE VIRTUAL TABLE {self.table(kind)} USING fts5(head, body, content='', columnsize=0, "
                    f"tokenize=\"ascii tokenchars '{BOUNDARY}@~='\")"
                )
                cursor.execute(
                    f"CREATE TABLE {self.entries(kind)} "
                    f"(id INTEGER PRIMARY KEY, object INTEGER UNIQUE, day INTEGER, {self.dialect.columns})"
                )
            cursor.execute(
                f"CREATE TABLE {self.table('word')} (stem TEXT, word TEXT, PRIMARY KEY (stem, word)) WITHOUT ROWID"
            )
        self.make_ways()
        self.follow()

    def drop(self) -> None:
        self.unfollow()
        with connection.cursor() as cursor:
            for name in (*Kind, *(f"{kind}_entry" for kind in Kind), "word"):
                cursor.execute(f"DROP TABLE IF EXISTS {self.table(name)}")

    def follow(self) -> None:
        self.unfollow()
        with connection.cursor() as cursor:
            for follower in self.facts.followers():
                cursor.execute(
                    f"CREATE TRIGGER {self.follower(follower)} {follower.moment} {follower.condition('IS NOT')} "
                    f"BEGIN {follower.statement}; END"
                )

    def unfollow(self) -> None:
        with connection.cursor() as cursor:
            for follower in self.facts.followers():
                cursor.execute(f"DROP TRIGGER IF EXISTS {self.follower(follower)}")

    def add(self, kind: Kind, documents: list[Document]) -> None:
        self.forget(kind, [document.object for document in documents])
        places = self._places(kind, [document.day for document in documents])
        rows = [(place, document) for place, document in zip(places, documents, strict=True)]
        facts, tables = self.facts.of(kind)
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.entries(kind)} (id, object, day, {', '.join(facts)}) "
                f"SELECT %s, o.id, %s, {', '.join(facts.values())} FROM {tables} WHERE o.id = %s",
                [(place, _number(document.day), document.object) for place, document in rows],
            )
            cursor.executemany(
                f"INSERT INTO {self.table(kind)} (rowid, head, body) VALUES (%s, %s, %s)",
                [(place, " ".join(document.head), " ".join(document.body)) for place, document in rows],
            )

    def forget(self, kind: Kind, objects: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            # The number stays taken: the tokens of the old entry are still under it.
            cursor.executemany(
                f"UPDATE {self.entries(kind)} SET object = NULL, seen_by = NULL WHERE object = %s",
                [[pk] for pk in objects],
            )

    def source(self, kind: Kind, text: Expression | None, by_place: bool = True, first: int = 0) -> Source:
        table, entries = self.table(kind), self.entries(kind)
        if text is None:  # a sum has no order: SQLite does not walk through all entries by their numbers
            return Source(f"{entries} m", "m.object IS NOT NULL", [], "m.id" if by_place else "m.id + 0")
        match, negative = compiled(text)
        if negative:
            return Source(f"{entries} m", *self.holding(kind, text), "m.id" if by_place else "m.id + 0")
        # CROSS: SQLite begins with the matches, in their order, and looks up the rest for each.
        tables = f"{table} t CROSS JOIN {entries} m ON m.id = t.rowid"
        return Source(tables, f"{table} MATCH %s AND m.object IS NOT NULL", [match], "t.rowid")

    def holding(self, kind: Kind, text: Expression) -> tuple[str, list[Any]]:
        match, negative = compiled(text)
        table = self.table(kind)
        found = f"m.id {'NOT ' if negative else ''}IN (SELECT rowid FROM {table} WHERE {table} MATCH %s)"
        return f"(m.object IS NOT NULL AND {found})", [match]

    @contextmanager
    def budget(self, seconds: float) -> Iterator[None]:
        connection.ensure_connection()
        database, end = connection.connection, time.monotonic() + seconds
        database.set_progress_handler(lambda: time.monotonic() > end, STEPS)
        try:
            yield
        finally:
            database.set_progress_handler(None, STEPS)

    def among(self, column: str, numbers: list[int]) -> tuple[str, Any]:
        return f"{column} IN (SELECT value FROM json_each(%s))", json.dumps(numbers)

    def _places(self, kind: Kind, days: list[date | None]) -> Iterator[int]:
        """Yield the next free number of each day, or of the first day after it that is not full."""
        last: dict[int, int] = {}
        with connection.cursor() as cursor:
            for day in days:
                first = max(_number(day) or 0, 1) * A_DAY if day else 0
                while True:
                    if first not in last:
                        within = f"{self.entries(kind)} WHERE id >= %s AND id < %s"
                        cursor.execute(f"SELECT max(id) FROM {within}", [first, first + A_DAY])
                        found = cursor.fetchone()[0]
                        last[first] = first - 1 if found is None else found
                    if last[first] + 1 < first + A_DAY:
                        break
                    first += A_DAY
                last[first] += 1
                yield last[first]


def _number(day: date | None) -> int | None:
    return (day - EPOCH).days if day else None


def compiled(node: Expression) -> tuple[str, bool]:
    """Return an FTS5 query, and whether what it finds is what must not be found: FTS5 has no plain NOT."""
    match node:
        case Sequence(tokens, prefix, in_head):
            quoted = '"{}"'.format(" ".join(tokens))
            return f"{'{head} : ' if in_head else ''}{quoted}{' *' if prefix else ''}", False
        case Never(inner):
            query, negative = compiled(inner)
            return query, not negative
        case Every(nodes):
            wanted, unwanted = _sorted(nodes)
            return (_without(wanted, " AND ", unwanted), False) if wanted else (_joined(unwanted, " OR "), True)
        case Either(nodes):
            wanted, unwanted = _sorted(nodes)
            return (_without(unwanted, " AND ", wanted), True) if unwanted else (_joined(wanted, " OR "), False)
    raise TypeError(f"{node!r} is not for the index.")


def _sorted(nodes: tuple[Expression, ...]) -> tuple[list[str], list[str]]:
    sides: tuple[list[str], list[str]] = ([], [])
    for node in nodes:
        query, negative = compiled(node)
        sides[negative].append(query)
    return sides


def _joined(queries: list[str], operator: str) -> str:
    return queries[0] if len(queries) == 1 else f"({operator.join(queries)})"


def _without(queries: list[str], operator: str, unwanted: list[str]) -> str:
    query = _joined(queries, operator)
    return f"({query} NOT {_joined(unwanted, ' OR ')})" if unwanted else query
