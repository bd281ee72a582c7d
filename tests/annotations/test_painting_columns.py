"""Where annotations stand, as the reading page gets it."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from pytest_django import DjangoAssertNumQueries

from annotations.models import Annotation, Theme
from annotations.painting import columns
from articles.models import Article, Revision

Annotate = Callable[..., Annotation]


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One two 😀 three.</p>")


@pytest.fixture
def themes(reader: User) -> list[Theme]:
    looks = [("Debt", "sky", "solid"), ("Hours", "amber", "wavy"), ("Wages", "sky", "solid")]
    return [Theme.objects.create(name=name, colour=colour, underline=line) for name, colour, line in looks]


def test_it_works(reader: User, article: Article, annotate: Annotate, themes: list[Theme]) -> None:
    debt, hours, _ = themes
    three = annotate(reader, article, "three", themes=[hours, debt])
    one = annotate(reader, article, "One", themes=[debt])
    two = annotate(reader, article, "two 😀")

    assert columns(article.annotations.all(), article.current_id) == {
        "id": [one.pk, two.pk, three.pk],
        "start": [0, 4, 10],
        "length": [3, 5, 5],
        "looks": [[1], [0], [1, 2]],
        "lost": [],
        "palette": ["plain", "sky-solid", "amber-wavy"],
    }


def test_nothing_gives_empty_columns(article: Article) -> None:
    assert columns(article.annotations.all(), article.current_id) == {
        "id": [],
        "start": [],
        "length": [],
        "looks": [],
        "lost": [],
        "palette": ["plain"],
    }


def test_those_whose_words_are_gone_are_told_apart(
    reader: User, publish: Callable[..., Article], annotate: Annotate, correct: Callable[..., Revision]
) -> None:
    article = publish("<p>Fog was to blame as well.</p><p>Ships waited outside for three days.</p>")
    blame, fog, ships = (annotate(reader, article, quote) for quote in ("to blame", "Fog", "Ships waited outside"))
    revision = correct(article, "<p>Ships waited outside for three days.</p>")

    data = columns(article.annotations.all(), revision.pk)

    assert (data["id"], data["start"], data["lost"]) == ([ships.pk], [0], [fog.pk, blame.pk])


def test_offsets_are_those_of_the_wording_asked_for(
    reader: User, article: Article, annotate: Annotate, correct: Callable[..., Revision]
) -> None:
    """A page that was read just before a correction must not paint the offsets of the wording after it."""
    annotate(reader, article, "three")
    read = article.current_id
    correct(article, "<p>Zero. One two 😀 three.</p>")

    assert columns(article.annotations.all(), read)["start"] == [10]
    assert columns(article.annotations.all(), article.current_id)["start"] == [16]


def test_of_those_that_begin_together_the_longest_stands_first(
    reader: User, article: Article, annotate: Annotate
) -> None:
    short, long = annotate(reader, article, "One"), annotate(reader, article, "One two")

    assert columns(article.annotations.all(), article.current_id)["id"] == [long.pk, short.pk]


def test_the_same_passage_twice_stays_two(
    reader: User, article: Article, annotate: Annotate, themes: list[Theme]
) -> None:
    for _ in range(2):
        annotate(reader, article, "two", themes=themes)

    assert columns(article.annotations.all(), article.current_id)["looks"] == [[1, 2, 1]] * 2


def test_it_takes_one_query(
    reader: User,
    article: Article,
    annotate: Annotate,
    themes: list[Theme],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for _ in range(20):
        annotate(reader, article, "two", themes=themes)

    with django_assert_num_queries(1):
        assert len(columns(article.annotations.all(), article.current_id)["id"]) == 20
