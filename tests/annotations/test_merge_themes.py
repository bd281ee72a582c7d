"""Two themes turn out to be one: a moderator merges them, and no passage loses its theme."""

from collections.abc import Callable

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db.models import ProtectedError
from django.http import HttpResponse
from django.test import Client

from annotations.models import Annotation, FormerTheme, Tagging, Theme
from articles.models import Article

Annotate = Callable[..., Annotation]
Act = Callable[..., HttpResponse]


@pytest.fixture
def themes(reader: User) -> list[Theme]:
    return [Theme.objects.coin(name, reader) for name in ("Wage theft", "Unpaid wages", "Stolen pay")]


@pytest.fixture
def passages(
    reader: User, publish: Callable[..., Article], annotate: Annotate, themes: list[Theme]
) -> list[Annotation]:
    """One passage for every way to bear some of three themes."""
    article = publish("<p>One two three four five six seven.</p>")
    bearing = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]
    return [
        annotate(reader, article, word, themes=[themes[index] for index in indices])
        for word, indices in zip(["One", "two", "three", "four", "five", "six", "seven"], bearing, strict=True)
    ]


def merge(act: Act, chosen: list[Theme], kept: Theme | None) -> str:
    posted = {"merge": "yes"} | ({"kept": str(kept.pk)} if kept else {})
    return act("merge_selected", chosen, **posted).content.decode()


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_it_works(act: Act, themes: list[Theme], passages: list[Annotation], kept: int) -> None:
    answer = merge(act, themes, themes[kept])

    assert f"into “{themes[kept]}”: 3 passages moved." in answer
    assert list(Theme.objects.all()) == [themes[kept]]
    assert [list(passage.themes.all()) for passage in passages] == [[themes[kept]]] * 7


def test_the_page_before_shows_what_is_chosen(act: Act, themes: list[Theme], passages: list[Annotation]) -> None:
    page = act("merge_selected", themes[:2]).content.decode()

    assert "Which theme is kept?" in page
    assert page.count('type="radio"') == 2
    assert page.count("4 passages") == 2
    assert Theme.objects.count() == 3


def test_old_names_and_addresses_lead_to_the_kept_theme(
    act: Act, client: Client, themes: list[Theme], reader: User
) -> None:
    merge(act, themes, themes[0])

    for gone in themes[1:]:
        assert Theme.objects.named(gone.name.upper()) == themes[0]
        assert Theme.objects.coin(gone.name, reader) == themes[0]
        assert client.get(gone.get_absolute_url())["Location"] == themes[0].get_absolute_url()


def test_a_chain_of_merges_leads_to_its_end(themes: list[Theme], passages: list[Annotation]) -> None:
    first, second, third = themes

    second.merge(Theme.objects.filter(pk=first.pk))
    third.merge(Theme.objects.filter(pk=second.pk))

    assert Theme.objects.named("Wage theft") == Theme.objects.named("Unpaid wages") == third
    assert Tagging.objects.filter(tag=third).count() == 7


def test_an_address_that_went_through_a_merge_and_comes_again(themes: list[Theme], reader: User) -> None:
    """A name given up and coined anew can be merged once more."""
    kept, gone, _ = themes
    kept.merge(Theme.objects.filter(pk=gone.pk))
    FormerTheme.objects.all().delete()

    kept.merge(Theme.objects.filter(pk=Theme.objects.coin(gone.name, reader).pk))

    assert FormerTheme.objects.get().slug == gone.slug


def test_private_and_deleted_passages_move_too_and_nobody_is_told(
    act: Act, themes: list[Theme], passages: list[Annotation], moderator: User
) -> None:
    alone, deleted, hidden = passages[1], passages[3], passages[5]
    alone.edit(note="", themes=[themes[1]], visibility="private")
    deleted.delete_by_author()
    hidden.hide(moderator, "Off topic.")

    asked = act("merge_selected", themes[:2]).content.decode()
    answer = merge(act, themes[:2], themes[0])

    assert "1 passage<" in asked
    assert "0 passages moved." in answer
    assert {passage.themes.get() for passage in (alone, deleted)} == {themes[0]}
    assert themes[0] in hidden.themes.all()


def test_it_stands_in_the_history_of_the_theme(act: Act, themes: list[Theme], moderator: User) -> None:
    merge(act, themes, themes[0])

    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id) == (moderator, str(themes[0].pk))
    assert "Stolen pay, Unpaid wages" in entry.get_change_message()


