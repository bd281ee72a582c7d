"""Whatever is asked, the index answers what a plain scan of all texts answers."""

import uuid
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.models import Annotation
from articles.models import Article
from search.backends import Group, Index
from search.finding import find
from search.language import And, Field, Kind, Node, Not, Or, Query, Words, read, write
from tests.search.scan import Scan

WORDS = [
    "cotton", "labour", "labours", "labouring", "forced", "café", "mill", "2021", "state-owned", "covid疫情", "强迫",
    "劳动", "强迫劳动", "动", "장갑", "노동자는", "ガス", "งาน", "работа", "работы", "العمل", "عمل",
]  # fmt: skip

words = st.builds(
    Words, st.sampled_from(WORDS), st.sampled_from([Kind.WORD, Kind.WORD, Kind.PHRASE, Kind.PREFIX])
) | st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda some: Words(" ".join(some), Kind.PHRASE))
fields = st.sampled_from([
    Field("outlet", "Reuters"), Field("outlet", "新华"), Field("lang", "en"), Field("lang", "zh"), Field("on", "2022"),
])  # fmt: skip
leaves = words | words | fields
trees = st.recursive(
    leaves,
    lambda inner: (
        st.lists(inner, min_size=2, max_size=3).map(lambda nodes: And(tuple(nodes)))
        | st.lists(inner, min_size=2, max_size=3).map(lambda nodes: Or(tuple(nodes)))
        | inner.map(Not)
    ),
    max_leaves=6,
)

ARTICLES = [
    ("Cotton mill", "Forced labour at the mill. Café of 2021.", "en", "Reuters", date(2022, 1, 1)),
    ("强迫劳动", "劳动强迫。COVID疫情期间，强迫工人劳动。", "zh", "新华社", date(2021, 1, 1)),
    ("Labours", "State-owned mills; state labouring forced cotton", "en", "", None),
    ("Работы", "Работа и труд. labour ガス", "ru", "Reuters", date(2022, 6, 1)),
    ("العمل", "عَمَل والعمل. งานแรงงาน", "ar", "", date(2020, 1, 1)),
    ("노동자", "노동자는 장갑을 cotton", "ko", "Reuters", None),
    ("Withdrawn cotton", "Forced labour 强迫劳动 العمل", "en", "Reuters", date(2022, 1, 1)),
]
MARKS = [
    ("Forced labour", "cotton 强迫", "everyone"),
    ("Forced labour at the mill", "", "everyone"),
    ("Café", "labouring; forced", "private"),
    ("强迫", "劳动 mill", "everyone"),
    ("labour", "العمل", "private"),
    ("장갑", "노동", "everyone"),
]


@pytest.fixture
def scan(publish: Callable[..., Article], reader: User, other_reader: User) -> Scan:
    articles = [
        publish(f"<p>{text}</p>", headline=headline, language=language, outlet=outlet, published_on=day)
        for headline, text, language, outlet, day in ARTICLES
    ]
    articles[-1].withdraw()
    for number, (quote, note, visibility) in enumerate(MARKS):
        article = next(article for article in articles if article.current and quote in article.current.text)
        assert article.current
        start = article.current.text.index(quote)
        Annotation.post(
            author=(reader, other_reader)[number % 2],
            revision=article.current,
            key=uuid.uuid4(),
            themes=[],
            start=start,
            end=start + len(quote),
            note=note,
            visibility=visibility,
        )
    return Scan(reader)


@settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees)
def test_the_index_finds_what_a_scan_finds(tree: Node, scan: Scan) -> None:
    query = read(write(tree))
    if query.tree is None:
        return
    assert _found(query, scan, Group.ARTICLES) == scan.find_articles(query.tree)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees)
def test_annotations_too(tree: Node, scan: Scan) -> None:
    query = read(write(tree))
    if query.tree is None:
        return
    assert _found(query, scan, Group.PASSAGES) == scan.find_passages(query.tree)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees)
def test_notes_are_what_the_quote_alone_does_not_say(tree: Node, scan: Scan) -> None:
    query = read(write(tree))
    if query.tree is None:
        return
    assert _found(query, scan, Group.NOTES) == scan.find_notes(query.tree)


def _found(query: Query, scan: Scan, group: Group) -> set[int]:
    results = find(query, scan.person, group=group)
    assert not results.is_degraded
    assert not results.is_partial
    found = results.groups[group]
    newest = find(query, scan.person, group=group, sort="newest").groups[group]
    assert {hit.object.pk for hit in newest.hits} == {hit.object.pk for hit in found.hits}
    assert found.count == len(found.hits)
    return {hit.object.pk for hit in found.hits}


@pytest.mark.parametrize("walk", [0, 2])
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite always goes through matches in their order.")
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tree=trees)
def test_common_words_are_met_on_the_way(tree: Node, scan: Scan, monkeypatch: pytest.MonkeyPatch, walk: int) -> None:
    """PostgreSQL looks among the newest first, or at one entry after the other, where it expects many matches."""
    monkeypatch.setattr("search.backends.postgres.COMMON", 0)
    monkeypatch.setattr("search.backends.postgres.WALK", walk)
    monkeypatch.setattr("search.backends.postgres.PostgresIndex._newest", _in_the_middle)
    query = read(write(tree))
    if query.tree is None:
        return
    assert _found(query, scan, Group.ARTICLES) == scan.find_articles(query.tree)
    assert _found(query, scan, Group.NOTES) == scan.find_notes(query.tree)


def _in_the_middle(self: Index, kind: str, share: float) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY id) FROM {self.table(kind)}")
        return f"(m.id > {cursor.fetchone()[0] or 0:d})"
