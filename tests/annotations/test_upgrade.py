"""A site that was used before articles could be corrected keeps all its annotations where they are."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from annotations.models import Annotation
from articles.models import Article
from search import upkeep

BEFORE = [("annotations", "0002_protect_taggings"), ("articles", "0001_initial")]


@pytest.fixture
def migrate(transactional_db: None) -> Iterator[Callable[[list[tuple[str, str]]], Any]]:
    """Return a function that brings the database to a state of long ago and gives the models of then."""

    def migrate(targets: list[tuple[str, str]]) -> Any:
        executor = MigrationExecutor(connection)
        executor.migrate(targets)
        return MigrationExecutor(connection).loader.project_state(targets).apps

    latest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    upkeep.pause()  # as the command does
    yield migrate
    migrate(latest)
    upkeep.resume()


def test_annotations_and_published_articles_are_as_they_were(
    migrate: Callable[[list[tuple[str, str]]], Any],
    reader: User,
    editor: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
) -> None:
    article = publish("<p>One two three.</p>")
    draft = Article.objects.create(headline="Draft", created_by=editor)
    draft.revise("<p>One.</p>", editor)
    annotate(reader, article, "two", note="Not so.")
    Annotation.objects.update(anchor=None)
    former = migrate(BEFORE)
    assert former.get_model("annotations", "Annotation").objects.count() == 1

    migrate(MigrationExecutor(connection).loader.graph.leaf_nodes())

    mark = Annotation.objects.select_related("anchor").get()
    assert (mark.exact, mark.anchor.start, mark.anchor.end, mark.anchor.state) == ("two", 4, 7, "exact")
    assert mark.anchor.revision == article.current
    assert [revision.number for revision in Article.objects.get(pk=article.pk).public_revisions()] == [1]
    assert not Article.objects.get(pk=draft.pk).public_revisions().exists()
