"""A reader reports what another wrote."""

from collections.abc import Callable
from functools import partial

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Flag
from articles.models import Article
from tests.annotations.conftest import FRAGMENT

BrowserOf = Callable[[User], Client]


@pytest.fixture
def theirs(other_reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(other_reader, publish(), "two", note="Nonsense!")


@pytest.fixture
def address(theirs: Annotation) -> str:
    return reverse("flag", args=[theirs.pk])


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def test_it_works(room: Client, theirs: Annotation, address: str, reader: User) -> None:
    answer = room.post(address, {"reason": " It is\r\nrude. "}, headers=FRAGMENT)

    flag = Flag.objects.get()
    assert (flag.annotation, flag.reader, flag.reason, flag.settled_by) == (theirs, reader, "It is\nrude.", None)
    assert answer.status_code == 200
    assert answer.content.decode().startswith('<article class="card"')
    assert "You flagged this" in answer.content.decode()


def test_the_form_shows_what_is_reported(room: Client, address: str) -> None:
    form = room.get(address, headers=FRAGMENT).content.decode()

    assert form.startswith('<form class="card flagging"')
    assert "<mark>two</mark>" in form


def test_without_script_the_form_is_a_page(room: Client, theirs: Annotation, address: str) -> None:
    asked = room.get(address)
    answer = room.post(address, {"reason": "Rude."})

    assert asked.content.decode().startswith("<!doctype html>")
    assert answer["Location"] == theirs.get_absolute_url()


def test_the_annotation_stays_until_a_moderator_decides(
    room: Client, theirs: Annotation, address: str, reader: User
) -> None:
    room.post(address, {"reason": "Rude."})

    assert list(Annotation.objects.visible_to(reader)) == [theirs]


def test_only_who_flagged_it_is_reminded(
    room: Client, theirs: Annotation, address: str, other_reader: User, editor: User, browser_of: BrowserOf
) -> None:
    room.post(address, {"reason": "Rude."})

    for person in (other_reader, editor):
        card = browser_of(person).get(reverse("annotation", args=[theirs.pk]), headers=FRAGMENT).content.decode()
        assert "flagged" not in card
        assert "Rude." not in card


def test_a_second_report_changes_the_first(room: Client, address: str) -> None:
    room.post(address, {"reason": "Rude."})
    room.post(address, {"reason": "Rude, and wrong."})

    assert Flag.objects.get().reason == "Rude, and wrong."


@pytest.mark.django_db(transaction=True)
def test_a_double_click_makes_one_report(
    address: str, reader: User, browser_of: BrowserOf, at_once: Callable[..., list[HttpResponse]]
) -> None:
    report = {"reason": "Rude."}

    answers = at_once(*(partial(browser_of(reader).post, address, report, headers=FRAGMENT) for _ in range(4)))

    assert [answer.status_code for answer in answers] == [200] * 4
    assert Flag.objects.count() == 1


@pytest.mark.parametrize("reason", ["", "  \n ", "\0\x07"])
def test_a_report_needs_a_reason(room: Client, address: str, reason: str) -> None:
    answer = room.post(address, {"reason": reason}, headers=FRAGMENT)

    assert answer.status_code == 422
    assert "Please say what is wrong with it" in answer.content.decode()
    assert not Flag.objects.exists()


def test_an_empty_post_is_refused(room: Client, address: str) -> None:
    assert room.post(address).status_code == 422


def test_a_long_reason_is_refused_and_still_in_the_form(room: Client, address: str) -> None:
    answer = room.post(address, {"reason": "x" * 1001}, headers=FRAGMENT)

    assert answer.status_code == 422
    assert "This has 1,001 characters; at most 1,000 can be kept." in answer.content.decode()
    assert "x" * 1001 in answer.content.decode()


def test_the_longest_reason_is_taken_however_its_lines_end(room: Client, address: str) -> None:
    assert room.post(address, {"reason": "x\r\n" * 499 + "xx"}, headers=FRAGMENT).status_code == 200
    assert len(Flag.objects.get().reason) == 1000


def test_nobody_flags_her_own(address: str, other_reader: User, browser_of: BrowserOf) -> None:
    browser = browser_of(other_reader)

    assert browser.get(address).status_code == 404
    assert browser.post(address, {"reason": "Rude."}).status_code == 404
    assert not Flag.objects.exists()


def test_staff_may_flag_as_everybody_does(address: str, moderator: User, browser_of: BrowserOf) -> None:
    assert browser_of(moderator).post(address, {"reason": "Rude."}, headers=FRAGMENT).status_code == 200


def test_what_is_gone_meanwhile_is_not_flagged(room: Client, theirs: Annotation, address: str) -> None:
    theirs.article.withdraw()

    assert room.post(address, {"reason": "Rude."}, headers=FRAGMENT).status_code == 404
    assert not Flag.objects.exists()


def test_somebody_signed_out_flags_nothing(client: Client, address: str) -> None:
    assert client.post(address, {"reason": "Rude."}, headers=FRAGMENT).status_code == 401
    assert not Flag.objects.exists()
