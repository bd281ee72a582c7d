"""Where words stand in one article and in its notes, for the bar of the reading page."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation
from articles.models import Article

BODY = "<p>𝔸 mill: workers Work.</p><p>棉花和棉紗，العُمّال ثم العمال</p>"


@pytest.fixture
def room(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish(BODY, headline="A mill", language="en")


def matches(browser: Client, article: Article, text: str) -> dict[str, Any]:
    answer = browser.get(f"/articles/{article.pk}/matches/", {"q": text})
    assert answer.status_code == 200
    found: dict[str, Any] = answer.json()
    return found


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("mill", ["mill"]),
        ("MILL", ["mill"]),
        ("work", ["Work"]),
        ("work*", ["workers", "Work"]),
        ('"mill workers"', ["mill: workers"]),
        ("mill -workers", ["mill"]),
        ("mill OR work", ["mill", "Work"]),
        ("棉花", ["棉花"]),
        ("棉", ["棉", "棉"]),
        ("العمال", ["العُمّال", "العمال"]),
        ("mill outlet:nowhere", ["mill"]),
        ("zebra", []),
    ],
)
def test_places_are_code_points_of_the_current_wording(
    room: Client, article: Article, text: str, words: list[str]
) -> None:
    found = matches(room, article, text)

    assert found["revision"] == article.current_id
    assert [article.current.text[start:end] for start, end in found["places"]] == words


def test_notes_come_with_the_words_in_them(
    room: Client, article: Article, annotate: Callable[..., Annotation], other_reader: User
) -> None:
    late = annotate(other_reader, article, "Work", note="What *mill*? Mills, perhaps. A mill.")
    early = annotate(other_reader, article, "mill", note="The Mill of 1890.")
    annotate(other_reader, article, "workers", note="No such word.")
    annotate(other_reader, article, "mill")

    assert matches(room, article, "mill")["notes"] == [
        {"id": early.pk, "words": ["Mill"]},
        {"id": late.pk, "words": ["Mills", "mill"]},
    ]


def test_nobody_is_told_of_notes_that_are_not_for_her(
    article: Article,
    annotate: Callable[..., Annotation],
    browser_of: Callable[[User], Client],
    reader: User,
    other_reader: User,
    moderator: User,
    administrator: User,
) -> None:
    annotate(other_reader, article, "mill", note="secret", visibility="private")
    annotate(other_reader, article, "mill", note="secret").hide(moderator, "No.")
    annotate(other_reader, article, "mill", note="secret").delete_by_author()

    for person in (reader, moderator, administrator):
        assert matches(browser_of(person), article, "secret")["notes"] == []
    assert len(matches(browser_of(other_reader), article, "secret")["notes"]) == 2


def test_slips_are_told(room: Client, article: Article) -> None:
    assert matches(room, article, "colour:red")["slips"][0].startswith("There is no field “colour”")
    assert matches(room, article, "") == {
        "revision": article.current_id, "places": [], "notes": [], "is_partial": False, "slips": [],
    }  # fmt: skip


def test_very_many_places_are_cut(room: Client, publish: Callable[..., Article]) -> None:
    article = publish(f"<p>{'word ' * 6000}</p>")

    found = matches(room, article, "word")
    assert len(found["places"]) == 5000
    assert found["is_partial"]


def test_the_number_of_queries_does_not_grow(
    room: Client, article: Article, annotate: Callable[..., Annotation], reader: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            matches(room, article, "mill")
        return len(asked)

    annotate(reader, article, "mill", note="mill")
    before = cost()
    for _ in range(30):
        annotate(reader, article, "mill", note="mill")

    assert cost() == before


def test_an_article_that_is_not_for_her(room: Client, article: Article, editor: User) -> None:
    draft = Article.objects.create(headline="Draft", created_by=editor)
    draft.revise("<p>Mill.</p>", editor)
    article.withdraw()

    for pk in (draft.pk, article.pk, 10**15):
        assert room.get(f"/articles/{pk}/matches/", {"q": "mill"}).status_code == 404


def test_signed_out_people(client: Client, article: Article, settings: Any) -> None:
    settings.PUBLIC_READING = True
    address = f"/articles/{article.pk}/matches/?q=mill"

    assert client.get(address).status_code == 302
    assert client.get(address, headers={"HX-Request": "true"}).status_code == 401
    assert client.post(address).status_code == 302
