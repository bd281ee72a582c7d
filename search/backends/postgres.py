"""The index in PostgreSQL's full text: a GIN index over vectors made of our own tokens.

The vectors carry no positions: PostgreSQL keeps at most 256 for a word and none beyond 16,383, and long articles have
more of both. The vectors find the documents that have all tokens of a phrase; whether they stand in a row is
then looked up in the tokens themselves, which are kept beside. Tokens of the head begin with a mark.
"""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

from django.db import connection, transaction

from search.backends.base import EPOCH, Index, Source
from search.backends.facts import Dialect
from search.backends.kinds import Document, Kind
from search.backends.tsquery import compiled
from search.backends.vectors import FUNCTIONS, has_pairs, kept, vector
from search.expression import Expression

COMMON = 10_000  # matches: where there are fewer, all of them are fetched and sorted
# The newest quarter of the entries and so on have indexes of their own, where common words are looked for first.
PARTS = (64, 16, 4)
LEAST = 2000  # entries that are worth an index of their own
WALK = 1 / 50  # of the entries: the tokens of so many annotations are sooner looked through than the index asked


class PostgresIndex(Index):
    dialect = Dialect(
        moment="timestamptz",
        never="'-infinity'::timestamptz",
        always="'infinity'::timestamptz",
        joined="string_agg(tag_id::text, ' ')",
    )
    _end = 0.0  # of the budget

    def __init__(self, slot: str) -> None:
        super().__init__(slot)
        self._matches: dict[str, int] = {}

    def create(self) -> None:
        self.drop()
        with connection.cursor() as cursor:
            for function in FUNCTIONS:
                cursor.execute(function)
            cursor.execute(f"CREATE SEQUENCE {self.table('place')}")
            cursor.execute("SELECT 'lz4' = ANY(enumvals) FROM pg_settings WHERE name = 'default_toast_compression'")
            has_lz4 = (True,) in cursor.fetchall()
            for kind in Kind:
                table = self.table(kind)
                cursor.execute(
                    f"CREATE TABLE {table} (id bigint PRIMARY KEY, object bigint UNIQUE, day integer, "
                    f"{self.dialect.columns}, tokens text)"
                )
                if has_lz4:  # to see whether a phrase stands there is twice as fast
                    cursor.execute(f"ALTER TABLE {table} ALTER COLUMN tokens SET COMPRESSION lz4")
                if kind is Kind.ARTICLE:  # long texts lie apart, so that thousands of entries are on few pages
                    cursor.execute(f"ALTER TABLE {table} SET (toast_tuple_target = 128)")
            cursor.execute(
                f'CREATE TABLE {self.table("word")} (stem text COLLATE "C" NOT NULL, word text COLLATE "C" NOT NULL)'
            )
            # Not unique: nobody is to wait for somebody who has just written the same word. It may then stand twice.
            cursor.execute(f"CREATE INDEX ON {self.table('word')} (stem, word)")
        self.make_ways()
        self.follow()

    def drop(self) -> None:
        self.unfollow()
        with connection.cursor() as cursor:
            for name in (*Kind, "word"):
                cursor.execute(f"DROP TABLE IF EXISTS {self.table(name)}")
            cursor.execute(f"DROP SEQUENCE IF EXISTS {self.table('place')}")

    def follow(self) -> None:
        self.unfollow()
        with connection.cursor() as cursor:
            for follower in self.facts.followers():
                name = self.follower(follower)
                held = f"PERFORM * FROM ({follower.annotations} ORDER BY id FOR NO KEY UPDATE) held;"
                cursor.execute(
                    f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
                    f"$$ BEGIN {held if follower.annotations else ''} {follower.statement}; RETURN NULL; END $$"
                )
                cursor.execute(
                    f"CREATE TRIGGER {name} {follower.moment} FOR EACH ROW "
                    f"{follower.condition('IS DISTINCT FROM')} EXECUTE FUNCTION {name}()"
                )

    def unfollow(self) -> None:
        with connection.cursor() as cursor:
            for follower in self.facts.followers():
                cursor.execute(f"DROP FUNCTION IF EXISTS {self.follower(follower)}() CASCADE")

    def entries(self, kind: Kind) -> str:
        return self.table(kind)

    def guarded(self) -> AbstractContextManager[Any]:
        return transaction.atomic()

    def add(self, kind: Kind, documents: list[Document]) -> None:
        table, (facts, tables) = self.table(kind), self.facts.of(kind)
        days = [(document.day - EPOCH).days if document.day else None for document in documents]
        rows: list[list[Any]] = [
            [(day or 0) << 40, day, kept(document), document.object]
            for day, document in zip(days, documents, strict=True)
        ]
        # An entry that is there keeps its other facts: they may be changing in another transaction right now.
        changed = ", ".join(f"{name} = EXCLUDED.{name}" for name in ("day", "tokens", "has_note"))
        place = f"CASE WHEN {table}.day IS DISTINCT FROM EXCLUDED.day THEN EXCLUDED.id ELSE {table}.id END"
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {table} (id, day, tokens, object, {', '.join(facts)}) "
                f"SELECT %s + nextval('{self.table('place')}'), %s, %s, o.id, {', '.join(facts.values())} "
                f"FROM {tables} WHERE o.id = %s ON CONFLICT (object) DO UPDATE SET id = {place}, {changed}",
                rows,
            )

    def learn(self, stems: Iterable[tuple[str, str]]) -> None:
        pairs = set(stems)
        known = f"SELECT 1 FROM {self.table('word')} w WHERE w.stem = n.stem AND w.word = n.word"
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {self.table('word')} (stem, word) "
                f"SELECT * FROM unnest(%s::text[], %s::text[]) n (stem, word) WHERE NOT EXISTS ({known})",
                [[stem for stem, _ in pairs], [word for _, word in pairs]],
            )

    def settle(self) -> None:
        # An index of rows that are there already is smaller, and many times as fast to make. Others write meanwhile.
        concurrently = "" if connection.in_atomic_block else "CONCURRENTLY"
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('maintenance_work_mem', '256MB', false)")
            for kind in Kind:
                # Without the pending list: what it saves a writer, every reader would pay.
                table, vectors = self.table(kind), vector(kind).replace("m.tokens", "tokens")
                cursor.execute(f"CREATE INDEX {concurrently} ON {table} USING gin ({vectors}) WITH (fastupdate = off)")
                cursor.execute(f"SELECT count(*) FROM {table}")
                size = cursor.fetchone()[0]
                for part in PARTS:
                    if size // part < LEAST:
                        continue
                    cursor.execute(f"SELECT id FROM {table} ORDER BY id DESC OFFSET %s LIMIT 1", [size // part])
                    place = cursor.fetchone()[0]
                    cursor.execute(
                        f"CREATE INDEX {concurrently} {table}_{part}_{place} ON {table} USING gin ({vectors}) "
                        f"WITH (fastupdate = off) WHERE id > {place}"
                    )
                cursor.execute(f"ANALYZE {table}")
            cursor.execute("RESET maintenance_work_mem")

    def forget(self, kind: Kind, objects: Iterable[int]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {self.table(kind)} WHERE object = ANY(%s)", [list(objects)])

    def source(self, kind: Kind, text: Expression | None, by_place: bool = True, first: int = 0) -> Source:
        # A sum has no index: the planner cannot but begin with the matches, and never walks through all documents
        # from the newest on in the hope of meeting some.
        if text is None:
            return Source(f"{self.table(kind)} m", "TRUE", [], "m.id" if by_place else "(m.id + 0)")
        tables, condition, params = f"{self.table(kind)} m", *self.holding(kind, text)
        matches = self._expected(kind, text) if first else 0
        if matches < COMMON:
            return Source(tables, condition, params, "(m.id + 0)")
        share = 2 * first / max(1, matches)  # of all entries, the newest, where so many should be
        if kind is Kind.ANNOTATION and share < WALK:
            exact = compiled(text).exact
            return Source(tables, exact.text, list(exact.params), "m.id")
        return Source(tables, condition, params, "(m.id + 0)", near=self._newest(kind, share))

    def comes_sorted(self, kind: Kind, text: Expression) -> bool:
        return self._expected(kind, text) >= COMMON

    def _expected(self, kind: Kind, text: Expression) -> int:
        """Return how many entries the planner expects to match."""
        condition, params = self.holding(kind, text)
        asked = f"{kind} {condition} {params}"
        if asked not in self._matches:
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN (FORMAT JSON) SELECT 1 FROM {self.table(kind)} m WHERE {condition}", params)
                self._matches[asked] = int(cursor.fetchone()[0][0]["Plan"]["Plan Rows"])
        return self._matches[asked]

    def _newest(self, kind: Kind, share: float) -> str:
        """Return the condition that an entry is in the smallest of PARTS that is so great a share of them, or ""."""
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT substring(c.relname FROM '_([0-9]+_[0-9]+)$') FROM pg_index i JOIN pg_class c "
                "ON c.oid = i.indexrelid WHERE i.indrelid = %s::regclass AND i.indpred IS NOT NULL AND i.indisvalid",
                [self.table(kind)],
            )
            parts = [row[0].split("_") for row in cursor if row[0]]
        places = {int(part): place for part, place in parts if share <= 1 / int(part)}
        return f"(m.id > {places[max(places)]})" if places else ""

    def holding(self, kind: Kind, text: Expression) -> tuple[str, list[Any]]:
        return compiled(text, has_pairs(kind)).sql(vector(kind))

    @contextmanager
    def budget(self, seconds: float) -> Iterator[None]:
        self._end = time.monotonic() + seconds
        with transaction.atomic(), connection.cursor() as cursor:
            # To gather workers or compile code takes longer than all that a search does (measured: 40 ms of 41).
            cursor.execute(
                "SELECT set_config('max_parallel_workers_per_gather', '0', true), set_config('jit', 'off', true)"
            )
            self.mind_budget()
            yield
            cursor.execute("SELECT set_config('statement_timeout', '0', true)")

    def mind_budget(self) -> None:
        left = max(1, round((self._end - time.monotonic()) * 1000))
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [str(left)])

    def among(self, column: str, numbers: list[int]) -> tuple[str, Any]:
        return f"{column} = ANY(%s::bigint[])", numbers
