"""An author changes what she wrote about a passage."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Theme
from articles.models import Article
from tests.annotations.conftest import FRAGMENT

BrowserOf = Callable[[User], Client]
WRITTEN = {"note": "Now *this*.", "themes": ["Debt", "Hours"], "visibility": "private"}


@pytest.fixture
def mine(reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(reader, publish(), "two", note="First.", themes=["Wages", "Debt"])


@pytest.fixture
def address(mine: Annotation) -> str:
    return reverse("edit", args=[mine.pk])


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def test_it_works(room: Client, mine: Annotation, address: str) -> None:
    answer = room.post(address, WRITTEN, headers=FRAGMENT)

    edited = Annotation.objects.get()
    assert (edited.note, edited.visibility) == ("Now *this*.", "private")
    assert {theme.name for theme in edited.themes.all()} == {"Debt", "Hours"}
    assert (edited.start, edited.end, edited.exact) == (mine.start, mine.end, mine.exact)
    assert edited.edited_at is not None
    assert answer.status_code == 200
    card = answer.content.decode()
    assert card.startswith('<article class="card"')
    assert "Now <em>this</em>." in card
    assert "edited" in card
    assert "Wages" not in card


def test_the_form_holds_what_was_written(room: Client, address: str) -> None:
    form = room.get(address, headers=FRAGMENT).content.decode()

    assert form.startswith('<form class="card editing"')
    assert ">First.</textarea>" in form
    for name in ("Wages", "Debt"):
        assert f'name="themes" value="{name}"' in form
    assert '<option value="everyone" selected>' in form


def test_without_script_the_form_is_a_page(room: Client, mine: Annotation, address: str) -> None:
    asked = room.get(address)
    answer = room.post(address, WRITTEN)

    assert asked.content.decode().startswith("<!doctype html>")
    assert answer.status_code == 302
    assert answer["Location"] == mine.get_absolute_url()


def test_a_browser_keeps_form_and_page_apart(room: Client, address: str) -> None:
    assert "HX-Request" in room.get(address)["Vary"]


def test_note_and_themes_may_be_taken_away(room: Client, address: str) -> None:
    assert room.post(address, {"note": "", "visibility": "everyone"}, headers=FRAGMENT).status_code == 200

    assert Annotation.objects.get().note_html == ""
    assert not Annotation.objects.get().themes.exists()
    assert Theme.objects.count() == 2  # they stay in the codebook


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"note": "x" * 20_001}, "This has 20,001 characters; at most 20,000 can be kept. Nothing was cut."),
        ({"visibility": "all"}, "Choose who may see this."),
        ({"visibility": ""}, "Choose who may see this."),
        ({"themes": ["?"]}, "A theme needs a name with letters or digits"),
        ({"themes": [str(number) for number in range(21)]}, "An annotation has at most 20 themes."),
    ],
    ids=["note", "visibility", "no visibility", "theme", "themes"],
)
def test_what_cannot_be_is_refused_and_still_in_the_form(
    room: Client, address: str, wrong: dict[str, Any], sentence: str
) -> None:
    answer = room.post(address, WRITTEN | wrong, headers=FRAGMENT)

    assert answer.status_code == 422
    form = answer.content.decode()
    assert form.startswith('<form class="card editing"')
    assert sentence in form
    assert f">{(WRITTEN | wrong)['note']}</textarea>" in form
    for name in (WRITTEN | wrong)["themes"]:
        assert f'name="themes" value="{name}"' in form
    assert Annotation.objects.get().note == "First."


def test_an_empty_post_changes_nothing(room: Client, address: str) -> None:
    assert room.post(address).status_code == 422
    assert Annotation.objects.get().note == "First."


def test_a_closed_codebook_keeps_the_themes_it_has(room: Client, address: str, settings: Any) -> None:
    settings.OPEN_CODEBOOK = False

    assert room.post(address, WRITTEN).status_code == 422
    assert room.post(address, WRITTEN | {"themes": ["wages", "debt"]}).status_code == 302


def test_what_a_moderator_hid_can_be_edited_and_stays_hidden(
    room: Client, mine: Annotation, address: str, moderator: User
) -> None:
    mine.hide(moderator, "It names a witness.")

    answer = room.post(address, WRITTEN, headers=FRAGMENT)

    assert "The reason: It names a witness." in answer.content.decode()
    assert Annotation.objects.get().hidden_by
    assert Annotation.objects.get().note == WRITTEN["note"]


@pytest.mark.parametrize("headers", [FRAGMENT, {}], ids=["fragment", "page"])
def test_an_author_reaches_her_own_on_an_article_that_was_withdrawn(
    room: Client, mine: Annotation, address: str, headers: dict[str, str]
) -> None:
    mine.article.withdraw()

    assert room.get(address, headers=headers).status_code == 200
    answer = room.post(address, WRITTEN, headers=headers, follow=True)

    assert answer.status_code == 200
    assert "Now <em>this</em>." in answer.content.decode()


def test_what_was_deleted_is_not_edited(room: Client, mine: Annotation, address: str) -> None:
    mine.delete_by_author()

    assert room.get(address).status_code == 404
    assert room.post(address, WRITTEN).status_code == 404
    assert Annotation.objects.get().note == "First."


@pytest.mark.parametrize("person", ["other_reader", "moderator", "administrator"])
def test_nobody_edits_what_another_wrote(
    mine: Annotation, address: str, person: str, browser_of: BrowserOf, request: pytest.FixtureRequest
) -> None:
    browser = browser_of(request.getfixturevalue(person))

    assert browser.get(address).status_code == 404
    assert browser.post(address, WRITTEN).status_code == 404
    assert Annotation.objects.get().note == "First."


@pytest.mark.parametrize("number", ["0", "999", str(2**63), str(10**30), "9" * 5000])
@pytest.mark.parametrize("what", ["", "edit/", "flag/"])
def test_what_never_was_is_not_found(room: Client, number: str, what: str) -> None:
    assert room.get(f"/annotations/{number}/{what}").status_code == 404
