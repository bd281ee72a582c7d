"""A flag is open until a moderator decides; every decision settles all that are open."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client

from annotations.models import Annotation, Decision, Flag
from tests.annotations.conftest import page_of


@pytest.fixture
def flag(annotation: Annotation, other_reader: User) -> Flag:
    return annotation.flag(other_reader, "Rude!")


def test_dismissing_works(desk: Client, flag: Flag, annotation: Annotation, other_reader: User) -> None:
    answer = desk.post(page_of(annotation), {"verb": "dismiss", "reason": "It is not."}, follow=True)

    assert "The flags of 1 annotation are settled, and it stands." in answer.content.decode()
    flag.refresh_from_db()
    assert flag.settled_by == Decision.objects.get()
    assert list(Annotation.objects.visible_to(other_reader)) == [annotation]
    assert not Flag.objects.open()


def test_hiding_settles_every_flag(flag: Flag, annotation: Annotation, moderator: User) -> None:
    annotation.flag(moderator, "Rude indeed.")

    annotation.hide(moderator, "Rude.")

    assert {one.settled_by for one in Flag.objects.all()} == {Decision.objects.get()}


def test_settled_flags_stay_on_the_page(desk: Client, flag: Flag, annotation: Annotation, moderator: User) -> None:
    annotation.dismiss_flags(moderator, "It is not.")

    page = desk.get(page_of(annotation)).content.decode()

    assert "Open flags (0)" in page
    assert "Nobody is waiting for a decision." in page
    assert "Rude!" in page
    assert 'value="dismiss"' not in page


def test_many_at_once(act: Callable[..., HttpResponse], flag: Flag, annotation: Annotation) -> None:
    assert "Dismiss the flags of 1 annotation?" in act("dismiss_selected", [annotation]).content.decode()
    assert act("dismiss_selected", [annotation], reason="").status_code == 422

    act("dismiss_selected", [annotation], reason="It is not.")

    assert not Flag.objects.open()


def test_a_second_flag_of_a_reader_changes_her_first(flag: Flag, annotation: Annotation, other_reader: User) -> None:
    annotation.flag(other_reader, "Rude, and wrong.")

    assert [one.reason for one in Flag.objects.all()] == ["Rude, and wrong."]


def test_a_reader_may_flag_again_after_the_decision(
    flag: Flag, annotation: Annotation, other_reader: User, moderator: User
) -> None:
    annotation.dismiss_flags(moderator, "It is not.")

    annotation.flag(other_reader, "It was edited, and is rude now.")

    assert Flag.objects.open().count() == 1
    assert Flag.objects.count() == 2


def test_no_reader_has_two_open_flags(flag: Flag) -> None:
    with pytest.raises(IntegrityError):
        Flag.objects.create(annotation=flag.annotation, reader=flag.reader, reason="Again.")


def test_nothing_to_dismiss(
    desk: Client, act: Callable[..., HttpResponse], annotation: Annotation, moderator: User
) -> None:
    assert not annotation.dismiss_flags(moderator, "Nothing there.")

    answer = desk.post(page_of(annotation), {"verb": "dismiss", "reason": "Nothing there."}, follow=True)
    assert "somebody else was quicker" in answer.content.decode()
    assert "None of these has open flags." in act("dismiss_selected", [annotation]).content.decode()
    assert not Decision.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_a_flag_that_comes_during_a_decision_is_settled_or_open(
    at_once: Callable[..., list[object]], flag: Flag, annotation: Annotation, moderator: User, reader: User
) -> None:
    at_once(
        lambda: Annotation.objects.get().dismiss_flags(moderator, "It is not."),
        lambda: Annotation.objects.get().flag(moderator, "Also rude."),
    )

    assert Flag.objects.count() == 2
    assert Decision.objects.count() == 1


def test_flags_wait_while_the_annotation_is_private(flag: Flag, annotation: Annotation, desk: Client) -> None:
    mine = Annotation.objects.get()
    mine.edit(note="", themes=[], visibility="private")
    assert desk.get(page_of(annotation)).status_code == 404

    mine.edit(note="", themes=[], visibility="everyone")

    assert "Rude!" in desk.get(page_of(annotation)).content.decode()
