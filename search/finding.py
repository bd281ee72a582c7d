"""The public face: what somebody may see of what she looks for."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import DatabaseError, OperationalError, transaction
from django.db.models import QuerySet

from articles.models import Article
from search.backends import Group, index
from search.correcting import did_you_mean
from search.facets import named
from search.fallback import scan_headlines
from search.hits import hits
from search.language import And, Node, Query, Words, read
from search.language import Kind as How
from search.looking import Look
from search.models import IndexState
from search.paging import MOST, fill
from search.resolving import Resolver
from search.results import PAGE, Found, Results
from search.snippets import Marker
from search.tokens import is_unspaced

logger = logging.getLogger(__name__)

SORTS = ("best", "newest", "oldest")
BUDGET = 2.0  # seconds that a query may take
PREVIEW = 5  # hits of each group where all are shown
WHILE_TYPING = 4
SHORTEST = 3  # letters of a beginning, while somebody types

Person = AbstractBaseUser | AnonymousUser


def find(
    text: str | Query,
    person: Person,
    *,
    group: Group | None = None,
    page: int = 1,
    sort: str = "best",
    budget: float = BUDGET,
) -> Results:
    """Find what this person may see: a page of one group, or the first few hits of each, with counts and facets.

    Never raises for what somebody typed: slips are in `Results.query.slips`, and a page beyond the last is the last.
    `sort` is one of SORTS, anything else is "best".
    """
    query = text if isinstance(text, Query) else read(text)
    search = _Search(query, person, budget)
    sort = sort if sort in SORTS else "best"
    page, size = (page, PAGE) if group else (1, PREVIEW)
    return search.run([group] if group else list(Group), lambda look, found: fill(look, found, page, sort, size), sort)


def suggest(text: str, person: Person, *, budget: float = 0.5) -> Results:
    """Find the first few of each group while somebody types: her last word may be but begun. No counts, no facets."""
    query = begun(read(text), text)
    return _Search(query, person, budget).run(list(Group), _preview, "best")


def count_since(text: str, person: Person, moment: datetime) -> tuple[int, bool]:
    """Count what a query finds that came after this moment; the second value tells whether there is more."""

    def count(look: Look, found: Found) -> None:
        found.count = look.count(MOST)

    results = _Search(read(text), person, BUDGET, moment).run(list(Group), count, "newest")
    return results.count, results.count >= MOST


def narrow(rows: QuerySet[Any], text: str, person: Person) -> QuerySet[Any] | None:
    """Return those of the articles or annotations that match, in their order; None where there is nothing to look for,
    or no index to look into. Who may see the rows is the caller's business: this is for the lists of staff."""
    query = read(text)
    if query.tree is None or not (state := IndexState.now()).is_usable:
        return None
    group = Group.ARTICLES if rows.model is Article else Group.PASSAGES
    resolver = Resolver(index(state.slot), person)
    try:
        with transaction.atomic():
            found = rows.filter(pk__in=resolver.objects(resolver.expression(query.tree, group), group.kind))
            found.exists()  # now, while there is another way if the index is damaged
    except DatabaseError as problem:
        IndexState.report(str(problem))
        return None
    return found


def marker(query: Query, person: Person) -> Marker | None:
    """Return what finds the words of a query in a text, in all their forms; None for a query that looks for nothing."""
    if query.tree is None:
        return None
    state = IndexState.now()
    return Marker(query.tree, Resolver(index(state.slot), person).forms if state.is_usable else lambda word: [])


def begun(query: Query, text: str) -> Query:
    """Return the query with its last word taken for a beginning, if somebody is still typing it."""
    if query.tree is None or text != text.rstrip():
        return query
    nodes = query.tree.nodes if isinstance(query.tree, And) else (query.tree,)
    last = nodes[-1]
    if not isinstance(last, Words) or last.kind is not How.WORD or _is_short(last.text):
        return query
    longer = read(f"{last.text}*").tree
    if longer is None:
        return query
    tree: Node = And((*nodes[:-1], longer)) if len(nodes) > 1 else longer
    return replace(query, tree=tree)


def _is_short(word: str) -> bool:
    """Whether so many words begin so that these few results would mean nothing, and take long."""
    return len(word) < SHORTEST and not is_unspaced(word)


class _Search:
    """A query of one person, run against the index in use within a budget of seconds."""

    def __init__(self, query: Query, person: Person, budget: float, since: datetime | None = None) -> None:
        self.query, self.person, self.since = query, person, since
        self.budget, self.end = budget, time.monotonic() + budget

    def run(self, groups: list[Group], gather: Callable[[Look, Found], None], sort: str) -> Results:
        """Gather results of the groups; where the index fails, look through headlines."""
        results = Results(self.query, {group: Found(group) for group in groups}, sort)
        if self.query.tree is None:
            return results
        state = IndexState.now()
        try:
            if not state.is_usable:
                raise DatabaseError("The search index was never built, or by an earlier version.")
            self._gather(results, state.slot, gather)
        except DatabaseError as problem:
            if IndexState.now().slot != state.slot:  # built anew in this very moment
                return self.run(groups, gather, sort)
            logger.exception("The search index cannot be read: run manage.py rebuild_search.")
            IndexState.report(str(problem))
            results.is_degraded = True
            scan_headlines(self.query, self.person, results.groups)
        return results

    def _gather(self, results: Results, slot: str, gather: Callable[[Look, Found], None]) -> None:
        resolver, tree = Resolver(index(slot), self.person), self.query.tree
        if tree is None:
            return
        waiting = list(results.groups.values())
        try:
            with resolver.index.budget(self.budget):
                while waiting:
                    found = waiting[0]
                    only = resolver.conditions.since(found.group.kind, self.since) if self.since else None
                    gather(Look(resolver, found.group, tree, only), found)
                    waiting.pop(0)
                if not results.count and not any(found.keys for found in results.groups.values()):
                    results.suggestion = did_you_mean(tree, resolver)
        except OperationalError:
            if time.monotonic() < self.end - 0.01:
                raise
            for found in waiting:
                found.is_partial = True
        words = Marker(tree, resolver.forms)
        shown = list(results.groups.values())
        some_hits = hits({found.group: found.keys for found in shown}, self.person, words)
        some_facets = named([found.counts for found in shown])
        for found, its_hits, its_facets in zip(shown, some_hits, some_facets, strict=True):
            found.hits, found.facets = its_hits, its_facets


def _preview(look: Look, found: Found) -> None:
    found.keys = look.best(WHILE_TYPING)
