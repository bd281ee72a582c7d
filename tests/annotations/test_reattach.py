"""An author, or staff, attaches an annotation to other words of the article as it stands."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Anchor, Annotation
from articles.models import Article, Revision
from tests.annotations.conftest import CHANGED, FRAGMENT, STORY, WITHOUT_SHIPS, refreshed

BrowserOf = Callable[[User], Client]
OUTDATED = "The article was corrected meanwhile. Nothing was changed: look at its words again."
NOT_THERE = "These words are not in the article. Mark them again."
UNCLEAR = "It is not clear which words you marked."


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def address(annotation: Annotation) -> str:
    return reverse("anchor", args=[annotation.pk])


def passage(annotation: Annotation, quote: str, **otherwise: Any) -> dict[str, Any]:
    """The fields of a quote's first occurrence in the current wording."""
    current = Article.objects.get(pk=annotation.article_id).current
    start = current.text.index(quote)
    return {"revision": current.pk, "start": start, "end": start + len(quote)} | otherwise


def words(annotation: Annotation) -> str:
    anchor = refreshed(annotation).anchor
    return "" if anchor.is_lost else anchor.revision.text[anchor.start : anchor.end]


def test_a_lost_one_is_attached_to_other_words(room: Client, reader: User, lost: Annotation) -> None:
    answer = room.post(address(lost), passage(lost, "a long inspection"), headers=FRAGMENT)

    now = refreshed(lost).anchor
    assert words(lost) == "a long inspection"
    assert (now.state, now.words, now.settled_by) == (Anchor.State.CHANGED, "a long inspection", reader)
    assert answer.status_code == 200
    card = answer.content.decode()
    assert card.startswith('<article class="card"')
    assert f'data-start="{now.start}" data-end="{now.end}" data-state="changed"' in card
    assert "Rana Reader confirmed this on " in card
    assert "So long?" in card
    assert "Delays" in card


def test_what_was_marked_is_kept_for_ever(room: Client, lost: Annotation) -> None:
    before = (lost.revision, lost.start, lost.end, lost.exact, lost.prefix, lost.suffix)

    room.post(address(lost), passage(lost, "a long inspection"))

    now = refreshed(lost)
    assert (now.revision, now.start, now.end, now.exact, now.prefix, now.suffix) == before


def test_a_changed_one_is_attached_to_other_words(room: Client, changed: Annotation) -> None:
    room.post(address(changed), passage(changed, "four days"))

    assert words(changed) == "four days"
    assert refreshed(changed).anchor.is_certain


def test_even_an_exact_one_is(room: Client, annotation: Annotation) -> None:
    room.post(address(annotation), passage(annotation, "four five"))

    assert words(annotation) == "four five"


def test_it_can_be_done_again(room: Client, lost: Annotation) -> None:
    room.post(address(lost), passage(lost, "a long inspection"))
    room.post(address(lost), passage(lost, "in a hurry"))

    assert words(lost) == "in a hurry"
    assert lost.anchors.count() == 2


def test_on_the_words_that_were_marked_it_is_as_certain_as_ever(
    room: Client, reader: User, lost: Annotation, correct: Callable[..., Revision]
) -> None:
    correct(lost.article, STORY)
    room.post(address(lost), passage(lost, lost.exact))

    now = refreshed(lost).anchor
    assert (now.words, now.is_certain, now.settled_by) == ("", True, reader)


def test_it_follows_the_next_correction(room: Client, lost: Annotation, correct: Callable[..., Revision]) -> None:
    room.post(address(lost), passage(lost, "a long inspection"))

    correct(lost.article, "<p>News from the coast.</p>" + WITHOUT_SHIPS)

    assert words(lost) == "a long inspection"


def test_without_script_one_goes_to_the_passage(room: Client, lost: Annotation) -> None:
    answer = room.post(address(lost), passage(lost, "a long inspection"))

    assert answer.status_code == 302
    assert answer["Location"] == lost.get_absolute_url()


def test_a_double_click_is_no_mistake(room: Client, lost: Annotation) -> None:
    for _ in range(2):
        answer = room.post(address(lost), passage(lost, "a long inspection"), headers=FRAGMENT)
        assert answer.status_code == 200

    assert words(lost) == "a long inspection"
    assert lost.anchors.count() == 2


@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_stands(
    reader: User, editor: User, browser_of: BrowserOf, lost: Annotation, at_once: Callable[..., list[Any]]
) -> None:
    choices = [passage(lost, "a long inspection"), passage(lost, "in a hurry")]
    answers = at_once(
        lambda: browser_of(reader).post(address(lost), choices[0]).status_code,
        lambda: browser_of(editor).post(address(lost), choices[1]).status_code,
    )

    assert answers == [302, 302]
    now = refreshed(lost).anchor
    assert (words(lost), now.settled_by) in [("a long inspection", reader), ("in a hurry", editor)]


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_staff_attach_what_everybody_sees(
    who: str, request: pytest.FixtureRequest, browser_of: BrowserOf, lost: Annotation
) -> None:
    staff = request.getfixturevalue(who)

    answer = browser_of(staff).post(address(lost), passage(lost, "a long inspection"), headers=FRAGMENT)

    assert answer.status_code == 200
    assert refreshed(lost).anchor.settled_by == staff


