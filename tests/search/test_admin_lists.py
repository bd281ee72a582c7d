"""Staff find articles and annotations in the admin's lists, whatever their state."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client

from annotations.models import Annotation
from articles.models import Article
from search.backends import index
from search.models import IndexState


@pytest.fixture
def library(publish: Callable[..., Article], editor: User) -> list[Article]:
    draft = Article.objects.create(headline="A draft", created_by=editor)
    draft.revise("<p>Picking cotton.</p>", editor)
    withdrawn = publish("<p>Cotton here.</p>", headline="One withdrawn", outlet="Reuters")
    withdrawn.withdraw()
    return [draft, withdrawn, publish("<p>Wool here.</p>", headline="Wool")]


def headlines(browser: Client, query: str) -> set[str]:
    page = browser.get("/admin/articles/article/", {"q": query})
    assert page.status_code == 200
    return {article.headline for article in page.context["cl"].result_list}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("cotton", {"A draft", "One withdrawn"}),
        ("pick", {"A draft"}),
        ("outlet:reuters", {"One withdrawn"}),
        ("cotton OR wool", {"A draft", "One withdrawn", "Wool"}),
        ("here -cotton", {"Wool"}),
        ("", {"A draft", "One withdrawn", "Wool"}),
        ("*", set()),
        ('"', {"A draft", "One withdrawn", "Wool"}),
    ],
)
def test_articles_in_every_state(
    query: str, found: set[str], library: list[Article], editor: User, browser_of: Callable[[User], Client]
) -> None:
    assert headlines(browser_of(editor), query) == found


def test_annotations_that_are_shared(
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    reader: User,
    moderator: User,
    browser_of: Callable[[User], Client],
) -> None:
    article = publish("<p>Cotton here.</p>")
    shared = annotate(reader, article, "Cotton", note="wages")
    annotate(reader, article, "here", note="wages", visibility="private")
    annotate(reader, article, "here", note="nothing")
    shared.hide(moderator, "reason")
    page = browser_of(moderator).get("/admin/annotations/annotation/", {"q": "cotton wages"})
    assert list(page.context["cl"].result_list) == [shared]


def test_without_an_index_headlines_are_looked_through(
    library: list[Article], editor: User, browser_of: Callable[[User], Client]
) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE {index(IndexState.now().slot).table('article')}")
    assert headlines(browser_of(editor), "draft") == {"A draft"}
    assert IndexState.now().problem
