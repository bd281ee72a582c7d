"""What is left of search without an index: the headlines, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from articles.models import Article
from search.backends import Group
from search.hits import hits
from search.language import Query
from search.snippets import Marker, wanted
from search.tokens import tokens_of

if TYPE_CHECKING:
    from search.results import Found

MOST = 20


def scan_headlines(query: Query, person: AbstractBaseUser | AnonymousUser, groups: dict[Group, Found]) -> None:
    """Find the newest articles whose headline has a beginning of every word of the query."""
    for found in groups.values():
        found.keys, found.count, found.hits, found.facets = [], 0, [], {}
    if query.tree is None or Group.ARTICLES not in groups:
        return
    words = [token for part in wanted(query.tree) for token in tokens_of(part.text)]
    found = groups[Group.ARTICLES]
    for key, headline in Article.objects.visible_to(person).newest_first().values_list("pk", "headline").iterator():
        tokens = tokens_of(headline)
        if words and all(any(token.startswith(word) for token in tokens) for word in words):
            found.keys.append(key)
            if len(found.keys) == MOST:
                break
    found.count = len(found.keys)
    [found.hits] = hits({Group.ARTICLES: found.keys}, person, Marker(query.tree, lambda word: []))
