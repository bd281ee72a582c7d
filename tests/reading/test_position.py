"""Where a reader is in an article is remembered, for her alone."""

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from articles.models import Article
from reading.models import Position


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One two three.</p>")


@pytest.fixture
def address(article: Article) -> str:
    return reverse("position", args=[article.pk])


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def test_it_works(room: Client, reader: User, article: Article, address: str) -> None:
    assert room.post(address, {"offset": "4"}).status_code == 204
    assert room.post(address, {"offset": "9"}).status_code == 204

    position = Position.objects.get()
    assert (position.reader, position.article, position.offset) == (reader, article, 9)


def test_other_peoples_positions_stay(room: Client, other_reader: User, article: Article, address: str) -> None:
    Position.objects.create(reader=other_reader, article=article, offset=2)

    room.post(address, {"offset": "4"})

    assert Position.objects.get(reader=other_reader).offset == 2


@pytest.mark.parametrize(
    ("offset", "kept"), [("0", 0), ("14", 14), ("15", 14), ("-1", 0), (str(10**30), 14), (str(-(10**30)), 0)]
)
def test_it_is_never_outside_the_text(room: Client, address: str, offset: str, kept: int) -> None:
    assert room.post(address, {"offset": offset}).status_code == 204
    assert Position.objects.get().offset == kept


@pytest.mark.parametrize("offset", ["", "x", "1.5", "NaN", "\0", "9" * 5000])
def test_what_is_no_number_is_refused(room: Client, address: str, offset: str) -> None:
    assert room.post(address, {"offset": offset}).status_code == 400
    assert not Position.objects.exists()


def test_no_offset_is_refused(room: Client, address: str) -> None:
    assert room.post(address).status_code == 400


def test_looking_changes_nothing(room: Client, address: str) -> None:
    assert room.get(address).status_code == 405


def test_an_article_that_cannot_be_read_has_no_position(room: Client, article: Article, address: str) -> None:
    article.withdraw()

    assert room.post(address, {"offset": "4"}).status_code == 404
    assert not Position.objects.exists()


@pytest.mark.parametrize("public", [False, True])
@pytest.mark.parametrize(("headers", "status"), [({}, 302), ({"HX-Request": "true"}, 401)])
def test_somebody_signed_out_has_none(
    client: Client,
    address: str,
    headers: dict[str, str],
    status: int,
    public: bool,
    settings: object,
) -> None:
    settings.PUBLIC_READING = public  # type: ignore[attr-defined]

    assert client.post(address, {"offset": "4"}, headers=headers).status_code == status
    assert not Position.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_keep_one(
    reader: User,
    address: str,
    browser_of: Callable[[User], Client],
    at_once: Callable[..., list[HttpResponse]],
) -> None:
    answers = at_once(*(partial(browser_of(reader).post, address, {"offset": str(n)}) for n in range(6)))

    assert [answer.status_code for answer in answers] == [204] * 6
    assert Position.objects.count() == 1
