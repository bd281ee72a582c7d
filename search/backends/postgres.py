"""The index in PostgreSQL's full text: a GIN index over vectors made of our own tokens.

The vectors carry no positions: PostgreSQL keeps at most 256 for a word and none beyond 16,383, and long articles have
more of both. The vectors find the documents that have all tokens of a phrase; whether they stand in a row is
then looked up in the tokens themselves, which are kept beside. Tokens of the head begin with a mark.
"""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from search.backends.base import EPOCH, Document, Index, Kind, Source
from search.expression import Either, Every, Expression, Never, Sequence
from search.tokens import BOUNDARY

HEAD = "^"
MOST_BYTES = 900_000  # of the different tokens of a document; PostgreSQL takes a mebibyte
VECTOR = "array_to_tsvector(string_to_array(m.tokens, ' '))"


class PostgresIndex(Index):
    _end = 0.0  # of the budget

    def create(self) -> None:
        self.drop()
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE SEQUENCE {self.table('place')}")
            for kind in Kind:
                table = self.table(kind)
                cursor.execute(f"CREATE TABLE {table} (id bigint PRIMARY KEY, object bigint UNIQUE, tokens text)")
                vector = VECTOR.replace("m.tokens", "tokens")
                # Without the pending list: what it saves a writer, every reader would pay.
                cursor.execute(f"CREATE INDEX ON {table} USING gin ({vector}) WITH (fastupdate = off)")
            cursor.execute(
                f"CREATE TABLE {self.table('word')} "
                '(stem text COLLATE "C", word text COLLATE "C", PRIMARY KEY (stem, word))'
            )

    def drop(self) -> None:
        with connection.cursor() as cursor:
            for name in (*Kind, "word"):
                cursor.execute(f"DROP TABLE IF EXISTS {self.table(name)}")
            cursor.execute(f"DROP SEQUENCE IF EXISTS {self.table('place')}")

    def entries(self, kind: Kind) -> str:
        return self.table(kind)

    def add(self, kind: Kind, documents: list[Document]) -> None:
        rows: list[list[Any]] = [
            [((document.day - EPOCH).days if document.day else 0) << 40, document.object, _tokens(document)]
            for document in documents
        ]
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.table(kind)} (id, object, tokens) "
                f"VALUES (%s + nextval('{self.table('place')}'), %s, %s) ON CONFLICT DO NOTHING",
                rows,
            )

    def forget(self, kind: Kind, objects: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table(kind)} WHERE object = ANY(%s)", [list(objects)])

    def source(self, kind: Kind, text: Expression | None) -> Source:
        if text is None:
            return Source(f"{self.table(kind)} m", "TRUE", [], "m.id", "JOIN")
        condition, params = _compiled(text).sql()
        return Source(f"{self.table(kind)} m", condition, params, "m.id", "JOIN")

    @contextmanager
    def budget(self, seconds: float) -> Iterator[None]:
        self._end = time.monotonic() + seconds
        with transaction.atomic(), connection.cursor() as cursor:
            self.mind_budget()
            yield
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")

    def mind_budget(self) -> None:
        left = max(1, round((self._end - time.monotonic()) * 1000))
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(left)])

    def numbers(self, numbers: list[int]) -> RawSQL:
        return RawSQL("SELECT unnest(%s::bigint[])", [numbers])


@dataclass
class _Compiled:
    """A tsquery, and a filter for what it cannot tell: both must hold. Each may be empty."""

    query: str = ""
    filter: str = ""
    params: list[Any] = field(default_factory=list)

    def sql(self) -> tuple[str, list[Any]]:
        conditions = [f"{VECTOR} @@ %s::tsquery"] if self.query else []
        conditions += [self.filter] if self.filter else []
        return " AND ".join(conditions), [*([self.query] if self.query else []), *self.params]


def _compiled(node: Expression) -> _Compiled:
    match node:
        case Sequence(tokens, prefix, in_head):
            if in_head:
                return _row(tokens, prefix, HEAD)
            return _either([_row(tokens, prefix, HEAD), _row(tokens, prefix, "")])
        case Never(inner):
            found = _compiled(inner)
            if not found.filter:
                return _Compiled(f"!({found.query})")
            condition, params = found.sql()
            return _Compiled("", f"NOT ({condition})", params)
        case Every(nodes):
            found_in = list(map(_compiled, nodes))
            return _Compiled(
                " & ".join(f"({found.query})" for found in found_in if found.query),
                " AND ".join(found.filter for found in found_in if found.filter),
                [param for found in found_in for param in found.params],
            )
        case Either(nodes):
            return _either(list(map(_compiled, nodes)))
    raise TypeError(f"{node!r} is not for the index.")


def _either(found_in: list[_Compiled]) -> _Compiled:
    """Join by or. The tsquery then only narrows down where one of them needs its filter."""
    queries = [f"({found.query})" for found in found_in if found.query]
    query = " | ".join(queries) if len(queries) == len(found_in) else ""
    if not any(found.filter for found in found_in):
        return _Compiled(query)
    conditions, params = zip(*(found.sql() for found in found_in), strict=True)
    return _Compiled(
        query,
        "({})".format(" OR ".join(f"({condition})" for condition in conditions)),
        [param for some in params for param in some],
    )


def _row(tokens: tuple[str, ...], prefix: bool, mark: str) -> _Compiled:
    marked = [f"{mark}{token}" for token in tokens]
    lexemes = ["'{}'".format(token.replace("\\", "\\\\").replace("'", "''")) for token in marked]
    query = " & ".join([*lexemes[:-1], f"{lexemes[-1]}:*" if prefix else lexemes[-1]])
    if len(tokens) == 1:
        return _Compiled(query)
    return _Compiled(
        query, "position(%s in ' ' || m.tokens || ' ') > 0", [f" {' '.join(marked)}{'' if prefix else ' '}"]
    )


def _tokens(document: Document) -> str:
    """Return what is kept of a document, within what PostgreSQL takes."""
    tokens = [*(f"{HEAD}{token}" for token in document.head), BOUNDARY, *document.body]
    room, seen = MOST_BYTES, set[str]()
    for at, token in enumerate(tokens):
        if token not in seen:
            seen.add(token)
            room -= len(token.encode()) + 2
            if room < 0:
                return " ".join(tokens[:at])
    return " ".join(tokens)
