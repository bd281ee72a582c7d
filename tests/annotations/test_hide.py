"""A moderator hides an annotation: it is gone for all but its author, who reads why."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Decision
from articles.models import Article


@pytest.fixture
def annotation(reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(reader, publish(), "two", note="Not so.")


@pytest.fixture
def desk(client: Client, moderator: User) -> Client:
    client.force_login(moderator)
    return client


def page_of(annotation: Annotation) -> str:
    return reverse("admin:annotations_annotation_change", args=[annotation.pk])


def test_it_works(desk: Client, annotation: Annotation, moderator: User) -> None:
    answer = desk.post(page_of(annotation), {"verb": "hide", "reason": "It names a witness."}, follow=True)

    assert "1 annotation is hidden" in answer.content.decode()
    annotation.refresh_from_db()
    decision = Decision.objects.get()
    assert annotation.hidden_by == decision
    assert (decision.verb, decision.moderator, decision.reason) == ("hide", moderator, "It names a witness.")


def test_the_author_reads_why(desk: Client, annotation: Annotation, reader: User, moderator: User) -> None:
    annotation.hide(moderator, "It names a witness.")

    mine = Annotation.objects.visible_to(reader).get()

    assert mine.hidden_by
    assert mine.hidden_by.reason == "It names a witness."


def test_nobody_else_gets_it(annotation: Annotation, other_reader: User, moderator: User) -> None:
    annotation.hide(moderator, "It names a witness.")

    for person in (other_reader, moderator, AnonymousUser()):
        assert not Annotation.objects.visible_to(person)
