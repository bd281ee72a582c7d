"""What a reader's browser posts, and a moderator's desk."""

import uuid
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db.models import Model
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation
from articles.models import Article, Revision

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def posted() -> Callable[..., dict[str, Any]]:
    """Return a function that gives the fields of a new annotation of the first occurrence of a quote."""

    def posted(article: Article, quote: str = "two", **fields: Any) -> dict[str, Any]:
        start = article.current.text.index(quote)
        passage = {"revision": article.current.pk, "start": start, "end": start + len(quote)}
        return {"key": str(uuid.uuid4()), **passage, "note": "", "themes": [], "visibility": "everyone"} | fields

    return posted


@pytest.fixture
def annotation(reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(reader, publish("<p>One two three four five.</p>"), "two", note="Not so.", themes=["Doubt"])


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    """The admin as a moderator has it before her."""
    client.force_login(moderator)
    return client


@pytest.fixture
def act(desk: Client) -> Callable[..., HttpResponse]:
    """Return a function that runs an action on rows selected in a list of the admin."""

    def act(action: str, chosen: Iterable[Model], query: str = "", **posted: str) -> HttpResponse:
        rows = list(chosen)
        address = reverse(f"admin:annotations_{rows[0]._meta.model_name}_changelist")
        return desk.post(
            address + query, {"action": action, "_selected_action": [row.pk for row in rows], **posted}, follow=True
        )

    return act


def page_of(row: Model) -> str:
    """Return the address of one row's page in the admin."""
    return reverse(f"admin:annotations_{row._meta.model_name}_change", args=[row.pk])


STORY = (
    "<p>The harbour opened on Monday after a long inspection, officials said.</p>"
    "<p>Ships waited outside for three days while divers looked at the piers.</p>"
    "<p>Nobody was in a hurry, said the harbour master.</p>"
)
CHANGED = STORY.replace("three days", "four days")
WITHOUT_SHIPS = STORY.replace("<p>Ships waited outside for three days while divers looked at the piers.</p>", "")


@pytest.fixture
def story(publish: Callable[..., Article]) -> Article:
    return publish(STORY)


@pytest.fixture
def changed(
    reader: User, story: Article, annotate: Callable[..., Annotation], correct: Callable[..., Revision]
) -> Annotation:
    """A reader's annotation whose words a correction changed."""
    mark = annotate(reader, story, "Ships waited outside for three days", note="So long?", themes=["Delays"])
    correct(story, CHANGED)
    return refreshed(mark)


@pytest.fixture
def lost(
    reader: User, story: Article, annotate: Callable[..., Annotation], correct: Callable[..., Revision]
) -> Annotation:
    """A reader's annotation whose words a correction took out of the article."""
    mark = annotate(reader, story, "Ships waited outside for three days", note="So long?", themes=["Delays"])
    correct(story, WITHOUT_SHIPS)
    return refreshed(mark)


def refreshed(annotation: Annotation) -> Annotation:
    """Return the annotation as the database has it now, with all that hangs on it."""
    return Annotation.objects.select_related("anchor__revision", "article__current").get(pk=annotation.pk)
