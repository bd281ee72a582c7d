"""A moderator hides an annotation, with a reason; the author reads why."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Permission, User
from django.http import HttpResponse
from django.test import Client

from annotations.models import Annotation, Decision
from articles.models import Article
from tests.annotations.conftest import page_of

REASON = "It names a witness."
LIST = "/admin/annotations/annotation/"


@pytest.fixture
def three(reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]) -> list[Annotation]:
    article = publish("<p>One two three.</p>")
    return [annotate(reader, article, word) for word in ("One", "two", "three")]


def test_it_works(desk: Client, annotation: Annotation, moderator: User) -> None:
    answer = desk.post(page_of(annotation), {"verb": "hide", "reason": f" {REASON} "}, follow=True)

    assert "1 annotation is hidden" in answer.content.decode()
    annotation.refresh_from_db()
    decision = Decision.objects.get()
    assert annotation.hidden_by == decision
    assert (decision.verb, decision.moderator, decision.reason) == ("hide", moderator, REASON)


def test_the_author_reads_why(annotation: Annotation, reader: User, moderator: User) -> None:
    annotation.hide(moderator, REASON)

    mine = Annotation.objects.visible_to(reader).get()

    assert mine.hidden_by
    assert mine.hidden_by.reason == REASON


def test_the_page_shows_what_is_decided_about(desk: Client, annotation: Annotation, other_reader: User) -> None:
    annotation.flag(other_reader, "Rude!")

    page = desk.get(page_of(annotation)).content.decode()

    assert "One <mark>two</mark> three four five." in page
    for part in ("Not so.", "Doubt", "Rude!", "Rana Reader", annotation.get_absolute_url()):
        assert part in page


def test_a_page_after_the_decision_offers_the_way_back(desk: Client, annotation: Annotation, moderator: User) -> None:
    annotation.hide(moderator, REASON)

    page = desk.get(page_of(annotation)).content.decode()

    assert 'value="restore"' in page
    assert 'value="hide"' not in page
    assert REASON in page
    assert f'href="{annotation.get_absolute_url()}"' not in page  # it would not be found


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 1001, "nul \x00"])
def test_without_a_sound_reason_nothing_is_hidden(desk: Client, annotation: Annotation, reason: str) -> None:
    answer = desk.post(page_of(annotation), {"verb": "hide", "reason": reason})

    assert answer.status_code == 422
    assert reason.strip() in answer.content.decode()
    assert not Decision.objects.exists()
    assert Annotation.objects.get().hidden_by is None


@pytest.mark.parametrize("verb", ["", "delete"])
def test_only_what_can_be_decided_is_decided(desk: Client, annotation: Annotation, verb: str) -> None:
    answer = desk.post(page_of(annotation), {"verb": verb, "reason": REASON})

    assert answer.status_code == 422
    assert REASON in answer.content.decode()
    assert "Please choose what to do." in answer.content.decode()
    assert not Decision.objects.exists()


def test_a_moderator_who_comes_second_is_told(desk: Client, annotation: Annotation, administrator: User) -> None:
    annotation.hide(administrator, "First.")

    answer = desk.post(page_of(annotation), {"verb": "hide", "reason": "Second."}, follow=True)

    assert "somebody else was quicker" in answer.content.decode()
    assert Decision.objects.get().reason == "First."


@pytest.mark.django_db(transaction=True)
def test_two_moderators_at_once_make_one_decision(
    at_once: Callable[..., list[bool]], annotation: Annotation, moderator: User, administrator: User
) -> None:
    done = at_once(
        lambda: Annotation.objects.get().hide(moderator, "One."),
        lambda: Annotation.objects.get().hide(administrator, "Two."),
    )

    assert sorted(done) == [False, True]
    assert Annotation.objects.get().hidden_by == Decision.objects.get()


def test_what_its_author_takes_back_meanwhile_is_left_alone(annotation: Annotation, moderator: User) -> None:
    Annotation.objects.get().edit(note="Mine.", themes=[], visibility="private")

    assert not annotation.hide(moderator, REASON)
    assert not Decision.objects.exists()


def test_many_at_once(act: Callable[..., HttpResponse], three: list[Annotation]) -> None:
    asked = act("hide_selected", three)
    assert asked.status_code == 200
    assert "Hide 3 annotations?" in asked.content.decode()
    assert not Decision.objects.exists()

    answer = act("hide_selected", three, reason=REASON)

    assert "3 annotations are hidden" in answer.content.decode()
    assert set(Decision.objects.values_list("annotation", "reason")) == {(one.pk, REASON) for one in three}
    assert not Annotation.objects.filter(hidden_by=None).exists()


def test_many_at_once_need_a_reason_too(act: Callable[..., HttpResponse], three: list[Annotation]) -> None:
    answer = act("hide_selected", three, reason=" ")

    assert answer.status_code == 422
    assert "Please give a reason" in answer.content.decode()
    assert not Decision.objects.exists()


def test_of_many_the_hidden_ones_are_left_as_they_are(
    act: Callable[..., HttpResponse], three: list[Annotation], moderator: User
) -> None:
    asked = act("hide_selected", three)
    three[0].hide(moderator, "Earlier.")

    answer = act("hide_selected", three, reason=REASON).content.decode()

    assert asked.status_code == 200
    assert "2 annotations are hidden" in answer
    assert "1 annotation was left as it is" in answer
    assert Decision.objects.filter(annotation=three[0]).get().reason == "Earlier."


def test_what_the_list_hides_is_not_decided_about(
    act: Callable[..., HttpResponse], three: list[Annotation], other_reader: User
) -> None:
    """A list sifted by open flags, whose rows somebody settled meanwhile, has nothing left to decide about."""
    answer = act("hide_selected", three, query="?flags=open", reason=REASON).content.decode()

    assert "3 annotations were left as they are" in answer
    assert not Decision.objects.exists()


def test_all_hidden_already(act: Callable[..., HttpResponse], annotation: Annotation, moderator: User) -> None:
    annotation.hide(moderator, REASON)

    assert "All of these are hidden already." in act("hide_selected", [annotation]).content.decode()


def test_more_than_a_person_can_mean_is_refused(
    act: Callable[..., HttpResponse], three: list[Annotation], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.admin.annotations.MOST_AT_ONCE", 2)

    answer = act("hide_selected", three[:1], select_across="1", reason=REASON).content.decode()

    assert "At most 2 annotations can be decided about at once." in answer
    assert not Decision.objects.exists()


def test_staff_who_may_only_look_decide_nothing(client: Client, annotation: Annotation, editor: User) -> None:
    editor.user_permissions.add(Permission.objects.get(codename="view_annotation"))
    client.force_login(editor)

    assert 'name="reason"' not in client.get(page_of(annotation)).content.decode()
    assert "hide_selected" not in client.get(LIST).content.decode()
    assert client.post(page_of(annotation), {"verb": "hide", "reason": REASON}).status_code == 403
    client.post(LIST, {"action": "hide_selected", "_selected_action": annotation.pk, "reason": REASON})
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "address", [LIST, LIST + "{pk}/change/", "/admin/annotations/decision/", "/admin/annotations/theme/"]
)
def test_editors_are_refused(client: Client, annotation: Annotation, editor: User, address: str) -> None:
    client.force_login(editor)

    assert client.get(address.format(pk=annotation.pk)).status_code == 403


@pytest.mark.parametrize("signed_in", [True, False])
def test_readers_are_sent_to_sign_in(client: Client, annotation: Annotation, reader: User, signed_in: bool) -> None:
    if signed_in:
        client.force_login(reader)

    for address in (LIST, page_of(annotation)):
        answer = client.post(address, {"verb": "hide", "reason": REASON})
        assert answer.status_code == 302
        assert "login" in answer["Location"]
    assert not Decision.objects.exists()


@pytest.mark.parametrize("address", ["add/", "{pk}/delete/"])
def test_staff_neither_add_nor_delete(
    client: Client, annotation: Annotation, administrator: User, address: str
) -> None:
    client.force_login(administrator)

    assert client.post(LIST + address.format(pk=annotation.pk), {"post": "yes"}).status_code == 403
    assert Annotation.objects.filter(pk=annotation.pk, deleted_at=None).exists()


def test_staff_never_edit_a_readers_words(client: Client, annotation: Annotation, administrator: User) -> None:
    client.force_login(administrator)

    client.post(page_of(annotation), {"note": "Mine now.", "exact": "x", "verb": "hide", "reason": REASON})

    annotation.refresh_from_db()
    assert (annotation.note, annotation.exact) == ("Not so.", "two")
