"""Everything that was gathered under one theme, across all articles."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Theme
from annotations.views.themes import PASSAGES_PER_PAGE
from articles.models import Article

Annotate = Callable[..., Annotation]
Publish = Callable[..., Article]


@pytest.fixture
def wages(editor: User) -> Theme:
    theme = Theme.objects.coin("Wage theft", by=editor)
    theme.definition = "Pay that was earned and kept back."
    theme.save()
    return theme


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def passages(html: str) -> list[str]:
    return re.findall(r'<article class="card[^>]*id="annotation-(\d+)"', html)


def test_it_works(
    room: Client, reader: User, other_reader: User, publish: Publish, annotate: Annotate, wages: Theme
) -> None:
    older = publish("<p>One two three.</p>", "The older", published_on=date(2024, 1, 1), outlet="The Wire")
    newer = publish("<p>Four five six.</p>", "The newer", published_on=date(2025, 1, 1))
    undated = publish("<p>Seven.</p>", "Undated")
    marked = [
        annotate(reader, newer, "five", themes=[wages]),
        annotate(other_reader, newer, "six", note="And *here*.", themes=[wages, "Hours"]),
        annotate(reader, older, "two", themes=[wages]),
        annotate(reader, undated, "Seven", themes=[wages]),
    ]
    annotate(reader, older, "three", themes=["Hours"])

    html = room.get(wages.get_absolute_url()).content.decode()

    assert "Pay that was earned and kept back." in html
    assert "4 passages" in html
    assert "3 articles" in html
    assert passages(html) == [str(annotation.pk) for annotation in marked]
    assert re.findall(r'<h2 id="article-\d+"[^>]*><a href="([^"]+)">', html) == [
        article.get_absolute_url() for article in (newer, older, undated)
    ]
    for words in ("The Wire", "1 January 2024", "Otto Other", "<em>here</em>", "<mark>six</mark>", "One </span>"):
        assert words in html


def test_a_theme_without_passages_says_what_to_do(room: Client, wages: Theme) -> None:
    html = room.get(wages.get_absolute_url()).content.decode()

    assert "0 passages" in html
    assert "No passage bears this theme yet" in html


def test_only_what_this_reader_may_see_is_shown_and_counted(
    room: Client,
    reader: User,
    other_reader: User,
    moderator: User,
    publish: Publish,
    annotate: Annotate,
    wages: Theme,
) -> None:
    article, withdrawn = publish("<p>One two three four.</p>"), publish("<p>Five.</p>")
    mine = annotate(reader, article, "One", themes=[wages], visibility="private")
    annotate(other_reader, article, "two", themes=[wages], visibility="private")
    annotate(other_reader, article, "three", themes=[wages]).hide(moderator, "No.")
    annotate(other_reader, article, "four", themes=[wages]).delete_by_author()
    annotate(other_reader, withdrawn, "Five", themes=[wages])
    withdrawn.withdraw()

    html = room.get(wages.get_absolute_url()).content.decode()

    assert passages(html) == [str(mine.pk)]
    assert "1 passage ·" in html
    assert "1 article<" in html


def test_many_passages_come_in_pages(
    room: Client, reader: User, publish: Publish, annotate: Annotate, wages: Theme
) -> None:
    article = publish("<p>One two three.</p>")
    for _ in range(PASSAGES_PER_PAGE + 1):
        annotate(reader, article, "two", themes=[wages])

    first = room.get(wages.get_absolute_url()).content.decode()
    second = room.get(wages.get_absolute_url(), {"page": 2}).content.decode()

    assert "51 passages" in first
    assert "51 passages" in second
    assert 'href="?page=2"' in first
    assert len(passages(first)) == PASSAGES_PER_PAGE
    assert len(set(passages(first)) | set(passages(second))) == PASSAGES_PER_PAGE + 1


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "999", str(10**30), "9" * 5000])
def test_a_page_that_is_none_shows_one_that_is(room: Client, wages: Theme, number: str) -> None:
    assert room.get(wages.get_absolute_url(), {"page": number}).status_code == 200


def test_the_address_of_a_merged_theme_leads_on(room: Client, editor: User, wages: Theme) -> None:
    merged = Theme.objects.coin("Unpaid work", by=editor)
    wages.merge(Theme.objects.filter(pk=merged.pk))

    assert room.get(merged.get_absolute_url(), follow=True).redirect_chain == [(wages.get_absolute_url(), 302)]


def test_a_theme_that_is_given_its_former_name_back_is_found(room: Client, wages: Theme) -> None:
    former = wages.get_absolute_url()
    wages.rename("Unpaid work")
    renamed = wages.get_absolute_url()
    away = room.get(former)
    wages.rename("Wage theft")

    # For ever (301) would send a browser that remembers it round in circles.
    assert (away.status_code, away["Location"]) == (302, renamed)
    assert room.get(former).status_code == 200
    assert room.get(renamed)["Location"] == former


def test_names_in_other_scripts_have_addresses(room: Client, editor: User) -> None:
    for name in ("强迫劳动", "مەجبۇرىي ئەمگەك", "العمل القسري", "Überstunden"):
        theme = Theme.objects.coin(name, by=editor)
        assert f"<bdi>{name}</bdi></h1>" in room.get(theme.get_absolute_url()).content.decode()


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("no-such-theme", 404),
        ("x" * 5000, 404),
        ("%00", 400),
        ("a%00b", 400),
        ("%ed%a0%80", 404),
        ("%ff", 404),
        ("a%2Fb", 404),
        ("'", 404),
    ],
)
def test_an_address_without_a_theme_is_not_found(room: Client, db: None, address: str, status: int) -> None:
    assert room.get(f"/themes/{address}/").status_code == status


def test_those_who_look_after_the_codebook_find_the_way_to_it(
    moderator: User, reader: User, browser_of: Callable[[User], Client], wages: Theme
) -> None:
    desk = reverse("admin:annotations_theme_change", args=[wages.pk])

    assert desk in browser_of(moderator).get(wages.get_absolute_url()).content.decode()
    assert desk not in browser_of(reader).get(wages.get_absolute_url()).content.decode()
