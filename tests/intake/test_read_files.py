"""What waits is read, one after the other; broken off, stopped, and gone on with."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Source
from intake.models import GIVEN_UP, Arrival
from intake.views import waiting
from tests.intake import making
from tests.intake.conftest import ADD, ARRIVALS, SCRIPT, now, story, told

Put = Callable[..., Arrival]
NEXT, WAITING, STOP = (f"{ARRIVALS}{name}/" for name in ("next", "waiting", "waiting/drop"))


def test_the_next_file_is_read_and_its_row_answered(desk: Client, put: Put, editor: User) -> None:
    first, second = put("one.txt", making.FERRY.encode()), put("two.txt")
    answer = desk.post(NEXT, headers=SCRIPT)
    assert [arrival.pk for arrival in answer.context["arrivals"]] == [first.pk]
    assert answer.context["waiting"] == 1
    assert "Ferry to the islands sails again" in answer.text
    assert "<bdi>Ana Author</bdi>" in answer.text
    assert "58 words" in answer.text
    read = now(first)
    assert (read.state, bytes(Arrival.objects.get(pk=first.pk).data)) == ("read", b"")
    assert bytes(Source.objects.get().data) == making.FERRY.encode()
    assert now(second).state == "waiting"


def test_all_kinds_are_read_and_two_refused(desk: Client, put: Put) -> None:
    files = making.files()
    arrivals = {name: put(name, data) for name, data in files.items()}
    for _ in files:
        assert desk.post(NEXT, headers=SCRIPT).status_code == 200
    assert desk.post(NEXT, headers=SCRIPT).status_code == 204
    states = {name: now(arrival).state for name, arrival in arrivals.items()}
    assert {name for name, state in states.items() if state == "refused"} == {"locked.pdf", "fake.docx"}
    headlines = {name: found.headline for name, arrival in arrivals.items() if (found := now(arrival).found)}
    assert headlines == {
        "ferry.txt": "Ferry to the islands sails again",
        "bridge.html": "Old bridge gets new planks",
        "market.md": "Market moves under one roof",
        "library.docx": "Library lends as never before",
        "school.pdf": "Pupils correct the tide",
        "choir.eml": "Choir sings among trains",
        "bridge.mhtml": "Old bridge gets new planks",
        "museum.json": "Museum to show a ship",
    }
    page = desk.get(ADD).text
    assert "This PDF is locked with a password." in page
    assert "Embargoed until Jan. 1, 2099, 6 a.m." in page
    assert "Terms of use: <bdi>Not for use in print.</bdi>" in page


def test_without_scripts_as_much_is_read_as_she_may_wait_for(desk: Client, put: Put, monkeypatch: Any) -> None:
    for _ in range(3):
        put()
    clock = iter([0, 0, waiting.PATIENCE - 1, waiting.PATIENCE])
    monkeypatch.setattr(waiting, "monotonic", lambda: next(clock))
    answer = desk.post(WAITING, follow=True)
    assert told(answer) == ["2 files were read. 1 still waits."]
    monkeypatch.undo()
    assert told(desk.post(WAITING, follow=True)) == ["1 file was read. None waits any more."]
    assert not Arrival.objects.waiting().exists()


def test_stopping_drops_what_waits_and_it_can_be_taken_back(desk: Client, put: Put, read: Put) -> None:
    done, left = read(), put()
    assert desk.post(STOP, headers=SCRIPT).status_code == 204
    assert (now(done).state, now(left).state) == ("read", "dropped")
    row = desk.post(f"{ARRIVALS}{left.pk}/restoration/", headers=SCRIPT)
    assert "Waits to be read." in row.text
    assert row.context["waiting"] == 1
    desk.post(NEXT)
    assert now(left).state == "read"


def test_stopping_without_scripts_tells_how_many(desk: Client, put: Put) -> None:
    put(), put()
    assert told(desk.post(STOP, follow=True)) == ["2 files were dropped unread."]


def test_what_is_dropped_while_it_is_read_stays_dropped(put: Put, editor: User) -> None:
    arrival = put()
    claimed = Arrival.objects.claim(by=editor)
    assert claimed
    now(arrival).drop()
    claimed.read()
    assert now(arrival).state == "dropped"
    now(arrival).restore()
    assert now(arrival).state == "read"


def test_what_is_cleared_away_while_it_is_read_leaves_nothing(put: Put, editor: User) -> None:
    put(), put("empty.txt", b"")
    claimed = [Arrival.objects.claim(by=editor) for _ in range(2)]
    Arrival.objects.stop()
    Arrival.objects.settled().clear()
    for arrival in claimed:
        assert arrival
        arrival.read()
    assert not Arrival.objects.exists()
    assert not Source.objects.exists()


def test_what_somebody_began_to_read_and_did_not_finish_is_read_again(put: Put, editor: User) -> None:
    arrival = put()
    assert Arrival.objects.claim(by=editor) == arrival
    assert Arrival.objects.claim(by=editor) is None
    long_ago = timezone.now() - GIVEN_UP - timedelta(seconds=1)
    Arrival.objects.filter(pk=arrival.pk).update(claimed_at=long_ago)
    assert Arrival.objects.claim(by=editor) == arrival


@pytest.mark.django_db(transaction=True)
def test_two_windows_at_once_read_each_file_once(
    put: Put, editor: User, at_once: Callable[..., list[Any]], browser_of: Callable[[User], Client]
) -> None:
    for number in range(4):
        put(data=story(f"Number {number}"))
    windows = [browser_of(editor) for _ in range(4)]
    answers = at_once(*(lambda window=window: window.post(NEXT, headers=SCRIPT).status_code for window in windows))
    assert answers == [200] * 4
    assert Source.objects.count() == 4
    assert set(Arrival.objects.values_list("state", flat=True)) == {"read"}