def test_another_reader_may_not(other_reader: User, browser_of: BrowserOf, lost: Annotation) -> None:
    answer = browser_of(other_reader).post(address(lost), passage(lost, "a long inspection"))

    assert answer.status_code == 404
    assert refreshed(lost).anchor.is_lost


def test_somebody_with_the_permission_who_is_no_staff_may_not(
    editor: User, browser_of: BrowserOf, lost: Annotation
) -> None:
    editor.is_staff = False
    editor.save()

    assert browser_of(editor).post(address(lost), passage(lost, "a long inspection")).status_code == 404


@pytest.mark.parametrize("unseen", ["private", "hidden"])
def test_what_staff_do_not_see_is_not_there_for_them(
    unseen: str, editor: User, moderator: User, browser_of: BrowserOf, lost: Annotation
) -> None:
    if unseen == "private":
        lost.edit(note="", themes=[], visibility="private")
    else:
        lost.hide(moderator, "No.")

    assert browser_of(editor).post(address(lost), passage(lost, "a long inspection")).status_code == 404
    assert refreshed(lost).anchor.is_lost


def test_an_author_attaches_what_a_moderator_hid(room: Client, moderator: User, lost: Annotation) -> None:
    lost.hide(moderator, "No.")

    assert room.post(address(lost), passage(lost, "a long inspection"), headers=FRAGMENT).status_code == 200
    assert words(lost) == "a long inspection"


def test_where_the_article_was_corrected_meanwhile_nothing_is_attached(
    room: Client, lost: Annotation, correct: Callable[..., Revision]
) -> None:
    chosen = passage(lost, "a long inspection")
    correct(lost.article, CHANGED)

    answer = room.post(address(lost), chosen, headers=FRAGMENT)

    assert answer.status_code == 422
    card = answer.content.decode()
    assert OUTDATED in card
    assert card.startswith('<article class="card"')
    assert f'data-revision="{refreshed(lost).anchor.revision_id}"' in card
    assert refreshed(lost).anchor.settled_by is None


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"start": -1}, NOT_THERE),
        ({"end": 100_000}, NOT_THERE),
        ({"start": 5, "end": 5}, NOT_THERE),
        ({"start": 6, "end": 5}, NOT_THERE),
        ({"start": 3, "end": 4}, NOT_THERE),
        ({"start": ""}, UNCLEAR),
        ({"end": "x"}, UNCLEAR),
        ({"end": "1\0"}, UNCLEAR),
        ({"start": "1.5"}, UNCLEAR),
        ({"revision": ""}, UNCLEAR),
        ({"revision": "\0"}, UNCLEAR),
        ({"revision": 0}, UNCLEAR),
        ({"revision": "9" * 40}, UNCLEAR),
    ],
    ids=lambda value: str(value)[:40],
)
def test_nonsense_is_refused(room: Client, lost: Annotation, wrong: dict[str, Any], sentence: str) -> None:
    answer = room.post(address(lost), passage(lost, "a long inspection") | wrong, headers=FRAGMENT)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert refreshed(lost).anchor.is_lost


def test_a_wording_of_another_article_is_refused(
    room: Client, lost: Annotation, publish: Callable[..., Article]
) -> None:
    other = publish(STORY)

    answer = room.post(address(lost), passage(lost, "a long inspection", revision=other.current_id), headers=FRAGMENT)

    assert answer.status_code == 422
    assert refreshed(lost).anchor.is_lost


def test_without_script_a_refusal_is_a_page(room: Client, lost: Annotation) -> None:
    answer = room.post(address(lost), passage(lost, "a long inspection", end=100_000))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert page.startswith("<!doctype html>")
    assert NOT_THERE in page


def test_deleted_ones_are_not_there(room: Client, lost: Annotation) -> None:
    lost.delete_by_author()

    assert room.post(address(lost), passage(lost, "a long inspection")).status_code == 404
    assert refreshed(lost).anchor.is_lost


def test_on_a_withdrawn_article_nothing_is_attached(room: Client, editor: User, lost: Annotation) -> None:
    chosen = passage(lost, "a long inspection")
    lost.article.withdraw()

    answer = room.post(address(lost), chosen, headers=FRAGMENT)

    assert answer.status_code == 422
    assert "The article was withdrawn. Nothing was changed." in answer.content.decode()
    assert refreshed(lost).anchor.is_lost


def test_one_has_to_post(room: Client, lost: Annotation) -> None:
    assert room.get(address(lost)).status_code == 405


def test_one_has_to_be_signed_in(client: Client, lost: Annotation) -> None:
    chosen = passage(lost, "a long inspection")

    assert client.post(address(lost), chosen).status_code == 302
    assert client.post(address(lost), chosen, headers=FRAGMENT).status_code == 401
    assert refreshed(lost).anchor.is_lost
