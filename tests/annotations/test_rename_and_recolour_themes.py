"""The codebook is kept in the admin: themes are added, renamed, recoloured and redefined, and keep their passages."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from annotations.models import Annotation, FormerTheme, Theme
from articles.models import Article
from tests.annotations.conftest import page_of

LIST = "/admin/annotations/theme/"


@pytest.fixture
def theme(annotation: Annotation) -> Theme:
    return annotation.themes.get()


def form(theme: Theme | None = None, **changed: str) -> dict[str, str]:
    kept = {name: getattr(theme, name) for name in ("name", "definition", "colour", "underline")} if theme else {}
    return kept | changed


def test_the_list_shows_look_definition_and_passages(desk: Client, theme: Theme, annotation: Annotation) -> None:
    Theme.objects.filter(pk=theme.pk).update(definition="What a reader does not believe.")

    page = desk.get(LIST).content.decode()

    assert f'<span class="swatch {theme.look}" aria-hidden="true"></span> amber, solid' in page
    assert "What a reader does not believe." in page
    assert '<td class="field-passages">1</td>' in page
    assert "reader" in page


def test_what_others_may_not_see_is_not_counted(
    desk: Client,
    theme: Theme,
    reader: User,
    moderator: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
) -> None:
    article, withdrawn = publish("<p>One two three.</p>"), publish()
    annotate(reader, article, "One", themes=[theme], visibility="private")
    annotate(moderator, article, "One", themes=[theme], visibility="private")
    annotate(reader, article, "two", themes=[theme]).delete_by_author()
    annotate(reader, article, "three", themes=[theme]).hide(moderator, "Off topic.")
    annotate(reader, withdrawn, "two", themes=[theme])
    withdrawn.withdraw()

    assert '<td class="field-passages">1</td>' in desk.get(LIST).content.decode()


def test_adding_works(desk: Client, moderator: User) -> None:
    answer = desk.post(
        LIST + "add/",
        form(name="  Wage  theft ", definition="Pay that was earned.", colour="blue", underline="wavy"),
        follow=True,
    )

    assert "was added successfully" in answer.content.decode()
    theme = Theme.objects.get()
    assert (theme.name, theme.slug, theme.look) == ("Wage theft", "wage-theft", "blue-wavy")
    assert theme.created_by == moderator


def test_a_new_theme_is_offered_the_freshest_look(desk: Client, theme: Theme) -> None:
    page = LexborHTMLParser(desk.get(LIST + "add/").content.decode())

    assert [radio.attributes["value"] for radio in page.css("input[checked]")] == ["sky", "solid"]


def test_renaming_keeps_passages_and_the_old_address(
    desk: Client, theme: Theme, annotation: Annotation, reader: User
) -> None:
    old = theme.get_absolute_url()

    answer = desk.post(page_of(theme), form(theme, name="Disbelief"), follow=True)

    assert "was changed successfully" in answer.content.decode()
    assert [(one.name, one.slug) for one in annotation.themes.all()] == [("Disbelief", "disbelief")]
    assert desk.get(old)["Location"] == "/themes/disbelief/"
    assert Theme.objects.coin("DOUBT", reader) == theme


def test_a_change_of_case_is_no_other_name(desk: Client, theme: Theme) -> None:
    desk.post(page_of(theme), form(theme, name="DOUBT"))

    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("DOUBT", "doubt")
    assert not FormerTheme.objects.exists()


def test_renaming_back_brings_back_the_address(theme: Theme) -> None:
    theme.rename("Disbelief")
    theme.rename("Doubt")

    theme.refresh_from_db()
    assert (theme.name, theme.slug) == ("Doubt", "doubt")
    assert [former.slug for former in theme.former_names.all()] == ["disbelief"]


def test_recolouring_and_redefining_keep_name_and_passages(desk: Client, theme: Theme, annotation: Annotation) -> None:
    desk.post(page_of(theme), form(theme, colour="vermilion", underline="dotted", definition="Not believed."))

    changed = annotation.themes.get()
    assert (changed.name, changed.look, changed.definition) == ("Doubt", "vermilion-dotted", "Not believed.")


@pytest.mark.parametrize("name", ["doubt", "ＤＯＵＢＴ", " Doubt\u3000", "Doubt\u200b"])
@pytest.mark.parametrize("adding", [True, False])
def test_a_name_that_another_theme_has_is_refused(
    desk: Client, theme: Theme, reader: User, name: str, adding: bool
) -> None:
    other = Theme.objects.coin("Praise", reader)

    answer = desk.post(LIST + "add/" if adding else page_of(other), form(other, name=name))

    assert "There is already a theme of this name: “Doubt”." in answer.content.decode()
    assert set(Theme.objects.values_list("name", flat=True)) == {"Doubt", "Praise"}


def test_a_name_that_another_theme_had_is_refused(desk: Client, theme: Theme) -> None:
    theme.rename("Disbelief")

    answer = desk.post(LIST + "add/", form(name="Doubt", colour="blue", underline="solid"))

    assert "This is a former name of the theme “Disbelief”, and still leads there." in answer.content.decode()


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("", "This field is required."),
        ("🔥", "A theme needs a name with letters or digits."),
        ("x" * 101, "at most 100 characters"),
        ("a\x00", "Null characters are not allowed."),
        ("\u0958" * 60, "at most 100 characters"),  # NFC writes each in two
    ],
)
def test_a_name_that_cannot_be_one_is_refused(desk: Client, db: None, name: str, sentence: str) -> None:
    answer = desk.post(LIST + "add/", form(name=name, colour="blue", underline="solid"))

    assert sentence in answer.content.decode()
    assert not Theme.objects.exists()


@pytest.mark.parametrize("field", ["colour", "underline"])
def test_a_look_outside_the_codebook_is_refused(desk: Client, theme: Theme, field: str) -> None:
    answer = desk.post(page_of(theme), form(theme, **{field: "glitter"}))

    assert "glitter is not one of the available choices" in answer.content.decode()


def test_a_former_name_can_be_given_up(desk: Client, theme: Theme, reader: User) -> None:
    theme.rename("Disbelief")
    former = theme.former_names.get()
    theme.refresh_from_db()

    desk.post(page_of(theme), form(theme, given_up=str(former.pk)))

    assert not FormerTheme.objects.exists()
    assert Theme.objects.coin("Doubt", reader) != theme


def test_only_its_own_former_names_can_be_given_up(desk: Client, theme: Theme, reader: User) -> None:
    other = Theme.objects.coin("Praise", reader)
    other.rename("Applause")
    theme.rename("Disbelief")

    answer = desk.post(page_of(theme), form(theme, given_up=str(other.former_names.get().pk)))

    assert "is not one of the available choices" in answer.content.decode()
    assert FormerTheme.objects.count() == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_add_the_same_name_at_once(at_once: Callable[..., list[int]], moderator: User) -> None:
    def add() -> int:
        client = Client()
        client.force_login(moderator)
        return client.post(LIST + "add/", form(name="Doubt", colour="blue", underline="solid")).status_code

    answers = at_once(add, times=4)

    assert sorted(answers) == [200, 200, 200, 302]  # one is added, the others see the form and why
    assert Theme.objects.count() == 1


def test_tags_of_the_library_are_not_in_the_admin(client: Client, administrator: User) -> None:
    client.force_login(administrator)

    assert client.get("/admin/taggit/tag/").status_code == 404
