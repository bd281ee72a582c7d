"""Names of themes that differ only in case, width or spaces are one name; how it was typed is kept."""

import unicodedata
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as some

from annotations.models import FormerTheme, Theme
from annotations.themes import LONGEST_KEY, key_of, tidy

ZWNJ, ZWJ = "\u200c", "\u200d"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Wage theft", "wage THEFT"),
        ("Straße", "STRASSE"),
        ("İş", "i̇ş"),
        ("ΝΟΜΟΣ", "νομος"),
        ("νόμος", "νόμοσ"),
        ("Ǆ", "ǆ"),
        ("Ｗａｇｅ　ｔｈｅｆｔ", "Wage theft"),
        ("ｶﾞｽ", "ガス"),
        ("①", "1"),
        ("Wage\xa0theft", "Wage theft"),
        ("  Wage \t\n theft\u2003", "Wage theft"),
        ("Caf\u00e9", "Cafe\u0301"),
        ("한국", unicodedata.normalize("NFD", "한국")),
        ("\u202eWage\u202c theft", "Wage theft"),
        ("Wage\u200b theft\ufeff", "Wage theft"),
        ("Wa\u00adge theft", "Wage theft"),
        (f"می{ZWNJ}خواهم", "میخواهم"),
        (f"Wage{ZWJ} theft{ZWNJ}", "Wage theft"),
        ("❤\ufe0f care", "❤ care"),
    ],
)
def test_the_same_name(one: str, other: str) -> None:
    assert key_of(one) == key_of(other) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("wage", "wages"),
        ("Wage theft", "Wagetheft"),
        ("résumé", "resume"),
        ("🔥 fires", "fires"),
        ("C", "C++"),
        ("بۇ", "بو"),
        ("劳动", "勞動"),
    ],
)
def test_another_name(one: str, other: str) -> None:
    assert key_of(one) != key_of(other)


@pytest.mark.parametrize(
    "name", ["", " ", "\u3000", "…", "—", "🔥", "👩\u200d🌾", "\u0301", ZWJ, "\u202e", "\u3164", "\u115f", "\u2800"]
)
def test_what_cannot_be_read_out_is_no_name(name: str) -> None:
    assert key_of(name) == ""


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        (" Wage\u3000 theft ", "Wage theft"),
        ("Ｗａｇｅ", "Ｗａｇｅ"),
        ("Cafe\u0301", "Caf\u00e9"),
        ("\u202eWage", "Wage"),
        ("Wage\x00 theft", "Wage theft"),
        (f"می{ZWNJ}خواهم", f"می{ZWNJ}خواهم"),
        (f"Wage{ZWNJ} {ZWJ}theft{ZWJ}", "Wage theft"),
        (f"Wage{ZWJ}\u200b", "Wage"),
        ("👩\u200d🌾 farmers", "👩\u200d🌾 farmers"),
    ],
)
def test_how_it_is_shown(typed: str, shown: str) -> None:
    assert tidy(typed) == shown


@given(some.text())
def test_tidying_and_comparing_settle_at_once(name: str) -> None:
    assert tidy(tidy(name)) == tidy(name)
    assert key_of(key_of(name)) == key_of(name) == key_of(tidy(name))
    assert len(key_of(name)) <= LONGEST_KEY


@given(some.text(max_size=60))
def test_case_and_form_make_no_other_name(name: str) -> None:
    forms = [name.swapcase().swapcase(), *(unicodedata.normalize(form, name) for form in ("NFC", "NFD", "NFKC"))]
    assert {key_of(form) for form in [*forms, name.casefold(), f" {name}\u3000"]} == {key_of(name)}


def test_a_theme_is_found_by_any_spelling(reader: User) -> None:
    theme = Theme.objects.coin("Wage theft", reader)

    assert Theme.objects.named("ＷＡＧＥ  theft") == theme
    assert Theme.objects.coin("wage THEFT", reader) == theme
    assert Theme.objects.get().name == "Wage theft"


def test_what_compatibility_makes_long_still_fits(reader: User) -> None:
    """One such character stands for eighteen."""
    theme = Theme.objects.coin("\ufdfa" * 100, reader)

    theme.refresh_from_db()
    assert (len(theme.key), len(theme.slug)) == (LONGEST_KEY, 90)
    assert Theme.objects.coin("\ufdfa" * 100, reader) == theme


def test_names_that_make_the_same_address_get_two(reader: User) -> None:
    slugs = [Theme.objects.coin(name, reader).slug for name in ("C", "C++", "C#", "⁇x⁇", "+1", "-1-")]

    assert slugs == ["c", "c-2", "c-3", "x", "1", "1-2"]


def test_an_address_that_leads_elsewhere_is_not_given_away(reader: User) -> None:
    kept, gone = (Theme.objects.coin(name, reader) for name in ("Law", "C"))
    kept.merge(Theme.objects.filter(pk=gone.pk))

    assert Theme.objects.coin("C++", reader).slug == "c-2"
    assert FormerTheme.objects.get(slug="c").theme == kept


@pytest.mark.parametrize("name", ["WAGE  theft", "Ｗage theft", "Wage\u200b theft"])
def test_a_second_theme_of_a_name_is_refused(name: str, reader: User) -> None:
    Theme.objects.coin("Wage theft", reader)

    with pytest.raises(ValidationError, match="already a theme of this name: “Wage theft”"):
        Theme(name=name).clean()


def test_a_former_name_is_refused(reader: User) -> None:
    Theme.objects.coin("Wage theft", reader).rename("Unpaid wages")

    with pytest.raises(ValidationError, match="former name of the theme “Unpaid wages”"):
        Theme(name="wage theft").clean()


@pytest.mark.parametrize("name", ["🔥", "…", "\u3164"])
def test_a_name_without_letters_is_refused(name: str, db: None) -> None:
    with pytest.raises(ValidationError, match="letters or digits"):
        Theme(name=name).clean()


@pytest.mark.django_db(transaction=True)
def test_many_coin_one_theme_at_once(at_once: Callable[..., list[Theme]], reader: User) -> None:
    themes = at_once(lambda: Theme.objects.coin("Wage theft", reader), times=8)

    assert len({theme.pk for theme in themes}) == Theme.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_many_coin_names_of_one_address_at_once(at_once: Callable[..., list[Theme]], reader: User) -> None:
    names = iter(["C", "C+", "C++", "C#", "C!", "C?"])

    themes = at_once(lambda: Theme.objects.coin(next(names), reader), times=6)

    assert len({theme.slug for theme in themes}) == 6
