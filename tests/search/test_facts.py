"""Entries say who sees an object and what facets count, whoever changed it and however many at once."""

from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db.migrations import Migration
from django.db.models.signals import pre_migrate
from django.utils import timezone

from annotations.models import Anchor, Annotation, Tagging, Theme
from articles.models import Article, Revision
from search import upkeep
from search.backends import Group
from search.finding import find
from search.models import IndexState

Change = Callable[[], Any]


@pytest.fixture
def library(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, other_reader: User
) -> None:
    for number, outlet in enumerate(("Reuters", "dpa", "Reuters")):
        article = publish("<p>Cotton here.</p>", headline=f"Cotton {number}", outlet=outlet)
        for person in (reader, other_reader):
            annotate(person, article, "Cotton", themes=["Pay", "Hours"][number % 2 :])
            annotate(person, article, "Cotton", visibility="private", themes=[])


def later(days: int) -> Any:
    return timezone.now() + timedelta(days)


def hide(moderator: User) -> None:
    for annotation in Annotation.objects.all()[::3]:
        annotation.hide(moderator, "reason")


def settle(person: User) -> None:
    for anchor in Anchor.objects.select_related("annotation", "revision")[::2]:
        anchor.settle(person, 7, 11)


CHANGES: dict[str, Callable[[User], Any]] = {
    "withdrawn": lambda _: Article.objects.first().withdraw(),  # type: ignore[union-attr]
    "all withdrawn": lambda _: Article.objects.update(status="withdrawn"),
    "embargoed": lambda _: Article.objects.filter(outlet="dpa").update(embargoed_until=later(1)),
    "embargo over": lambda _: Article.objects.update(embargoed_until=later(-1)),
    "expired": lambda _: Article.objects.filter(outlet="Reuters").update(expires_at=later(-1)),
    "to expire": lambda _: Article.objects.update(expires_at=later(1)),
    "outlet and language": lambda _: Article.objects.filter(outlet="dpa").update(outlet="AFP", language="fr"),
    "all private": lambda _: Annotation.objects.update(visibility="private"),
    "all shared": lambda _: Annotation.objects.update(visibility="everyone"),
    "hidden": hide,
    "deleted": lambda _: Annotation.objects.filter(visibility="everyone").update(deleted_at=timezone.now()),
    "moved": settle,
    "changed": lambda _: Anchor.objects.update(state="changed"),
    "merged": lambda person: Theme.objects.coin("Wages", person).merge(Theme.objects.filter(name="Pay")),
    "no themes": lambda _: Tagging.objects.all().delete(),
    "other themes": lambda person: Tagging.objects.filter(tag__name="Hours").update(
        tag=Theme.objects.coin("Shifts", person)
    ),
}


@pytest.mark.usefixtures("library")
@pytest.mark.parametrize("change", CHANGES)
def test_bulk_changes_are_followed(change: str, reader: User, other_reader: User, moderator: User) -> None:
    before = [told(person) for person in (reader, other_reader, moderator)]
    CHANGES[change](moderator)
    after = [told(person) for person in (reader, other_reader, moderator)]
    assert after == [seen(person) for person in (reader, other_reader, moderator)]
    assert (after == before) == (change in {"to expire", "embargo over"})


@pytest.mark.usefixtures("library")
def test_an_embargo_ends_by_itself(reader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    before = told(reader)
    Article.objects.update(embargoed_until=later(1))
    assert not find("cotton", reader).count
    after_tomorrow = later(2)
    monkeypatch.setattr("django.utils.timezone.now", lambda: after_tomorrow)
    assert told(reader) == before


@pytest.mark.usefixtures("library")
def test_what_is_undone_was_never_seen(reader: User) -> None:
    before = told(reader)
    Annotation.objects.update(visibility="private")
    assert told(reader) != before
    Annotation.objects.update(visibility="everyone")
    Annotation.objects.filter(taggings=None).update(visibility="private")
    assert told(reader) == before


@pytest.mark.usefixtures("library")
def test_tables_may_change_their_shape(reader: User, other_reader: User) -> None:
    """Migrations let go of the live tables; nothing is found until all that changed meanwhile is known."""
    upkeep.pause()
    Annotation.objects.filter(author=other_reader).update(visibility="private")
    assert find("cotton", reader).is_degraded
    assert not find("cotton", reader).groups[Group.PASSAGES].count
    call_command("migrate", verbosity=0)
    assert IndexState.now().is_usable
    assert told(reader) == seen(reader)


def told(person: User) -> tuple[int, int, dict[str, dict[str, int]]]:
    """Return what the index says: how many articles and passages, and what the facets of the passages count."""
    groups = find("cotton", person).groups
    facets = groups[Group.PASSAGES].facets
    counts = {name: {facet.label: facet.count for facet in values} for name, values in facets.items()}
    return groups[Group.ARTICLES].count, groups[Group.PASSAGES].count, counts


def seen(person: User) -> tuple[int, int, dict[str, dict[str, int]]]:
    """Return the same, counted in the live tables."""
    annotations = list(Annotation.objects.visible_to(person).select_related("article", "anchor", "author"))
    themes = Counter(
        Tagging.objects.filter(content_object__in=[mark.pk for mark in annotations]).values_list("tag__name", flat=True)
    )
    days = [timezone.localdate(mark.created_at).isoformat() for mark in annotations]
    counts: dict[str, dict[str, int]] = {
        "outlet": Counter(mark.article.outlet for mark in annotations),
        "year": Counter(day[:4] for day in days),
        "month": Counter(day[:7] for day in days),
        "language": Counter(mark.article.language for mark in annotations),
        "theme": themes,
        "author": Counter(mark.author.get_full_name() or mark.author.username for mark in annotations),
        "visibility": Counter(mark.get_visibility_display() for mark in annotations),
        "state": Counter(mark.anchor.get_state_display() for mark in annotations if mark.anchor),
    }
    articles = Article.objects.visible_to(person).count()
    return articles, len(annotations), {name: dict(values) for name, values in counts.items() if values}


def test_a_new_wording_is_followed(
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    correct: Callable[..., Revision],
    reader: User,
) -> None:
    article = publish("<p>Cotton here and wool there.</p>")
    annotate(reader, article, "wool")
    correct(article, "<p>Today cotton here and wool there.</p>")
    assert find("is:exact", reader, group=Group.PASSAGES).count == 1
    correct(article, "<p>Today cotton here.</p>")
    assert find("is:exact", reader, group=Group.PASSAGES).count == 0
    assert find("is:lost", reader, group=Group.PASSAGES).count == 1


def test_an_outlet_may_have_any_signs(publish: Callable[..., Article], reader: User) -> None:
    publish("<p>Cotton.</p>", outlet="One\x1fTwo")
    assert [facet.label for facet in find("cotton", reader).groups[Group.ARTICLES].facets["outlet"]] == ["One Two"]


def test_other_migrations_leave_the_index_alone(db: None) -> None:
    sender, migration = apps.get_app_config("search"), Migration("0001", "reading")
    pre_migrate.send(sender, plan=[(migration, False)])
    assert IndexState.now().is_usable
    pre_migrate.send(sender, plan=[(migration, False), (Migration("0002", "articles"), False)])
    assert not IndexState.now().is_usable
    call_command("migrate", verbosity=0)
    assert IndexState.now().is_usable
