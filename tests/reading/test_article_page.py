"""A reader opens an article."""

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from annotations.models import Annotation
from articles.models import Article

Annotate = Callable[..., Annotation]
Publish = Callable[..., Article]


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def data(html: str) -> dict[str, Any]:
    return json.loads(re.search(r'<script id="annotations" type="application/json">(.*?)</script>', html)[1])


def test_it_works(room: Client, publish: Publish) -> None:
    article = publish(
        "<p>One <b>two</b> &amp; three.</p><pre>\n\n x</pre>",
        "A <headline>",
        outlet="The Wire",
        byline="Ana Author",
        dateline="BEIJING",
        published_on=date(2024, 3, 1),
        language="ar",
        source_url="https://example.org/story",
    )

    answer = room.get(article.get_absolute_url())

    html = answer.content.decode()
    assert f">{article.current.body}</div>" in html
    assert '<div id="text" class="body" lang="ar" dir="rtl"' in html
    assert "A &lt;headline&gt;</h1>" in html
    for words in ("The Wire", "Ana Author", "BEIJING", "1 March 2024", 'href="https://example.org/story"'):
        assert words in html
    assert "csrftoken" in answer.cookies


def test_it_carries_what_this_reader_may_see(
    room: Client, reader: User, other_reader: User, moderator: User, publish: Publish, annotate: Annotate
) -> None:
    article = publish("<p>One two three four five.</p>")
    theirs = annotate(other_reader, article, "two", note="Look <here>.", themes=["Wages"])
    mine = annotate(reader, article, "One", visibility="private")
    annotate(other_reader, article, "three", visibility="private")
    annotate(other_reader, article, "four").hide(moderator, "No.")
    annotate(other_reader, article, "five").delete_by_author()

    html = room.get(article.get_absolute_url()).content.decode()

    assert data(html) == {
        "id": [mine.pk, theirs.pk],
        "start": [0, 4],
        "length": [3, 3],
        "looks": [[0], [1]],
        "lost": [],
        "palette": ["plain", theirs.themes.get().look],
        "revision": article.current.pk,
    }
    assert "Look" not in html  # cards are fetched when their passages come near the screen


def test_what_pages_share_offers_each_person_what_she_may_do(
    room: Client, publish: Publish, moderator: User, browser_of: Callable[[User], Client], settings: Any
) -> None:
    settings.OPEN_CODEBOOK = False
    article = publish()

    for browser, offer in ((room, "Find a theme"), (browser_of(moderator), "Find or add a theme")) * 2:
        assert f'placeholder="{offer}"' in browser.get(article.get_absolute_url()).content.decode()


def test_a_headline_cannot_break_out_of_the_page(room: Client, publish: Publish) -> None:
    article = publish(headline="</title><script>alert(1)</script>", outlet='"><script>', language='en" onload="x')

    html = room.get(article.get_absolute_url()).content.decode()

    assert "<script>" not in html
    assert 'onload="x' not in html


@pytest.mark.parametrize("query", ["", "?marks=1"])
@pytest.mark.parametrize("person", ["reader", "editor", "administrator"])
def test_drafts_and_withdrawn_articles_are_not_found(
    person: str,
    query: str,
    publish: Publish,
    editor: User,
    browser_of: Callable[[User], Client],
    request: pytest.FixtureRequest,
) -> None:
    browser = browser_of(request.getfixturevalue(person))
    withdrawn = publish()
    withdrawn.withdraw()
    draft = Article.objects.create(headline="Draft", created_by=editor)
    draft.revise("<p>One.</p>", editor)

    answers = [browser.get(f"/articles/{pk}/{query}") for pk in (withdrawn.pk, draft.pk, draft.pk + 1)]

    assert [answer.status_code for answer in answers] == [404] * 3
    assert len({answer.content for answer in answers}) == 1
    assert "It may have been withdrawn" in answers[0].content.decode()


@pytest.mark.parametrize("number", ["0", str(2**63), str(10**30), "9" * 5000, "x", "-1", "1.0"])
def test_an_article_that_never_was_is_not_found(room: Client, number: str) -> None:
    assert room.get(f"/articles/{number}/").status_code == 404


def test_what_was_withdrawn_comes_back_as_it_was(
    room: Client, reader: User, publish: Publish, annotate: Annotate
) -> None:
    article = publish()
    annotation = annotate(reader, article, "two")
    article.withdraw()
    article.publish()

    assert data(room.get(article.get_absolute_url()).content.decode())["id"] == [annotation.pk]
