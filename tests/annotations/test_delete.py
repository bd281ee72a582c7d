"""An author deletes her annotation, and undoes it."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.models import Annotation
from articles.models import Article
from tests.annotations.conftest import FRAGMENT

BrowserOf = Callable[[User], Client]


@pytest.fixture
def mine(reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(reader, publish(), "two", note="First.", themes=["Wages"])


@pytest.fixture
def deletion(mine: Annotation) -> str:
    return reverse("deletion", args=[mine.pk])


@pytest.fixture
def restoration(mine: Annotation) -> str:
    return reverse("restoration", args=[mine.pk])


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def test_it_works(room: Client, mine: Annotation, deletion: str, restoration: str, reader: User) -> None:
    answer = room.post(deletion, headers=FRAGMENT)

    assert answer.status_code == 200
    assert f'hx-post="{restoration}"' in answer.content.decode()
    assert not Annotation.objects.visible_to(reader)
    assert "First." not in room.get(reverse("cards", args=[mine.article_id]), {"id": mine.pk}).content.decode()


def test_undoing_works(room: Client, mine: Annotation, deletion: str, restoration: str, other_reader: User) -> None:
    room.post(deletion)

    answer = room.post(restoration, headers=FRAGMENT)

    assert answer.status_code == 200
    card = answer.content.decode()
    assert card.startswith('<article class="card"')
    assert "First." in card
    assert "Wages" in card
    assert list(Annotation.objects.visible_to(other_reader)) == [mine]


def test_without_script_both_lead_to_my_annotations(room: Client, deletion: str, restoration: str) -> None:
    deleted = room.post(deletion, follow=True)
    restored = room.post(restoration, follow=True)

    assert deleted.redirect_chain == [(reverse("mine"), 302)]
    assert "1 deleted in the last seven days" in deleted.content.decode()
    assert restored.redirect_chain == [(reverse("mine"), 302)]
    assert "deleted in the last seven days" not in restored.content.decode()


def test_a_second_click_does_the_same(room: Client, mine: Annotation, deletion: str, restoration: str) -> None:
    room.post(deletion, headers=FRAGMENT)
    when = Annotation.objects.get().deleted_at

    assert room.post(deletion, headers=FRAGMENT).status_code == 200
    assert Annotation.objects.get().deleted_at == when
    assert room.post(restoration, headers=FRAGMENT).status_code == 200
    assert room.post(restoration, headers=FRAGMENT).status_code == 200
    assert Annotation.objects.get().deleted_at is None


@pytest.mark.parametrize(("days", "status"), [(6, 200), (8, 404)])
def test_undoing_is_possible_for_seven_days(
    room: Client, mine: Annotation, restoration: str, days: int, status: int
) -> None:
    Annotation.objects.update(deleted_at=timezone.now() - timedelta(days=days))

    assert room.post(restoration, headers=FRAGMENT).status_code == status


def test_what_was_hidden_comes_back_hidden(
    room: Client, mine: Annotation, deletion: str, restoration: str, moderator: User, other_reader: User
) -> None:
    mine.hide(moderator, "It names a witness.")
    room.post(deletion)

    room.post(restoration)

    assert not Annotation.objects.visible_to(other_reader)


def test_on_a_withdrawn_article_both_work(room: Client, mine: Annotation, deletion: str, restoration: str) -> None:
    mine.article.withdraw()

    assert room.post(deletion, headers=FRAGMENT).status_code == 200
    assert room.post(restoration, headers=FRAGMENT).status_code == 200


def test_looking_deletes_nothing(room: Client, deletion: str, restoration: str) -> None:
    assert room.get(deletion).status_code == 405
    assert room.get(restoration).status_code == 405
    assert Annotation.objects.get().deleted_at is None


@pytest.mark.parametrize("person", ["other_reader", "moderator", "administrator"])
def test_nobody_deletes_what_another_wrote(
    mine: Annotation,
    deletion: str,
    restoration: str,
    person: str,
    browser_of: BrowserOf,
    request: pytest.FixtureRequest,
) -> None:
    browser = browser_of(request.getfixturevalue(person))

    assert browser.post(deletion).status_code == 404
    assert Annotation.objects.get().deleted_at is None
    mine.delete_by_author()
    assert browser.post(restoration).status_code == 404
    assert Annotation.objects.get().deleted_at is not None


def test_somebody_signed_out_deletes_nothing(client: Client, deletion: str) -> None:
    assert client.post(deletion, headers=FRAGMENT).status_code == 401
    assert client.post(deletion).status_code == 302
    assert Annotation.objects.get().deleted_at is None
