"""Pictures in articles are ours, and for those who may read the article."""

from collections.abc import Callable
from hashlib import sha256
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles import extraction
from articles.models import Article, Picture

DATA = b"\x89PNG\r\n\x1a\n and so on"
NAME = sha256(DATA).hexdigest()
BODY = f'<p>Look:</p><figure><img src="/pictures/{NAME}.png" alt="A crane"><figcaption>A crane.</figcaption></figure>'


@pytest.fixture
def picture(db: None) -> Picture:
    Picture.objects.keep([extraction.Picture(NAME, "image/png", 300, 200, DATA)])
    return Picture.objects.get()


@pytest.fixture
def illustrated(picture: Picture, publish: Callable[..., Article]) -> Article:
    return publish(BODY)


def test_a_reader_gets_the_picture_of_an_article(
    illustrated: Article, picture: Picture, reader: User, browser_of: Callable[[User], Client]
) -> None:
    answer = browser_of(reader).get(picture.get_absolute_url())

    assert answer.content == DATA
    assert answer["Content-Type"] == "image/png"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]


def test_the_same_picture_is_kept_once(picture: Picture) -> None:
    Picture.objects.keep([extraction.Picture(NAME, "image/png", 300, 200, DATA)])
    assert Picture.objects.count() == 1


@pytest.mark.parametrize("is_public", [True, False])
def test_without_an_account_it_needs_public_reading(
    illustrated: Article, picture: Picture, client: Client, settings: Any, is_public: bool
) -> None:
    settings.PUBLIC_READING = is_public
    assert client.get(picture.get_absolute_url()).status_code == (200 if is_public else 302)


def test_the_picture_of_a_draft_is_for_staff_alone(
    picture: Picture, editor: User, reader: User, browser_of: Callable[[User], Client]
) -> None:
    draft = Article.objects.create(headline="A draft", created_by=editor)
    draft.revise(BODY, editor)

    assert browser_of(reader).get(picture.get_absolute_url()).status_code == 404
    assert browser_of(editor).get(picture.get_absolute_url()).status_code == 200


def test_a_withdrawn_article_takes_its_pictures_along(
    illustrated: Article, picture: Picture, reader: User, browser_of: Callable[[User], Client]
) -> None:
    illustrated.withdraw()
    assert browser_of(reader).get(picture.get_absolute_url()).status_code == 404


def test_a_picture_that_only_the_draft_had_is_not_shown_after_publishing(
    picture: Picture, editor: User, reader: User, browser_of: Callable[[User], Client]
) -> None:
    article = Article.objects.create(headline="Later without", created_by=editor)
    article.revise(BODY, editor)
    article.revise("<p>No picture.</p>", editor, seen=1)
    article.publish()
    assert browser_of(reader).get(picture.get_absolute_url()).status_code == 404


def test_a_picture_that_is_not_there_is_not_found(reader: User, browser_of: Callable[[User], Client]) -> None:
    assert browser_of(reader).get(f"/pictures/{'0' * 64}.png").status_code == 404
    assert browser_of(reader).get("/pictures/../settings.py").status_code == 404
