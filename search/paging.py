"""Fills a page of one group: how many there are, which they are, and what facets count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from search import facets
from search.backends import Group
from search.looking import Look
from search.results import Found

MOST = 10_000  # what is counted exactly; more is "over 10,000"
FEW = 2000  # of those over 10,000, the newest, are what facets count


def fill(look: Look, found: Found, page: int, sort: str, size: int) -> None:
    """Count, gather facets, and find the keys of a page."""
    rows = _rows(look, found, size)
    if found.group is not Group.THEMES:
        found.counts = facets.counted(rows)
    found.page = max(1, min(page, found.pages))
    first, last = (found.page - 1) * size, found.page * size
    if not rows:
        return
    newest = None if found.is_over and len(rows) < last else [row[0] for row in rows[:last]]
    if sort == "best":
        found.keys = look.best(last, newest)[first:]
    elif sort == "oldest" or newest is None:
        found.keys = look.keys(last, oldest=sort == "oldest")[first:]
    else:
        found.keys = newest[first:]


def _rows(look: Look, found: Found, size: int) -> list[tuple[Any, ...]]:
    """Count the matches, and return what facets are counted from: all of them, or the newest where there are too many.

    What is found before the time is up is counted and shown in any case.
    """
    rows: list[tuple[Any, ...]] = []

    def gather(some: Iterator[list[tuple[Any, ...]]]) -> None:
        for few in some:
            rows.extend(few)
            found.count, found.keys = max(found.count, len(rows)), [row[0] for row in rows[:size]]

    few = MOST + 1 if look.costs_the_same else FEW
    gather(look.rows(few))
    if len(rows) == few:
        count = few if look.costs_the_same else look.count(MOST + 1)
        found.count, found.is_over = min(count, MOST), count > MOST
        if not found.is_over:
            gather(look.rows(MOST, beyond=few))
    return rows[:FEW] if found.is_over else rows
