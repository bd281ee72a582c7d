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
from articles.models import Article

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
