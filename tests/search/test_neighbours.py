"""PostgreSQL's index knows which tokens of an article are neighbours; SQLite's knows all places."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from search.backends import Group
from search.backends.vectors import pair
from search.finding import find

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL alone needs them."),
]
words = st.text(st.characters(categories=["L", "N", "S"]), min_size=1, max_size=5)


def lexemes(words: list[str]) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tsvector_to_array(search_vector_with_pairs(%s))", [f" {' '.join(words)} "])
        return set(cursor.fetchone()[0])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(words, min_size=1, max_size=8))
def test_the_database_makes_of_neighbours_what_we_look_for(words: list[str]) -> None:
    assert lexemes(words) == {*words, *(pair(*two) for two in pairwise(words))}


def test_a_phrase_is_looked_for_where_its_words_are_neighbours(publish: Callable[..., Article], reader: User) -> None:
    together = publish("<p>The spinning mill stood empty.</p>")
    publish("<p>The mill was spinning.</p>")
    in_headline = publish("<p>Nothing.</p>", headline="A spinning mill")

    found = find('"spinning mill"', reader, group=Group.ARTICLES).groups[Group.ARTICLES]

    assert [hit.object for hit in found.hits] == [in_headline, together]
    assert "search_vector_with_pairs" in _plan(f"'spinning' & 'mill' & '{pair('spinning', 'mill')}'")


def _plan(query: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(
            "EXPLAIN SELECT 1 FROM search_article_b m WHERE search_vector_with_pairs(m.tokens) @@ %s::tsquery", [query]
        )
        return "\n".join(row[0] for row in cursor)
