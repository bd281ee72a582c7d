"""Building the index anew, while the site runs."""

from collections.abc import Callable, Iterable
from threading import Event, Thread
from time import sleep
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from annotations.models import Annotation
from articles.models import Article
from search import documents
from search.backends import Group, Kind, index
from search.finding import find
from search.models import IndexState
from search.upkeep import rebuild

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def library(publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User) -> Article:
    article = publish("<p>Cotton here.</p>", headline="Mills", published_on="2022-01-01")
    publish("<p>Cotton there.</p>", headline="Fields", published_on="2021-01-01")
    annotate(reader, article, "Cotton", note="A note", themes=["Cotton"])
    return article


def found(query: str, person: User) -> list[tuple[str, list[str]]]:
    results = find(query, person)
    assert not results.is_degraded
    return [(group.value, [str(hit.title) for hit in some.hits]) for group, some in results.groups.items()]


def test_it_finds_the_same(library: Article, reader: User, capsys: pytest.CaptureFixture[str]) -> None:
    before, slot = found("cotton", reader), IndexState.now().slot
    call_command("rebuild_search")
    captured = capsys.readouterr()
    assert "The search index is built." in captured.out
    assert "articles" in captured.err
    assert found("cotton", reader) == before
    assert IndexState.now().slot != slot
    assert f"search_article_{slot}" not in connection.introspection.table_names()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite meets the newest first as it is.")
def test_the_newest_have_indexes_of_their_own(
    publish: Callable[..., Article], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.backends.postgres.LEAST", 1)
    articles = [publish(headline=f"Mill {day}", published_on=f"2022-01-{day:02}") for day in range(1, 9)]
    rebuild()
    newest, table = index(IndexState.now().slot)._newest, index(IndexState.now().slot).table(Kind.ARTICLE)
    assert newest(Kind.ARTICLE, 0.5) == newest(Kind.THEME, 0.1) == ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT m.object FROM {table} m WHERE {newest(Kind.ARTICLE, 0.25)} ORDER BY m.id")
        assert [key for (key,) in cursor] == [article.pk for article in articles[-2:]]
    publish(headline="Mill 9", published_on="2022-01-09")
    monkeypatch.setattr("search.backends.postgres.COMMON", 0)
    assert found("mill", reader)[0][1][0] == "Mill 9"


def test_a_damaged_index_is_mended(library: Article, reader: User) -> None:
    before = found("cotton", reader)
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {index(IndexState.now().slot).table('article')}")
    assert find("cotton", reader).is_degraded
    rebuild()
    assert found("cotton", reader) == before
    assert IndexState.now().problem == ""


def test_an_index_of_an_earlier_format_is_not_used(library: Article, reader: User) -> None:
    IndexState.objects.update(format=0)
    assert find("mills", reader).is_degraded
    call_command("migrate", verbosity=0)
    assert not find("mills", reader).is_degraded


def test_what_was_never_built_is_built_with_the_tables(library: Article, reader: User) -> None:
    IndexState.objects.all().delete()
    assert find("mills", reader).is_degraded
    call_command("migrate", verbosity=0)
    assert find("mills", reader).count == 1


def test_changes_meanwhile_are_in_the_new_index(
    library: Article,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    reader: User,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """While the annotations are read, all of the articles are in the new index, and none of the themes."""
    read = documents.of_annotations

    def interfere(keys: Any) -> Any:
        monkeypatch.setitem(documents.READERS, "annotation", read)
        library.headline = "Looms"
        library.save()
        publish(headline="Spindles")
        annotate(reader, library, "here", note="Meanwhile")
        assert found("looms", reader)[0] == ("articles", ["Looms"])
        return read(keys)

    monkeypatch.setitem(documents.READERS, "annotation", interfere)
    rebuild()
    assert find("looms", reader, group=Group.ARTICLES).count == 1
    assert find("mills", reader, group=Group.ARTICLES).count == 0
    assert find("spindles", reader, group=Group.ARTICLES).count == 1
    assert find("meanwhile", reader, group=Group.NOTES).count == 1
    assert find("cotton", reader, group=Group.PASSAGES).count == 1


def test_old_entries_go(library: Article) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL deletes old entries at once.")
    for number in range(3):
        library.headline = f"Mills {number}"
        library.save()
    at = index(IndexState.now().slot)
    assert _entries(at.entries("article")) == 2 + 3
    rebuild()
    assert _entries(index(IndexState.now().slot).entries("article")) == 2


def _entries(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return cursor.fetchone()[0]


def test_who_withdraws_an_article_meanwhile_is_followed(
    library: Article, reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The withdrawal is under way, and not yet to be seen, while the annotations are read."""
    if connection.vendor == "sqlite":
        pytest.skip("SQLite lets nobody else write meanwhile.")
    read, is_under_way = documents.of_annotations, Event()

    def withdraw() -> None:
        with transaction.atomic():
            Article.objects.get(pk=library.pk).withdraw()
            is_under_way.set()
            sleep(1)
        connection.close()

    withdrawal = Thread(target=withdraw)

    def reading(keys: Iterable[int]) -> Any:
        withdrawal.start()
        is_under_way.wait(1)
        return read(keys)

    monkeypatch.setitem(documents.READERS, Kind.ANNOTATION, reading)
    rebuild()
    withdrawal.join()
    assert not find("cotton", reader).groups[Group.PASSAGES].count
    with connection.cursor() as cursor:
        entries = index(IndexState.now().slot).entries(Kind.ANNOTATION)
        cursor.execute(f"SELECT count(*) FROM {entries} WHERE closes > now()")
        assert cursor.fetchone() == (0,)
