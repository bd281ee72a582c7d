"""The two stores of the index behind one face: SQLite's FTS5 and PostgreSQL's full text."""

from __future__ import annotations

from django.db import connection

from search.backends.base import EPOCH, Index, Source
from search.backends.kinds import Document, Group, Kind

__all__ = ["EPOCH", "Document", "Group", "Index", "Kind", "Source", "index"]


def index(slot: str) -> Index:
    """Return one of the two copies of the index; one is searched while the other may be under construction."""
    if connection.vendor == "postgresql":
        from search.backends.postgres import PostgresIndex

        return PostgresIndex(slot)
    from search.backends.sqlite import SqliteIndex

    return SqliteIndex(slot)
