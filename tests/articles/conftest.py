"""The editor at her desk, and what her forms hold."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article

WIRE = """FILE PHOTO: Two cranes stand over a quiet harbour in Port Example, March 3, 2021. REUTERS/Ana Photographer

PORT EXAMPLE (Reuters) - The harbour opened on Monday after a “long and careful” inspection, officials said.

Ships waited outside for three days while divers looked at the piers.

“Nobody was in a hurry,” said the harbour master.
"""


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor who is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def draft(editor: User) -> Article:
    """A draft with one revision, saved by the editor."""
    article = Article.objects.create(headline="A quiet harbour", outlet="The Wire", created_by=editor)
    article.revise("<p>Ships waited.</p><p>Divers looked.</p>", editor)
    return article


@pytest.fixture
def opened(desk: Client) -> Callable[..., dict[str, str]]:
    """Return a function that opens an article's form and gives what it holds, with what the editor changes."""

    def opened(article: Article, **changes: str) -> dict[str, str]:
        form = desk.get(address(article)).context["adminform"].form
        held = {field.name: field.value() or "" for field in form if field.name != "keep"}
        if form.fields["body"].disabled:
            del held["body"]
        return held | {"_save": "Save"} | changes

    return opened


def address(article: Article, page: str = "change") -> str:
    return f"/admin/articles/article/{article.pk}/{page}/"


def messages(answer) -> list[str]:
    """What the page tells the editor on top."""
    return [str(message) for message in answer.context["messages"]]
