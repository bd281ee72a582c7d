"""The index changes with what it indexes, in the same transaction."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from annotations.models import Annotation, Theme
from articles.models import Article, Revision
from search.backends import Group, index
from search.finding import find
from search.models import IndexState


def count(query: str, person: User, group: Group) -> int:
    results = find(query, person, group=group)
    assert not results.is_degraded
    return results.groups[group].count


def test_a_correction_changes_what_is_found(
    publish: Callable[..., Article], correct: Callable[..., Revision], reader: User
) -> None:
    article = publish("<p>Cotton here.</p>")
    correct(article, "<p>Wool here.</p>")
    assert count("wool", reader, Group.ARTICLES) == 1
    assert count("cotton", reader, Group.ARTICLES) == 0


def test_details_are_followed(publish: Callable[..., Article], reader: User) -> None:
    article = publish("<p>Text.</p>", headline="Old", outlet="Reuters")
    article.headline, article.outlet, article.byline, article.language = "Fresh", "dpa", "Jane Doe", "de"
    article.save()
    for query in ("fresh", "outlet:dpa", "by:jane", "lang:de"):
        assert count(query, reader, Group.ARTICLES) == 1
    for query in ("old", "outlet:reuters", "lang:en"):
        assert count(query, reader, Group.ARTICLES) == 0


def test_another_day_changes_the_order(publish: Callable[..., Article], reader: User) -> None:
    first, second = publish(published_on="2022-01-01"), publish(published_on="2022-01-02")
    first.published_on = "2022-01-03"
    first.save()
    hits = find("headline", reader, sort="newest").groups[Group.ARTICLES].hits
    assert [hit.object for hit in hits] == [first, second]


def test_many_articles_of_one_day_stay_in_order(
    publish: Callable[..., Article], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    if connection.vendor != "sqlite":
        pytest.skip("PostgreSQL's numbers have room for all of a day.")
    monkeypatch.setattr("search.backends.sqlite.A_DAY", 3)
    articles = [publish(headline=f"Cotton {number}", published_on="2022-01-01") for number in range(5)]
    hits = find("cotton", reader, sort="newest").groups[Group.ARTICLES].hits
    assert [hit.object for hit in hits] == articles[::-1]


def test_a_note_is_followed(publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User) -> None:
    annotation = annotate(reader, publish("<p>Cotton here.</p>"), "Cotton", note="first thoughts")
    annotation.edit(note="second thoughts", themes=[], visibility="private")
    assert count("second", reader, Group.NOTES) == 1
    assert count("first", reader, Group.NOTES) == 0
    assert count("cotton", reader, Group.PASSAGES) == 1
    annotation.delete_by_author()
    assert count("second", reader, Group.NOTES) == 0
    annotation.undo_deletion()
    assert count("second", reader, Group.NOTES) == 1


def test_what_leaves_the_words_alone_leaves_the_index_alone(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, moderator: User
) -> None:
    annotation = annotate(reader, publish("<p>Cotton here.</p>"), "Cotton")
    before = _entry(annotation)
    annotation.delete_by_author()
    annotation.undo_deletion()
    annotation.hide(moderator, "reason")
    annotation.article.withdraw()
    assert _entry(annotation) == before


def test_themes_are_followed(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User
) -> None:
    annotation = annotate(reader, publish("<p>Cotton here.</p>"), "Cotton", themes=["Pay"])
    theme, other = Theme.objects.get(), Theme.objects.coin("Money", reader)
    theme.rename("Wages")
    assert count("wages", reader, Group.THEMES) == 1
    assert count("pay", reader, Group.THEMES) == 0
    assert count("theme:pay", reader, Group.PASSAGES) == 1  # its former name
    other.merge(Theme.objects.filter(pk=theme.pk))
    assert count("wages", reader, Group.THEMES) == 0
    assert count("theme:wages", reader, Group.PASSAGES) == 1
    annotation.edit(note="", themes=[], visibility="everyone")
    assert count("theme:money", reader, Group.PASSAGES) == 0


def test_what_is_undone_was_never_indexed(publish: Callable[..., Article], reader: User) -> None:
    class Undone(Exception):
        pass

    with pytest.raises(Undone), transaction.atomic():  # noqa: PT012, all of it is undone
        publish(headline="Ephemeral")
        assert count("ephemeral", reader, Group.ARTICLES) == 1
        raise Undone
    assert count("ephemeral", reader, Group.ARTICLES) == 0


def test_nobody_waits_for_a_damaged_index(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User
) -> None:
    article = publish("<p>Cotton here.</p>", headline="Cotton")
    _damage()
    annotation = annotate(reader, article, "Cotton", note="kept all the same")
    assert Annotation.objects.get() == annotation
    assert IndexState.now().problem


def test_a_damaged_index_is_told_and_headlines_are_searched(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User
) -> None:
    article = publish("<p>Wool here.</p>", headline="Cotton mills")
    publish(headline="Cotton withdrawn").withdraw()
    annotate(reader, article, "Wool")
    _damage()
    results = find("cott mills", reader)
    assert results.is_degraded
    assert [hit.object for hit in results.groups[Group.ARTICLES].hits] == [article]
    assert results.count == 1
    assert not find("wool", reader).count
    assert IndexState.now().problem


def _damage() -> None:
    with connection.cursor() as cursor:
        for kind in ("article", "annotation"):
            table = index(IndexState.now().slot).table(kind)
            is_sqlite = connection.vendor == "sqlite"
            cursor.execute(f"DROP TABLE {table}" if is_sqlite else f"ALTER TABLE {table} DROP COLUMN tokens")


def _entry(annotation: Annotation) -> int:
    at = index(IndexState.now().slot)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {at.entries('annotation')} WHERE object = %s", [annotation.pk])
        return cursor.fetchone()[0]
