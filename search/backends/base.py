"""What every store of the index can do."""

# ruff: noqa: S608 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from search.backends.facts import WAYS, Dialect, Facts, Follower
from search.backends.kinds import Document, Kind
from search.expression import Expression

EPOCH = date(1900, 1, 1)


@dataclass(frozen=True)
class Source:
    """A piece of SQL after FROM that gives the entries that match, as `m`. Greater places are of later days.

    `near`: a condition that probably holds for the first that are wanted, by which they are met sooner.
    """

    tables: str
    condition: str
    params: list[Any]
    place: str
    near: str = ""


class Index(ABC):
    """A copy of the index: for each object an entry with its words, its day and its facts."""

    dialect: Dialect

    def __init__(self, slot: str) -> None:
        self.slot = slot
        self.facts = Facts(self.dialect, self.entries(Kind.ARTICLE), self.entries(Kind.ANNOTATION))

    def table(self, name: str) -> str:
        """Return the name of a table of this copy."""
        return f"search_{name}_{self.slot}"

    def follower(self, follower: Follower) -> str:
        """Return the name of a trigger of this copy."""
        return self.table(f"follows_{follower.name}")

    @abstractmethod
    def create(self) -> None:
        """Make the tables anew, empty, and follow the live ones."""

    def make_ways(self) -> None:
        """Index the entries of annotations by what is asked for without words."""
        with connection.cursor() as cursor:
            for name, columns in WAYS.items():
                cursor.execute(f"CREATE INDEX {self.table(f'to_{name}')} ON {self.entries(Kind.ANNOTATION)} {columns}")

    @abstractmethod
    def drop(self) -> None:
        """Remove the tables."""

    @abstractmethod
    def follow(self) -> None:
        """Let the facts follow the live tables from now on."""

    @abstractmethod
    def unfollow(self) -> None:
        """Stop following; until the facts were refreshed nothing may be searched."""

    def refresh(self) -> None:
        """Take all facts from the live tables again."""
        with connection.cursor() as cursor:
            for kind in Kind:
                facts, tables = self.facts.of(kind)
                entries = self.entries(kind)
                live = f"SELECT 1 FROM {tables} WHERE o.id = {entries}.object"
                cursor.execute(f"SELECT object FROM {entries} WHERE object IS NOT NULL AND NOT EXISTS ({live})")
                self.forget(kind, [row[0] for row in cursor.fetchall()])
                values = f"SELECT {', '.join(facts.values())} FROM {tables} WHERE o.id = {entries}.object"
                cursor.execute(f"UPDATE {entries} SET ({', '.join(facts)}) = ({values}) WHERE object IS NOT NULL")

    def guarded(self) -> AbstractContextManager[Any]:
        """Keep the transaction usable where a statement inside fails. SQLite does so by itself."""
        return nullcontext()

    @abstractmethod
    def add(self, kind: Kind, documents: list[Document]) -> None:
        """Index documents, each in place of what its object had."""

    def settle(self) -> None:  # noqa: B027 needs nothing of the kind
        """Do what is best done once all is in the index, before it is searched."""

    @abstractmethod
    def source(self, kind: Kind, text: Expression | None, by_place: bool = True, first: int = 0) -> Source:
        """Return where the entries that match come from; all entries for None.

        `by_place`: where there is no text, the best way is by their places. `first`: only so many are wanted, the
        latest.
        """

    def comes_sorted(self, kind: Kind, text: Expression) -> bool:
        """Whether the latest matches are met first, so that the first few cost less than all."""
        return True

    @abstractmethod
    def holding(self, kind: Kind, text: Expression) -> tuple[str, list[Any]]:
        """Return the condition that the entry `m` matches, where it is one among others."""

    @abstractmethod
    def budget(self, seconds: float) -> AbstractContextManager[None]:
        """Let every statement inside that goes on after so many seconds fail with an OperationalError."""

    def mind_budget(self) -> None:  # noqa: B027, SQLite minds it all the time
        """Make sure, before a statement inside a budget, that it has only what is left of it."""

    @abstractmethod
    def among(self, column: str, numbers: list[int]) -> tuple[str, Any]:
        """Return the condition that a column is one of these numbers, however many, and its one parameter."""

    @abstractmethod
    def forget(self, kind: Kind, objects: Iterable[int]) -> None:
        """Let what these objects are found by belong to nothing."""

    def known(self, kind: Kind, objects: list[int]) -> set[int]:
        """Return which of the objects have an entry."""
        with connection.cursor() as cursor:
            condition, param = self.among("object", objects)
            cursor.execute(f"SELECT object FROM {self.entries(kind)} WHERE {condition}", [param])
            return {row[0] for row in cursor}

    def entries(self, kind: Kind) -> str:
        """Return the name of the table that tells which object an entry is of."""
        return self.table(f"{kind}_entry")

    def learn(self, stems: Iterable[tuple[str, str]]) -> None:
        """Note words with the keys of their stems; with the key "" that there is such a word."""
        with connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {self.table('word')} (stem, word) VALUES (%s, %s) ON CONFLICT DO NOTHING", list(stems)
            )

    def forms(self, stems: list[str]) -> list[str]:
        """Return the words that have one of these stems."""
        marks = ", ".join(["%s"] * len(stems))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT DISTINCT word FROM {self.table('word')} WHERE stem IN ({marks})", stems)
            return [row[0] for row in cursor]

    def languages(self) -> list[str]:
        """Return the languages of which there are stems: the part of the keys before the colon."""
        sql = f"""WITH RECURSIVE l(stem) AS (
            SELECT min(stem) FROM {self.table("word")} WHERE stem > ''
            UNION ALL
            SELECT (SELECT min(stem) FROM {self.table("word")} WHERE stem > substr(l.stem, 1, 2) || ';')
            FROM l WHERE l.stem IS NOT NULL)
            SELECT substr(stem, 1, 2) FROM l WHERE stem IS NOT NULL"""
        with connection.cursor() as cursor:
            cursor.execute(sql)
            return [row[0] for row in cursor]

    def words_from(self, first: str, last: str, most: int) -> list[str]:
        """Return up to `most` words of the index between these two, each once, in their order."""
        words = f"{self.table('word')} WHERE stem = '' AND word >= %s AND word < %s"
        sql = f"SELECT DISTINCT word FROM {words} ORDER BY word LIMIT %s"
        with connection.cursor() as cursor:
            cursor.execute(sql, [first, last, most])
            return [row[0] for row in cursor]
