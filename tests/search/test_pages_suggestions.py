"""What is found while somebody types, as options of a list."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation
from articles.models import Article
from search.models import IndexState

FRAGMENT = {"HX-Request": "true"}


@pytest.fixture
def room(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>The fields are wide. Cotton is picked by hand.</p>", headline="Autumn")


def options(browser: Client, typed: str) -> str:
    answer = browser.get("/search/suggestions/", {"q": typed}, headers=FRAGMENT)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_word_that_is_but_begun_leads_to_its_passage(room: Client, article: Article) -> None:
    found = options(room, "fields cott")

    place = article.current.text.index("fields")
    assert f'href="/articles/{article.pk}/?q=fields+cott%2A#at-{place}"' in found
    assert "The <mark>fields</mark> are wide. <mark>Cotton</mark> is" in found
    assert 'href="/search/?q=fields%20cott"' in found
    assert "1 suggestion. Arrow keys choose." in found


def test_groups_are_told_apart(
    room: Client, article: Article, annotate: Callable[..., Annotation], other_reader: User
) -> None:
    annotate(other_reader, article, "Cotton", note="Not mine.", themes=["Cotton trade"])
    found = options(room, "cott")

    for group in ("articles", "passages", "themes"):
        assert f'role="group" aria-labelledby="suggested-{group}"' in found
    assert "suggested-notes" not in found
    assert "Otto Other" in found


def test_slips_and_other_words_are_told(room: Client, article: Article) -> None:
    assert "There is no field “colour”" in options(room, "colour:red")
    assert "Did you mean <b>cotton</b>?" in options(room, "cotten ")
    assert "Nothing begins like <bdi>zebra</bdi>" in options(room, "zebra")


@pytest.mark.parametrize("typed", ["", "   ", "-", '"', "*"])
def test_nothing_to_look_for_gives_no_options(room: Client, article: Article, typed: str) -> None:
    assert 'role="option"' not in options(room, typed)


def test_nobody_is_suggested_what_is_not_for_her(
    room: Client,
    article: Article,
    annotate: Callable[..., Annotation],
    other_reader: User,
    moderator: User,
    editor: User,
    browser_of: Callable[[User], Client],
) -> None:
    annotate(other_reader, article, "hand", note="clandestine", visibility="private")
    annotate(other_reader, article, "wide", note="clandestine too").hide(moderator, "No.")

    for browser in map(browser_of, (moderator, editor)):
        assert "<mark>clandestine</mark>" not in options(browser, "clandes")
    assert "<mark>clandestine</mark>" not in options(room, "clandes")
    assert options(browser_of(other_reader), "clandes").count("<mark>clandestine</mark>") == 2


def test_a_damaged_index_is_told(room: Client, article: Article) -> None:
    IndexState.objects.update(format=0)

    assert "headlines alone were looked through" in options(room, "autu")
    assert "<mark>Autumn</mark>" in options(room, "autu")


def test_the_number_of_queries_does_not_grow(
    room: Client, article: Article, publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            options(room, "cott")
        return len(asked)

    annotate(reader, article, "Cotton", note="cotton", themes=["Cotton"])
    before = cost()
    for number in range(20):
        other = publish("<p>Cotton.</p>", headline=f"Cotton {number}")
        annotate(reader, other, "Cotton", note="cotton", themes=[f"Cotton {number}"])

    assert cost() <= before


def test_a_signed_out_script_is_told_so(client: Client, db: None) -> None:
    answer = client.get("/search/suggestions/?q=x", headers=FRAGMENT)

    assert answer.status_code == 401
    assert "Sign in again" in answer.content.decode()
