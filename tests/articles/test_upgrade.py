"""A site that was used before articles were sketched finds alike what it had."""

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from articles.likeness import sketch
from articles.models import Article, Revision, Shingle
from search import upkeep

BEFORE = [("articles", "0003_bring_in")]
shingles = import_module("articles.migrations.0004_shingles")


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Callable[[list[tuple[str, str]]], Any]]:
    """Return a function that brings the database to a state of long ago or of today."""
    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    upkeep.pause()  # as the command does
    yield lambda targets: MigrationExecutor(connection).migrate(targets)
    MigrationExecutor(connection).migrate(latest)
    upkeep.resume()


def test_every_current_wording_is_sketched(
    migrate: Callable[[list[tuple[str, str]]], Any],
    monkeypatch: pytest.MonkeyPatch,
    editor: User,
    publish: Callable[..., Article],
    correct: Callable[..., Revision],
) -> None:
    monkeypatch.setattr(shingles, "ARTICLES", 2)
    words = " ".join(f"word{number}" for number in range(50))
    articles = [publish(f"<p>Story {number}. {words}</p>") for number in range(5)]
    correct(articles[0], f"<p>Corrected. {words}</p>")
    draft = Article.objects.create(headline="Draft", created_by=editor)
    draft.revise("<p>One.</p>", editor)
    Article.objects.create(headline="No words yet", created_by=editor)
    migrate(BEFORE)
    assert Shingle._meta.db_table not in connection.introspection.table_names()

    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    for article in Article.objects.filter(current__isnull=False).select_related("current"):
        values = article.shingles.order_by("value").values_list("value", flat=True)
        assert tuple(values) == sketch(article.current.text)
    assert Shingle.objects.count() == 5 * 32 + 1
    assert len(Article.objects.like(f"Corrected. {words}", but=articles[0])) == 4
