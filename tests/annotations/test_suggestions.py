"""While a reader types, themes of the codebook are proposed."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Theme


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


@pytest.fixture
def themes(editor: User) -> dict[str, Theme]:
    names = ("Forced labour", "Labour inspection", "Child labour", "Wages", "100% cotton", "Wage_theft")
    return {name: Theme.objects.coin(name, by=editor) for name in names}


def proposed(room: Client, typed: str) -> list[str]:
    html = room.get(reverse("suggestions"), {"q": typed}).content.decode()
    return re.findall(r'data-name="([^"]*)"', html)


def test_it_works(room: Client, themes: dict[str, Theme]) -> None:
    Theme.objects.filter(name="Wages").update(definition="What is paid.")

    html = room.get(reverse("suggestions"), {"q": "wages"}).content.decode()

    assert f'class="swatch {themes["Wages"].look}"' in html
    assert "What is paid." in html
    assert 'role="option"' in html
    assert proposed(room, "wages") == ["Wages"]


def test_names_that_begin_so_stand_first_and_the_offer_to_add_last(room: Client, themes: dict[str, Theme]) -> None:
    assert proposed(room, "labour") == ["Labour inspection", "Child labour", "Forced labour", "labour"]


@pytest.mark.parametrize("typed", ["FORCED", "ｆｏｒｃｅｄ", "  forced\u200b "])
def test_case_width_and_spaces_make_no_difference(room: Client, themes: dict[str, Theme], typed: str) -> None:
    assert proposed(room, typed)[0] == "Forced labour"


def test_a_former_name_finds_the_theme(room: Client, themes: dict[str, Theme]) -> None:
    themes["Wages"].rename("Pay")

    assert proposed(room, "wages") == ["Pay"]
    assert proposed(room, "wage") == ["Wage_theft", "Pay", "wage"]


def test_a_theme_is_proposed_once_however_many_names_it_had(room: Client, themes: dict[str, Theme]) -> None:
    for name in ("Wages paid", "Wages due", "Wages"):
        themes["Wages"].rename(name)

    assert proposed(room, "wages") == ["Wages"]


@pytest.mark.parametrize(("typed", "found"), [("0%", ["100% cotton", "0%"]), ("e_t", ["Wage_theft", "e_t"])])
def test_signs_are_looked_for_as_they_are(room: Client, themes: dict[str, Theme], typed: str, found: list[str]) -> None:
    assert proposed(room, typed) == found


@pytest.mark.parametrize("typed", ["", "   ", "?!"])
def test_nothing_typed_yet_shows_the_codebook(room: Client, themes: dict[str, Theme], typed: str) -> None:
    assert sorted(proposed(room, typed)) == sorted(themes)


def test_at_most_eight_are_proposed(room: Client, editor: User) -> None:
    for number in range(300):
        Theme.objects.coin(f"A theme {number:0>3}", by=editor)
    Theme.objects.coin("Theme proper", by=editor)

    assert len(proposed(room, "")) == 8
    assert proposed(room, "theme")[:2] == ["Theme proper", "A theme 000"]
    assert len(proposed(room, "theme")) == 9


def test_a_closed_codebook_offers_readers_no_new_theme(
    room: Client, themes: dict[str, Theme], moderator: User, browser_of: Callable[[User], Client], settings: Any
) -> None:
    settings.OPEN_CODEBOOK = False

    assert proposed(room, "debt") == []
    assert "No theme is called “debt”" in room.get(reverse("suggestions"), {"q": "debt"}).content.decode()
    assert proposed(browser_of(moderator), "debt") == ["debt"]


def test_a_name_is_text_and_never_markup(room: Client, db: None) -> None:
    html = room.get(reverse("suggestions"), {"q": '"><script>x'}).content.decode()

    assert "<script" not in html
    assert "&quot;&gt;&lt;script&gt;x" in html


@pytest.mark.parametrize("typed", ["\u0301\u0327" * 3000, "x" * 3000, "\ufdfa" * 3000, "\x07\x1b"])
def test_odd_words_find_nothing_and_break_nothing(room: Client, themes: dict[str, Theme], typed: str) -> None:
    assert room.get(reverse("suggestions"), {"q": typed}).status_code == 200


def test_nul_is_refused(room: Client, db: None) -> None:
    assert room.get(reverse("suggestions"), {"q": "a\0"}).status_code == 400


def test_a_theme_named_like_a_tag_is_shown_as_it_is_called(room: Client, editor: User) -> None:
    Theme.objects.coin("<b>bold</b>", by=editor)

    assert proposed(room, "bold")[0] == "&lt;b&gt;bold&lt;/b&gt;"
