"""Searches are kept under a name, followed, shared by link, renamed and deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from annotations.models import Annotation
from articles.models import Article
from search.models import SavedSearch

LIST = "/search/saved/"


@pytest.fixture
def room(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def other_room(browser_of: Callable[[User], Client], other_reader: User) -> Client:
    return browser_of(other_reader)


@pytest.fixture
def saved(reader: User) -> SavedSearch:
    return SavedSearch.objects.create(name="Wages", query="wages", owner=reader, is_followed=True)


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>No wages were paid.</p>", headline="A mill")


def listed(browser: Client) -> str:
    answer = browser.get(LIST)
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_search_is_saved_and_listed(room: Client, reader: User) -> None:
    answer = room.post(LIST, {"name": "  What   is paid ", "query": "wages OR pay", "is_followed": "on"})

    saved = SavedSearch.objects.get(owner=reader)
    assert (saved.name, saved.query, saved.is_followed) == ("What is paid", "wages OR pay", True)
    assert answer.headers["Location"] == f"{LIST}#saved-{saved.token}"
    assert "What is paid" in listed(room)
    assert f"http://testserver/search/saved/{saved.token}/" in listed(room)


def test_what_is_new_is_counted_until_she_looks(room: Client, saved: SavedSearch, article: Article) -> None:
    assert "1 new" in listed(room)
    assert "no time" not in listed(room)
    assert "1 new since" in room.get(saved.get_absolute_url()).content.decode()
    assert "1 new" not in listed(room)


def test_what_there_was_no_time_to_count(
    room: Client, saved: SavedSearch, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.views.saved.BUDGET", 0)

    assert "There was no time to count what is new" in listed(room)


def test_what_is_not_followed_is_not_counted(room: Client, saved: SavedSearch, article: Article) -> None:
    room.post(f"{LIST}{saved.token}/edit/", {"name": saved.name, "query": saved.query})

    assert "Not followed" in listed(room)
    assert "1 new" not in listed(room)


def test_who_has_the_link_sees_what_she_may_see(
    room: Client,
    other_room: Client,
    saved: SavedSearch,
    article: Article,
    annotate: Callable[..., Annotation],
    reader: User,
) -> None:
    annotate(reader, article, "No", note="What wages?", visibility="private")
    looked_at = saved.looked_at

    theirs = other_room.get(saved.get_absolute_url()).content.decode()
    assert "A search of <bdi>Rana Reader</bdi>" in theirs
    assert "A mill" in theirs
    assert "What <mark>wages</mark>?" not in theirs
    assert "Edit" not in theirs
    saved.refresh_from_db()
    assert saved.looked_at == looked_at
    assert "What <mark>wages</mark>?" in room.get(saved.get_absolute_url()).content.decode()


def test_she_can_save_it_as_her_own(other_room: Client, other_reader: User, saved: SavedSearch) -> None:
    assert "Save as my own" in other_room.get(saved.get_absolute_url()).content.decode()
    other_room.post(LIST, {"name": "Wages", "query": "wages"})

    assert SavedSearch.objects.of(other_reader).get().token != saved.token


def test_tabs_and_pages_stay_with_the_search(room: Client, saved: SavedSearch, article: Article) -> None:
    answer = room.get(saved.get_absolute_url(), {"group": "articles", "sort": "oldest"})

    assert all(tab.address.startswith(saved.get_absolute_url()) for tab in answer.context["tabs"])
    assert answer.context["sections"][0].hits[0].object == article


def test_it_is_renamed(room: Client, saved: SavedSearch) -> None:
    address = f"{LIST}{saved.token}/edit/"
    assert 'value="Wages"' in room.get(address).content.decode()
    room.post(address, {"name": "Pay", "query": "pay", "is_followed": "on"})

    saved.refresh_from_db()
    assert (saved.name, saved.query, saved.is_followed) == ("Pay", "pay", True)


def test_a_deleted_one_can_be_had_back_with_its_link(room: Client, saved: SavedSearch) -> None:
    room.post(f"{LIST}{saved.token}/deletion/")
    assert not SavedSearch.objects.exists()
    assert "Deleted: <bdi>Wages</bdi>" in listed(room)
    room.post(f"{LIST}restoration/")

    again = SavedSearch.objects.get()
    assert (again.name, again.query, again.token, again.is_followed, again.looked_at, again.created_at) == (
        "Wages", "wages", saved.token, True, saved.looked_at, saved.created_at,
    )  # fmt: skip
    assert "Deleted:" not in listed(room)
    assert room.post(f"{LIST}restoration/").status_code == 302
    assert SavedSearch.objects.count() == 1


def test_for_an_hour(room: Client, saved: SavedSearch) -> None:
    room.post(f"{LIST}{saved.token}/deletion/")
    session = room.session
    session["deleted_search"] |= {"deleted_at": (timezone.now() - timedelta(minutes=61)).isoformat()}
    session.save()

    assert "Deleted:" not in listed(room)
    room.post(f"{LIST}restoration/")
    assert not SavedSearch.objects.exists()


def test_a_name_that_was_given_meanwhile_is_asked_for(room: Client, reader: User, saved: SavedSearch) -> None:
    room.post(f"{LIST}{saved.token}/deletion/")
    room.post(LIST, {"name": "wages", "query": "pay"})
    answer = room.post(f"{LIST}restoration/")

    assert answer.status_code == 422
    assert "You have a search of this name already." in answer.content.decode()


@pytest.mark.parametrize(
    ("posted", "sentence"),
    [
        ({"name": "", "query": "pay"}, "This field is required."),
        ({"name": "   ", "query": "pay"}, "This field is required."),
        ({"name": "n" * 101, "query": "pay"}, "at most 100 characters"),
        ({"name": "Wages", "query": "pay"}, "You have a search of this name already."),
        ({"name": "wages", "query": "pay"}, "You have a search of this name already."),
        ({"name": "Pay", "query": ""}, "This field is required."),
        ({"name": "Pay", "query": "-pay"}, "This would find nothing: type a word."),
        ({"name": "Pay", "query": "p" * 1001}, "at most 1000 characters"),
        ({"name": "P\0y", "query": "pay"}, "Null characters are not allowed."),
        ({}, "This field is required."),
    ],
)
def test_refusals(room: Client, saved: SavedSearch, posted: dict[str, str], sentence: str) -> None:
    answer = room.post(LIST, posted)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert SavedSearch.objects.count() == 1


def test_nobody_else_edits_or_deletes_it(other_room: Client, saved: SavedSearch) -> None:
    assert other_room.get(f"{LIST}{saved.token}/edit/").status_code == 404
    assert other_room.post(f"{LIST}{saved.token}/edit/", {"name": "Mine", "query": "pay"}).status_code == 404
    assert other_room.post(f"{LIST}{saved.token}/deletion/").status_code == 404
    assert "Wages" not in listed(other_room)
    saved.refresh_from_db()
    assert saved.name == "Wages"


@pytest.mark.parametrize("token", ["nothing", "%00x", "x" * 500, "ÿ"])
def test_a_link_to_nothing(room: Client, token: str) -> None:
    assert room.get(f"{LIST}{token}/").status_code in (400, 404)


def test_reading_alone_changes_nothing(room: Client, saved: SavedSearch) -> None:
    assert room.get(f"{LIST}{saved.token}/deletion/").status_code == 405
    assert room.get(f"{LIST}restoration/").status_code == 405
    assert room.post(f"{LIST}{saved.token}/").status_code == 405


def test_signed_out_people_are_asked_to_sign_in(client: Client, saved: SavedSearch) -> None:
    for address in (LIST, saved.get_absolute_url(), f"{LIST}{saved.token}/edit/"):
        assert client.get(address).headers["Location"].startswith("/accounts/login/?next=")
    assert client.post(LIST, {"name": "x", "query": "x"}, headers={"HX-Request": "true"}).status_code == 401


def test_the_list_asks_for_a_page_at_most(room: Client, reader: User, article: Article) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            listed(room)
        return len(asked)

    def save(number: int) -> None:
        SavedSearch.objects.create(name=f"Number {number:03}", query="wages", owner=reader, is_followed=True)

    for number in range(25):
        save(number)
    before = cost()
    for number in range(25, 100):
        save(number)

    assert cost() == before
    assert "Page 1 of 5" in listed(room)
