"""An author, or staff, says that what a correction made of the marked words is right."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Anchor, Annotation
from articles.models import Revision
from tests.annotations.conftest import CHANGED, FRAGMENT, refreshed

BrowserOf = Callable[[User], Client]
OUTDATED = "The article was corrected meanwhile. Nothing was changed: look at its words again."


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def address(annotation: Annotation) -> str:
    return reverse("confirmation", args=[annotation.pk])


def seen(annotation: Annotation) -> dict[str, int | None]:
    return {"anchor": annotation.anchor_id}


def test_it_works(room: Client, reader: User, changed: Annotation) -> None:
    answer = room.post(address(changed), seen(changed), headers=FRAGMENT)

    now = refreshed(changed).anchor
    assert (now.state, now.words, now.settled_by, now.confidence) == (
        Anchor.State.CHANGED,
        "Ships waited outside for four days",
        reader,
        1,
    )
    assert now.passage == changed.anchor.passage
    assert now.is_certain
    assert answer.status_code == 200
    card = answer.content.decode()
    assert card.startswith('<article class="card"')
    assert "Rana Reader confirmed this on " in card
    assert "These are the right words" not in card


def test_without_script_one_goes_to_the_passage(room: Client, changed: Annotation) -> None:
    answer = room.post(address(changed), seen(changed))

    assert answer.status_code == 302
    assert answer["Location"] == changed.get_absolute_url()


def test_what_was_confirmed_stays_so_in_the_next_wording(
    room: Client, reader: User, changed: Annotation, correct: Callable[..., Revision]
) -> None:
    room.post(address(changed), seen(changed))
    correct(changed.article, CHANGED.replace("Monday", "Tuesday"))

    now = refreshed(changed).anchor
    assert (now.state, now.settled_by) == (Anchor.State.CHANGED, reader)


def test_a_double_click_confirms_once(room: Client, changed: Annotation) -> None:
    room.post(address(changed), seen(changed), headers=FRAGMENT)
    first = refreshed(changed).anchor.settled_at

    assert room.post(address(changed), seen(changed), headers=FRAGMENT).status_code == 200
    assert refreshed(changed).anchor.settled_at == first


def test_what_staff_settled_on_other_words_meanwhile_is_not_confirmed_unseen(
    room: Client, editor: User, changed: Annotation
) -> None:
    changed.anchor.settle(editor, 0, 11)

    answer = room.post(address(changed), seen(changed), headers=FRAGMENT)

    assert "editor confirmed this" in answer.content.decode()
    assert refreshed(changed).anchor.settled_by == editor


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_staff_confirm_what_everybody_sees(
    who: str, request: pytest.FixtureRequest, browser_of: BrowserOf, changed: Annotation
) -> None:
    staff = request.getfixturevalue(who)

    answer = browser_of(staff).post(address(changed), seen(changed), headers=FRAGMENT)

    assert answer.status_code == 200
    assert refreshed(changed).anchor.settled_by == staff


def test_what_is_exact_stays_as_it_is(room: Client, annotation: Annotation) -> None:
    answer = room.post(address(annotation), seen(annotation), headers=FRAGMENT)

    assert answer.status_code == 200
    now = refreshed(annotation).anchor
    assert (now.state, now.settled_by) == (Anchor.State.EXACT, None)


def test_another_reader_may_not(other_reader: User, browser_of: BrowserOf, changed: Annotation) -> None:
    answer = browser_of(other_reader).post(address(changed), seen(changed))

    assert answer.status_code == 404
    assert refreshed(changed).anchor.settled_by is None


def test_staff_without_the_permission_may_not(administrator: User, browser_of: BrowserOf, changed: Annotation) -> None:
    administrator.is_superuser = False
    administrator.save()

    assert browser_of(administrator).post(address(changed), seen(changed)).status_code == 404


@pytest.mark.parametrize("unseen", ["private", "hidden", "deleted"])
def test_what_staff_do_not_see_is_not_there_for_them(
    unseen: str, editor: User, moderator: User, browser_of: BrowserOf, changed: Annotation
) -> None:
    if unseen == "private":
        changed.edit(note="", themes=[], visibility="private")
    elif unseen == "hidden":
        changed.hide(moderator, "No.")
    else:
        changed.delete_by_author()

    assert browser_of(editor).post(address(changed), seen(changed)).status_code == 404
    assert refreshed(changed).anchor.settled_by is None


def test_an_anchor_that_is_no_longer_current_is_not_confirmed(
    room: Client, changed: Annotation, correct: Callable[..., Revision]
) -> None:
    correct(changed.article, CHANGED.replace("four days", "five days"))

    answer = room.post(address(changed), seen(changed), headers=FRAGMENT)

    assert answer.status_code == 422
    card = answer.content.decode()
    assert card.startswith('<article class="card"')
    assert OUTDATED in card
    assert "five days" in card
    assert refreshed(changed).anchor.settled_by is None


def test_what_is_lost_is_not_confirmed(room: Client, lost: Annotation) -> None:
    answer = room.post(address(lost), seen(lost), headers=FRAGMENT)

    assert answer.status_code == 422
    assert "These words are no longer in the text." in answer.content.decode()
    assert refreshed(lost).anchor.is_lost


@pytest.mark.parametrize("nonsense", ["", "x", "1.5", "\0", "-1", "9" * 40, "١"])
def test_nonsense_is_refused(room: Client, changed: Annotation, nonsense: str) -> None:
    answer = room.post(address(changed), {"anchor": nonsense}, headers=FRAGMENT)

    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()
    assert refreshed(changed).anchor.settled_by is None


def test_without_script_a_refusal_is_a_page(room: Client, lost: Annotation) -> None:
    answer = room.post(address(lost), seen(lost))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.startswith("<!doctype html>")
    assert "These words are no longer in the text." in page


def test_deleted_ones_are_not_there(room: Client, changed: Annotation) -> None:
    changed.delete_by_author()

    assert room.post(address(changed), seen(changed)).status_code == 404


def test_on_a_withdrawn_article_nothing_is_confirmed(room: Client, editor: User, changed: Annotation) -> None:
    changed.article.withdraw()

    answer = room.post(address(changed), seen(changed), headers=FRAGMENT)

    assert answer.status_code == 422
    assert "The article was withdrawn. Nothing was changed." in answer.content.decode()
    assert refreshed(changed).anchor.settled_by is None


def test_one_has_to_post(room: Client, changed: Annotation) -> None:
    assert room.get(address(changed)).status_code == 405


def test_one_has_to_be_signed_in(client: Client, changed: Annotation) -> None:
    assert client.post(address(changed), seen(changed)).status_code == 302
    assert client.post(address(changed), seen(changed), headers=FRAGMENT).status_code == 401
    assert refreshed(changed).anchor.settled_by is None
