"""The list of articles: what there is to read, what was marked in it, where one stopped."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation
from articles.models import Article
from reading.models import Position
from reading.views import ARTICLES_PER_PAGE

Annotate = Callable[..., Annotation]
Publish = Callable[..., Article]


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def headlines(html: str) -> list[str]:
    return re.findall(r'<h2 [^>]*><a href="/articles/\d+/">([^<]*)</a></h2>', html)


def counts(html: str) -> list[str]:
    return re.findall(r">(\d+) annotations?<", html)


def test_it_works(room: Client, reader: User, publish: Publish, annotate: Annotate) -> None:
    article = publish(
        headline="A <b>headline</b>",
        outlet="The Wire",
        byline="Ana Author",
        agency="REUTERS",
        dateline="BEIJING",
        published_on=date(2024, 3, 1),
        language="ug",
    )
    annotate(reader, article, "two")

    html = room.get("/").content.decode()

    assert headlines(html) == ["A &lt;b&gt;headline&lt;/b&gt;"]
    assert f'<h2 lang="ug" dir="rtl"><a href="{article.get_absolute_url()}">' in html
    for words in ("1 article", "The Wire", "Ana Author", "BEIJING", "REUTERS", "1 March 2024", "1 annotation<"):
        assert words in html


def test_an_empty_library_says_so(room: Client, editor: User, browser_of: Callable[[User], Client]) -> None:
    html = room.get("/").content.decode()

    assert "0 articles" in html
    assert "No article has been published yet." in html
    assert "Add the first one" not in html
    assert "Add the first one" in browser_of(editor).get("/").content.decode()


def test_the_newest_story_stands_first_and_the_undated_last(room: Client, publish: Publish) -> None:
    publish(headline="Undated, first published")
    publish(headline="Undated, published later")
    publish(headline="Old", published_on=date(2020, 1, 1))
    publish(headline="New", published_on=date(2025, 1, 1))

    assert headlines(room.get("/").content.decode()) == [
        *("New", "Old", "Undated, published later", "Undated, first published")
    ]


@pytest.mark.parametrize("person", ["reader", "editor", "administrator"])
def test_drafts_and_withdrawn_articles_are_not_listed(
    person: str, publish: Publish, editor: User, browser_of: Callable[[User], Client], request: pytest.FixtureRequest
) -> None:
    publish(headline="Withdrawn", outlet="Nowhere").withdraw()
    Article.objects.create(headline="Draft", outlet="Nowhere", created_by=editor).revise("<p>One.</p>", editor)

    html = browser_of(request.getfixturevalue(person)).get("/").content.decode()

    assert headlines(html) == []
    assert "Nowhere" not in html


def test_one_outlet_can_be_chosen(room: Client, publish: Publish) -> None:
    publish(headline="Here", outlet="The “Wire” & Sons")
    publish(headline="There", outlet="The Post")
    publish(headline="Nowhere")

    html = room.get("/", {"outlet": "The “Wire” & Sons"}).content.decode()

    assert headlines(html) == ["Here"]
    assert "<option selected>The “Wire” &amp; Sons</option>" in html
    assert re.findall(r"<option[^>]*>([^<]*)<", html) == ["All", "The Post", "The “Wire” &amp; Sons"]
    assert "Show all" in html


def test_one_theme_can_be_chosen(room: Client, reader: User, publish: Publish, annotate: Annotate) -> None:
    here, there = publish(headline="Here"), publish(headline="There")
    annotate(reader, here, "One", themes=["Wages"])
    annotate(reader, here, "two", themes=["Wages"])
    annotate(reader, there, "two", themes=["Hours"])

    html = room.get("/", {"theme": "wages"}).content.decode()

    assert headlines(html) == ["Here"]
    assert '<option value="wages" selected>Wages</option>' in html


def test_what_this_reader_may_not_see_is_neither_counted_nor_found(
    room: Client, reader: User, other_reader: User, moderator: User, publish: Publish, annotate: Annotate
) -> None:
    article = publish("<p>One two three four five.</p>")
    annotate(reader, article, "One", visibility="private")
    annotate(other_reader, article, "two", themes=["Wages"], visibility="private")
    annotate(other_reader, article, "three", themes=["Wages"]).hide(moderator, "No.")
    annotate(other_reader, article, "four", themes=["Wages"]).delete_by_author()

    assert counts(room.get("/").content.decode()) == ["1"]
    assert headlines(room.get("/", {"theme": "wages"}).content.decode()) == []


def test_everybody_has_counts_of_her_own(
    other_reader: User, publish: Publish, annotate: Annotate, room: Client, browser_of: Callable[[User], Client]
) -> None:
    article, quiet = publish(headline="B"), publish(headline="A")
    annotate(other_reader, article, "One")
    annotate(other_reader, article, "two", visibility="private")

    assert counts(room.get("/").content.decode()) == ["0", "1"]
    assert counts(browser_of(other_reader).get("/").content.decode()) == ["0", "2"]
    assert not quiet.annotations.exists()


@pytest.mark.parametrize(
    "query", [{"outlet": "No such"}, {"theme": "no-such"}, {"theme": "'"}, {"outlet": "x" * 5000}, {"theme": "\u202e"}]
)
def test_a_choice_that_nothing_fits_says_so(room: Client, publish: Publish, query: dict[str, str]) -> None:
    publish()

    html = room.get("/", query).content.decode()

    assert headlines(html) == []
    assert "No article fits this choice." in html


@pytest.mark.parametrize("name", ["outlet", "theme", "page", "anything"])
def test_nul_is_refused_in_words(room: Client, name: str) -> None:
    answer = room.get("/", {name: "a\0b"})

    assert answer.status_code == 400
    assert "This request could not be understood" in answer.content.decode()


def test_many_articles_come_in_pages(room: Client, publish: Publish) -> None:
    for number in range(ARTICLES_PER_PAGE + 1):
        publish(headline=f"Number {number}", outlet="The Wire")

    first = room.get("/", {"outlet": "The Wire"}).content.decode()
    second = room.get("/", {"outlet": "The Wire", "page": "2"}).content.decode()

    assert "21 articles" in first
    assert 'href="?outlet=The+Wire&amp;page=2"' in first
    assert "Page 2 of 2" in second
    assert headlines(first)[0] == "Number 20"
    assert headlines(second) == ["Number 0"]


@pytest.mark.parametrize("number", ["0", "-1", "x", "", "999", str(10**30), "9" * 5000, "1.5"])
def test_a_page_that_is_none_shows_one_that_is(room: Client, publish: Publish, number: str) -> None:
    publish(headline="Here")

    assert headlines(room.get("/", {"page": number}).content.decode()) == ["Here"]


def test_where_one_stopped_is_shown_to_oneself(
    room: Client, reader: User, other_reader: User, publish: Publish, browser_of: Callable[[User], Client]
) -> None:
    article = publish("<p>One two three.</p>")
    Position.objects.create(reader=reader, article=article, offset=4)

    html = room.get("/").content.decode()

    assert '<progress max="14" value="4"' in html
    assert f'href="{article.get_absolute_url()}#at-4"' in html
    assert "Continue" not in browser_of(other_reader).get("/").content.decode()


def test_one_who_only_opened_an_article_stopped_nowhere(room: Client, reader: User, publish: Publish) -> None:
    Position.objects.create(reader=reader, article=publish(), offset=0)

    assert "Continue" not in room.get("/").content.decode()


def test_head_is_answered_too(room: Client) -> None:
    assert room.head(reverse("library")).status_code == 200
    assert room.post(reverse("library")).status_code == 405
