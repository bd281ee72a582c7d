"""A moderator restores what was hidden, with a reason: everybody has it again."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from annotations.models import Annotation, Decision
from tests.annotations.conftest import page_of


@pytest.fixture
def hidden(annotation: Annotation, moderator: User) -> Annotation:
    annotation.hide(moderator, "Too soon.")
    return annotation


def test_it_works(desk: Client, hidden: Annotation, other_reader: User) -> None:
    answer = desk.post(page_of(hidden), {"verb": "restore", "reason": "It was fair."}, follow=True)

    assert "1 annotation is shown again" in answer.content.decode()
    assert list(Annotation.objects.visible_to(other_reader)) == [hidden]
    assert list(Decision.objects.values_list("verb", "reason")) == [("restore", "It was fair."), ("hide", "Too soon.")]


def test_both_decisions_stand_on_its_page(desk: Client, hidden: Annotation, moderator: User) -> None:
    hidden.restore(moderator, "It was fair.")

    page = desk.get(page_of(hidden)).content.decode()

    assert page.index("It was fair.") < page.index("Too soon.")


def test_it_can_be_hidden_again(hidden: Annotation, moderator: User) -> None:
    assert hidden.restore(moderator, "It was fair.")
    assert hidden.hide(moderator, "No, it was not.")

    hidden.refresh_from_db()
    assert hidden.hidden_by
    assert hidden.hidden_by.reason == "No, it was not."


def test_many_at_once(act: Callable[..., HttpResponse], hidden: Annotation) -> None:
    assert "Restore 1 annotation?" in act("restore_selected", [hidden]).content.decode()

    assert "1 annotation is shown again" in act("restore_selected", [hidden], reason="Fair.").content.decode()
    assert Annotation.objects.get().hidden_by is None


def test_a_reason_is_needed(desk: Client, act: Callable[..., HttpResponse], hidden: Annotation) -> None:
    assert desk.post(page_of(hidden), {"verb": "restore", "reason": ""}).status_code == 422
    assert act("restore_selected", [hidden], reason="").status_code == 422
    assert Annotation.objects.get().hidden_by is not None


def test_what_is_not_hidden_cannot_be_restored(
    desk: Client, act: Callable[..., HttpResponse], annotation: Annotation
) -> None:
    answer = desk.post(page_of(annotation), {"verb": "restore", "reason": "Fair."}, follow=True)

    assert "somebody else was quicker" in answer.content.decode()
    assert "None of these is hidden." in act("restore_selected", [annotation]).content.decode()
    assert not Decision.objects.exists()


def test_what_its_author_keeps_to_herself_now_is_not_restored(hidden: Annotation, moderator: User) -> None:
    Annotation.objects.get().edit(note="", themes=[], visibility="private")

    assert not hidden.restore(moderator, "Fair.")


def test_a_detour_by_private_does_not_unhide(hidden: Annotation, other_reader: User) -> None:
    mine = Annotation.objects.get()
    mine.edit(note="", themes=[], visibility="private")
    mine.edit(note="", themes=[], visibility="everyone")
    mine.delete_by_author()
    mine.undo_deletion()

    assert not Annotation.objects.visible_to(other_reader)
