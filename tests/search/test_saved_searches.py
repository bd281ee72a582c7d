"""Searches that are kept, shared and followed."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from annotations.models import Annotation
from articles.models import Article
from search.models import SavedSearch


@pytest.fixture
def saved(reader: User) -> SavedSearch:
    return SavedSearch.objects.create(name="Wages", query="wages", owner=reader)


def test_it_is_its_owners(saved: SavedSearch, reader: User, other_reader: User) -> None:
    assert list(SavedSearch.objects.of(reader)) == [saved]
    assert not SavedSearch.objects.of(other_reader)


def test_names_are_given_once(saved: SavedSearch, reader: User, other_reader: User) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SavedSearch.objects.create(name="Wages", query="pay", owner=reader)
    SavedSearch.objects.create(name="Wages", query="pay", owner=other_reader)


def test_tokens_cannot_be_guessed(saved: SavedSearch, reader: User) -> None:
    other = SavedSearch.objects.create(name="Pay", query="pay", owner=reader)
    assert len({saved.token, other.token}) == 2
    assert len(saved.token) > 20


def test_new_results_are_counted(
    saved: SavedSearch, publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User
) -> None:
    assert saved.new_results(reader) == (0, False)
    article = publish("<p>No wages.</p>")
    annotate(reader, article, "wages")
    assert saved.new_results(reader) == (2, False)
    saved.look()
    assert saved.new_results(reader) == (0, False)


def test_old_results_are_not_new(saved: SavedSearch, publish: Callable[..., Article], reader: User) -> None:
    publish("<p>No wages.</p>")
    saved.looked_at = timezone.now() + timedelta(seconds=1)
    assert saved.new_results(reader) == (0, False)


def test_everybody_has_her_own_news(
    saved: SavedSearch,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    reader: User,
    other_reader: User,
) -> None:
    annotate(reader, publish("<p>Cotton.</p>"), "Cotton", note="wages", visibility="private")
    assert saved.new_results(reader) == (1, False)
    assert saved.new_results(other_reader) == (0, False)
