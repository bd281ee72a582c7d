"""What a moderator decided stands in the log for ever: who, what, when and why."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.test import Client

from annotations.models import Annotation, Decision
from annotations.models.moderation import AppendOnly
from tests.annotations.conftest import page_of

LIST = "/admin/annotations/decision/"


@pytest.fixture
def decision(annotation: Annotation, moderator: User) -> Decision:
    annotation.hide(moderator, "It names a witness.")
    return Decision.objects.get()


def test_the_log_says_who_what_and_why(desk: Client, decision: Decision) -> None:
    for page in (desk.get(LIST).content.decode(), desk.get(page_of(decision)).content.decode()):
        for part in ("moderator", "hidden", "It names a witness.", page_of(decision.annotation), "two"):
            assert part in page


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("?q=witness", True),
        ("?q=moderator", True),
        ("?q={annotation}", True),
        ("?q=two", False),  # words of the annotation are not searched: it may be private by now
        ("?verb__exact=hide", True),
        ("?verb__exact=restore", False),
        ("?moderator__id__exact={moderator}", True),
        ("?decided_at__gte=2000-01-01+00:00:00%2B00:00", True),
        ("?decided_at__lt=2000-01-01+00:00:00%2B00:00", False),
    ],
)
def test_it_can_be_sifted_and_searched(desk: Client, decision: Decision, query: str, found: bool) -> None:
    query = query.format(annotation=decision.annotation_id, moderator=decision.moderator_id)

    answer = desk.get(LIST + query)

    assert answer.status_code == 200
    assert (decision.reason in answer.content.decode()) == found


@pytest.mark.parametrize("address", ["add/", "{pk}/change/", "{pk}/delete/"])
def test_nobody_changes_it_in_the_admin(client: Client, decision: Decision, administrator: User, address: str) -> None:
    client.force_login(administrator)

    answer = client.post(LIST + address.format(pk=decision.pk), {"reason": "Because.", "post": "yes"})

    assert answer.status_code == 403
    assert Decision.objects.get().reason == "It names a witness."


CHANGES: dict[str, Callable[[Decision], Any]] = {
    "save": lambda one: one.save(),
    "save only a field": lambda one: one.save(update_fields=["reason"]),
    "delete": lambda one: one.delete(),
    "update": lambda one: Decision.objects.filter(pk=one.pk).update(reason="Because."),
    "update by the base manager": lambda one: Decision._base_manager.update(reason="Because."),
    "update by the annotation": lambda one: one.annotation.decisions.update(reason="Because."),
    "bulk update": lambda one: Decision.objects.bulk_update([one], ["reason"]),
    "bulk update of none": lambda one: Decision.objects.bulk_update([], ["reason"]),
    "upsert": lambda one: Decision.objects.update_or_create(pk=one.pk, defaults={"reason": "Because."}),
    "bulk upsert": lambda one: Decision.objects.bulk_create(
        [one], update_conflicts=True, update_fields=["reason"], unique_fields=["id"]
    ),
    "delete them": lambda one: Decision.objects.all().delete(),
    "delete them raw": lambda one: Decision.objects.all()._raw_delete("default"),
    "delete by the annotation": lambda one: one.annotation.decisions.all().delete(),
    "take the annotation away": lambda one: one.annotation.delete(),
    "take the annotations away": lambda one: Annotation.objects.all().delete(),
    "take the moderator away": lambda one: one.moderator.delete(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_no_program_changes_it(decision: Decision, change: Callable[[Decision], Any]) -> None:
    changed = copy.copy(decision)
    changed.reason = "Because."

    with pytest.raises((AppendOnly, ProtectedError)), transaction.atomic():
        change(changed)

    assert Decision.objects.get().reason == "It names a witness."


def test_a_new_decision_never_takes_the_place_of_an_old_one(decision: Decision) -> None:
    usurper = Decision(
        pk=decision.pk, annotation=decision.annotation, moderator=decision.moderator, verb="hide", reason="Because."
    )

    with pytest.raises(IntegrityError), transaction.atomic():
        usurper.save()

    assert Decision.objects.get().reason == "It names a witness."


@pytest.mark.parametrize("end", ["private", "deleted"])
def test_of_what_is_no_longer_shared_the_log_keeps_the_number_alone(
    desk: Client, decision: Decision, annotation: Annotation, end: str
) -> None:
    mine = Annotation.objects.get()
    mine.delete_by_author() if end == "deleted" else mine.edit(note=mine.note, themes=[], visibility="private")

    for page in (desk.get(LIST).content.decode(), desk.get(page_of(decision)).content.decode()):
        assert "It names a witness." in page
        assert f"annotation {annotation.pk}, no longer shared" in page
        assert "two" not in page
        assert page_of(annotation) not in page
