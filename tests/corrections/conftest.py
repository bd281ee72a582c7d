"""The editor at her desk for corrections."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles.models import Article

STORY = (
    "<p>The harbour opened on Monday after a long inspection, officials said.</p>"
    "<p>Ships waited outside for three days while divers looked at the piers.</p>"
    "<p>Nobody was in a hurry, said the harbour master.</p>"
)
CHANGED = STORY.replace("three days", "four days")


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor who is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def story(publish: Callable[..., Article]) -> Article:
    return publish(STORY)


@pytest.fixture
def opened(desk: Client) -> Callable[..., dict[str, Any]]:
    """Return a function that opens the page and gives what its form holds, with what the editor changes."""

    def opened(article: Article, query: str = "", **changes: Any) -> dict[str, Any]:
        return held(desk.get(address(article) + query)) | changes

    return opened


@pytest.fixture
def review(desk: Client, opened: Callable[..., dict[str, Any]]) -> Callable[..., HttpResponse]:
    """Return a function that opens the page, types, and asks what happens."""

    def review(article: Article, body: str = CHANGED, kind: str = "fact", **changes: Any) -> HttpResponse:
        return desk.post(address(article), opened(article, body=body, kind=kind, **changes) | {"_review": "1"})

    return review


@pytest.fixture
def save(desk: Client) -> Callable[..., HttpResponse]:
    """Return a function that presses the save button of a page that was answered."""

    def save(answer: HttpResponse, article: Article, **changes: Any) -> HttpResponse:
        return desk.post(address(article), held(answer) | {"_save": "1"} | changes, follow=True)

    return save


def held(answer: HttpResponse) -> dict[str, Any]:
    """What a browser would send of the form on a page."""
    form = answer.context["form"]
    fields = {field.name: field.value() for field in form if field.name != "file"}
    if not fields["reason_shown"]:
        del fields["reason_shown"]
    return {name: "" if value is None else value for name, value in fields.items()}


def address(article: Article, page: str = "correct") -> str:
    return f"/admin/articles/article/{article.pk}/{page}/"


def messages(answer: HttpResponse) -> list[str]:
    return [str(message) for message in answer.context["messages"]]