def test_one_theme_is_not_enough(act: Act, themes: list[Theme]) -> None:
    assert "Please select two themes or more" in merge(act, themes[:1], themes[0])


def test_the_kept_one_has_to_be_chosen(act: Act, themes: list[Theme]) -> None:
    answer = act("merge_selected", themes, merge="yes")

    assert answer.status_code == 422
    assert "Please choose the theme that is kept." in answer.content.decode()


@pytest.mark.parametrize("kept", ["999999", "x", ""])
def test_the_kept_one_has_to_be_among_the_selected(act: Act, themes: list[Theme], kept: str) -> None:
    assert act("merge_selected", themes, merge="yes", kept=kept).status_code == 422
    assert act("merge_selected", themes[:2], merge="yes", kept=str(themes[2].pk)).status_code == 422
    assert Theme.objects.count() == 3


def test_what_somebody_else_merged_meanwhile_is_said(act: Act, themes: list[Theme]) -> None:
    first, second, third = themes
    third.merge(Theme.objects.filter(pk=first.pk))

    assert "Please select two themes or more" in merge(act, [first, second], first)
    with pytest.raises(Theme.DoesNotExist):
        first.merge(Theme.objects.filter(pk=second.pk))
    assert set(Theme.objects.all()) == {second, third}


def test_those_who_may_only_look_merge_nothing(client: Client, themes: list[Theme], editor: User) -> None:
    client.force_login(editor)

    answer = client.post("/admin/annotations/theme/", {"action": "merge_selected", "merge": "yes"})

    assert answer.status_code == 403


@pytest.mark.parametrize("visibility", ["everyone", "private"])
def test_a_theme_that_something_bears_is_never_deleted(
    reader: User, publish: Callable[..., Article], annotate: Annotate, visibility: str
) -> None:
    annotation = annotate(reader, publish(), "two", themes=["Doubt"], visibility=visibility)

    with pytest.raises(ProtectedError):
        Theme.objects.all().delete()

    assert annotation.themes.get().name == "Doubt"


@pytest.mark.parametrize("borne", [True, False])
def test_the_admin_offers_no_deletion_whether_anything_bears_it_or_not(
    client: Client, administrator: User, annotation: Annotation, themes: list[Theme], borne: bool
) -> None:
    client.force_login(administrator)
    theme = annotation.themes.get() if borne else themes[0]

    assert client.post(f"/admin/annotations/theme/{theme.pk}/delete/", {"post": "yes"}).status_code == 403
    assert "Themes are never deleted" in client.get(f"/admin/annotations/theme/{theme.pk}/change/").content.decode()


@pytest.mark.django_db(transaction=True)
def test_nothing_is_lost_while_readers_tag(
    at_once: Callable[..., list[object]],
    reader: User,
    publish: Callable[..., Article],
    annotate: Annotate,
    themes: list[Theme],
) -> None:
    """Readers mark passages with a theme, and with both, while it is merged away."""
    article = publish("<p>One two three four.</p>")
    kept, gone, _ = themes
    edited = annotate(reader, article, "four", themes=[gone])

    at_once(
        lambda: kept.merge(Theme.objects.filter(pk=gone.pk)),
        lambda: annotate(reader, article, "One", themes=[gone]),
        lambda: annotate(reader, article, "two", themes=[gone, kept]),
        lambda: annotate(reader, article, "three", themes=[kept]),
        lambda: edited.edit(note="Edited.", themes=[gone], visibility="everyone"),
    )

    assert Annotation.objects.count() == 4
    assert {tuple(one.themes.all()) for one in Annotation.objects.all()} == {(kept,)}


@pytest.mark.django_db(transaction=True)
def test_merges_that_cross_leave_one_theme_with_everything(
    at_once: Callable[..., list[object]], themes: list[Theme], passages: list[Annotation]
) -> None:
    def merge_into(kept: Theme) -> Callable[[], object]:
        def merge() -> object:
            try:
                return kept.merge(Theme.objects.filter(pk__in=[theme.pk for theme in themes]))
            except Theme.DoesNotExist:
                return None

        return merge

    done = at_once(*(merge_into(theme) for theme in themes))

    assert done.count(None) == 2
    assert {passage.themes.get() for passage in passages} == set(Theme.objects.all())
    assert Tagging.objects.count() == 7
