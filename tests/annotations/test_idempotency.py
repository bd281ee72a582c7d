"""A double click, a second try, an answer that went astray: one annotation, with the latest words."""

from collections.abc import Callable
from functools import partial
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Tagging, Theme
from articles.models import Article
from tests.annotations.conftest import FRAGMENT

Posted = Callable[..., dict[str, Any]]
BrowserOf = Callable[[User], Client]
AtOnce = Callable[..., list[HttpResponse]]
in_real_transactions = pytest.mark.django_db(transaction=True)


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One two three.</p>")


@pytest.fixture
def cards(article: Article) -> str:
    return reverse("cards", args=[article.pk])


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def test_it_works(room: Client, cards: str, article: Article, posted: Posted) -> None:
    fields = posted(article, note="Why?", themes=["Wages"])

    first = room.post(cards, fields)
    again = room.post(cards, fields)

    assert (first.status_code, again.status_code) == (201, 200)
    assert Annotation.objects.get().edited_at is None
    assert again["Location"] == first["Location"]
    for answer in (first, again):
        assert f'id="annotation-{Annotation.objects.get().pk}"' in answer.content.decode()


def test_what_was_written_before_the_second_try_is_kept(
    room: Client, cards: str, article: Article, posted: Posted
) -> None:
    fields = posted(article)
    room.post(cards, fields)  # a highlight, the answer to which was lost

    answer = room.post(cards, fields | {"note": "And more.", "themes": ["Wages"], "visibility": "private"})

    assert answer.status_code == 200
    annotation = Annotation.objects.get()
    assert (annotation.note, annotation.visibility) == ("And more.", "private")
    assert [theme.name for theme in annotation.themes.all()] == ["Wages"]
    assert "And more." in answer.content.decode()


def test_a_second_try_does_not_move_the_passage(room: Client, cards: str, article: Article, posted: Posted) -> None:
    fields = posted(article, "two")
    room.post(cards, fields)

    room.post(cards, posted(article, "three") | {"key": fields["key"]})

    assert Annotation.objects.get().exact == "two"


def test_a_key_serves_each_reader_by_itself(
    room: Client, cards: str, article: Article, posted: Posted, other_reader: User, browser_of: BrowserOf
) -> None:
    fields = posted(article, note="Mine.", visibility="private")
    room.post(cards, fields)

    answer = browser_of(other_reader).post(cards, fields | {"note": "Mine too."})

    assert answer.status_code == 201
    assert "Mine too." in answer.content.decode()
    assert sorted(Annotation.objects.values_list("note", flat=True)) == ["Mine too.", "Mine."]


def test_what_was_deleted_since_comes_back_only_by_undoing(
    room: Client, cards: str, article: Article, posted: Posted
) -> None:
    fields = posted(article)
    room.post(cards, fields)
    Annotation.objects.get().delete_by_author()

    answer = room.post(cards, fields, headers=FRAGMENT)

    assert answer.status_code == 200
    assert reverse("restoration", args=[Annotation.objects.get().pk]) in answer.content.decode()
    assert Annotation.objects.get().deleted_at


@in_real_transactions
def test_the_same_words_many_times_at_once(
    cards: str, article: Article, posted: Posted, reader: User, browser_of: BrowserOf, at_once: AtOnce
) -> None:
    fields = posted(article, note="Why?", themes=["Wages", "Hours"])

    answers = at_once(*(partial(browser_of(reader).post, cards, fields) for _ in range(6)))

    assert {answer.status_code for answer in answers} <= {200, 201}
    annotation = Annotation.objects.get()
    assert annotation.edited_at is None
    assert {answer["Location"] for answer in answers} == {annotation.get_absolute_url()}
    assert Tagging.objects.count() == 2


@in_real_transactions
def test_many_readers_coin_a_theme_at_once(
    cards: str, article: Article, posted: Posted, browser_of: BrowserOf, at_once: AtOnce
) -> None:
    readers = [User.objects.create_user(f"reader{number}") for number in range(6)]
    names = ["Wage theft", "WAGE THEFT", "wage  theft", "ｗａｇｅ theft", "Wage Theft", "wage theft"]

    answers = at_once(
        *(
            partial(browser_of(person).post, cards, posted(article, themes=[name, "Hours"]))
            for person, name in zip(readers, names, strict=True)
        )
    )

    assert [answer.status_code for answer in answers] == [201] * 6
    assert Theme.objects.count() == 2
    assert Annotation.objects.count() == 6
    assert Tagging.objects.count() == 12


@in_real_transactions
def test_different_passages_at_once_are_all_kept(
    cards: str, article: Article, posted: Posted, reader: User, browser_of: BrowserOf, at_once: AtOnce
) -> None:
    answers = at_once(*(partial(browser_of(reader).post, cards, posted(article)) for _ in range(8)))

    assert [answer.status_code for answer in answers] == [201] * 8
    assert Annotation.objects.count() == 8
