"""What is dropped stays for a while, and can be taken back."""

from collections.abc import Callable

import pytest
from django.test import Client

from articles.models import Article
from intake.models import Arrival
from tests.intake.conftest import ARRIVALS, SCRIPT, at, now, told

Read = Callable[..., Arrival]


def test_a_file_is_dropped_and_taken_back(desk: Client, read: Read) -> None:
    arrival = read()
    dropped = desk.post(at(arrival, "drop"), headers=SCRIPT)
    assert "Take back" in dropped.text
    assert now(arrival).state == "dropped"
    back = desk.post(at(arrival, "restoration"), headers=SCRIPT)
    assert "Save draft" in back.text
    assert now(arrival).state == "read"


def test_what_cannot_be_read_comes_back_as_that(desk: Client, read: Read) -> None:
    arrival = read("empty.txt", b"")
    desk.post(at(arrival, "drop"))
    assert now(arrival).state == "dropped"
    assert "Cannot be read." in desk.post(at(arrival, "restoration"), headers=SCRIPT).text


def test_what_is_saved_cannot_be_dropped(desk: Client, read: Read) -> None:
    arrival = read()
    desk.post(at(arrival, "draft"))
    assert 'data-state="saved"' in desk.post(at(arrival, "drop"), headers=SCRIPT).text
    assert now(arrival).state == "read"
    assert Article.objects.count() == 1


def test_several_at_once(desk: Client, read: Read) -> None:
    first, second, third = read(), read(), read()
    desk.post(at(third, "draft"))
    chosen = {"verb": "drop", "arrival": [first.pk, third.pk]}
    answer = desk.post(f"{ARRIVALS}selected/", chosen, follow=True)
    assert told(answer) == ["1 file dropped.", "What is saved as an article stays as it is."]
    assert [now(arrival).state for arrival in (first, second, third)] == ["dropped", "read", "read"]


@pytest.mark.parametrize("verb", ["draft", "publish", "drop"])
def test_choosing_none_is_said(desk: Client, read: Read, verb: str) -> None:
    read()
    assert told(desk.post(f"{ARRIVALS}selected/", {"verb": verb}, follow=True)) == ["No file was chosen."]


def test_another_verb_is_refused(desk: Client, read: Read) -> None:
    assert desk.post(f"{ARRIVALS}selected/", {"verb": "burn", "arrival": read().pk}).status_code == 400
