"""Everything that one reader wrote, wherever it is."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from annotations.models import Annotation
from annotations.views.mine import PASSAGES_PER_PAGE
from articles.models import Article

Annotate = Callable[..., Annotation]
Publish = Callable[..., Article]
MINE = "/annotations/"


@pytest.fixture
def article(publish: Publish) -> Article:
    return publish("<p>One two three four.</p>", "The first")


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def shown(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="card[^>]*id="annotation-(\d+)"', html)]


def test_it_works(room: Client, reader: User, article: Article, annotate: Annotate, moderator: User) -> None:
    first = annotate(reader, article, "One", note="*Why?*")
    private = annotate(reader, article, "two", visibility="private", themes=["Wages"])
    hidden = annotate(reader, article, "three")
    hidden.hide(moderator, "It names a witness.")

    html = room.get(MINE).content.decode()

    assert shown(html) == [hidden.pk, private.pk, first.pk]
    assert "3 annotations" in html
    for words in ("<em>Why?</em>", "Only you see this", "It names a witness.", "Wages", article.get_absolute_url()):
        assert words in html


def test_nothing_yet_says_what_to_do(room: Client) -> None:
    html = room.get(MINE).content.decode()

    assert "0 annotations" in html
    assert "You have not marked anything yet." in html


def test_what_others_wrote_is_not_mine(
    room: Client, other_reader: User, moderator: User, article: Article, annotate: Annotate
) -> None:
    annotate(other_reader, article, "two", themes=["Wages"])
    annotate(moderator, article, "two", visibility="private")

    html = room.get(MINE).content.decode()

    assert shown(html) == []
    assert "Wages" not in html
    assert "The first" not in html


def test_one_theme_can_be_chosen(room: Client, reader: User, article: Article, annotate: Annotate) -> None:
    wages = annotate(reader, article, "One", themes=["Wages", "Hours"])
    annotate(reader, article, "two", themes=["Hours"])
    annotate(reader, article, "three")

    html = room.get(MINE, {"theme": "wages"}).content.decode()

    assert shown(html) == [wages.pk]
    assert '<option value="wages" selected>Wages</option>' in html
    assert "1 annotation ·" in html


def test_one_article_can_be_chosen(
    room: Client, reader: User, article: Article, publish: Publish, annotate: Annotate
) -> None:
    annotate(reader, article, "One", themes=["Hours"])
    there = annotate(reader, publish(headline="The second"), "One", themes=["Hours"])
    annotate(reader, there.article, "two")

    html = room.get(MINE, {"article": there.article_id, "theme": "hours"}).content.decode()

    assert shown(html) == [there.pk]
    assert f'<option value="{there.article_id}" selected>The second</option>' in html


@pytest.mark.parametrize("article", ["x", "0", "-1", "1.5", "٣", str(2**63), str(10**30), "9" * 5000])
def test_an_article_that_is_none_has_nothing(room: Client, article: str) -> None:
    html = room.get(MINE, {"article": article}).content.decode()

    assert shown(html) == []
    assert "Nothing of yours fits this choice." in html


def test_a_theme_that_is_none_has_nothing(room: Client, reader: User, article: Article, annotate: Annotate) -> None:
    annotate(reader, article, "One", themes=["Hours"])

    assert "Nothing of yours fits this choice." in room.get(MINE, {"theme": "'; --"}).content.decode()
    assert room.get(MINE, {"theme": "a\0"}).status_code == 400


def test_many_come_in_pages(room: Client, reader: User, article: Article, annotate: Annotate) -> None:
    for _ in range(PASSAGES_PER_PAGE + 1):
        annotate(reader, article, "two", themes=["Hours"])

    first = room.get(MINE, {"theme": "hours"}).content.decode()
    second = room.get(MINE, {"theme": "hours", "page": "2"}).content.decode()

    assert 'href="?theme=hours&amp;page=2"' in first
    assert (len(shown(first)), len(shown(second))) == (PASSAGES_PER_PAGE, 1)
    assert not set(shown(first)) & set(shown(second))


def test_on_a_withdrawn_article_it_stays_without_a_link_to_the_article(
    room: Client, reader: User, article: Article, annotate: Annotate
) -> None:
    kept = annotate(reader, article, "two", note="Still mine.")
    article.withdraw()

    html = room.get(MINE).content.decode()

    assert shown(html) == [kept.pk]
    assert "This article was withdrawn." in html
    assert "Still mine." in html
    assert article.get_absolute_url() + '"' not in html


@pytest.mark.parametrize("withdrawn", [False, True])
def test_every_link_leads_somewhere(
    room: Client, reader: User, article: Article, annotate: Annotate, withdrawn: bool
) -> None:
    annotate(reader, article, "two", themes=["Wages"])
    if withdrawn:
        article.withdraw()

    html = room.get(MINE).content.decode()

    addresses = {address for address in re.findall(r'(?:href|hx-get)="(/[^"]*)"', html) if "/static/" not in address}
    assert len(addresses) > 5
    for address in addresses:
        assert room.get(address, follow=True).status_code == 200, address


def test_what_was_deleted_lately_can_be_had_back(
    room: Client, reader: User, article: Article, annotate: Annotate
) -> None:
    lately = annotate(reader, article, "two", note="A slip.")
    lately.delete_by_author()
    long_ago = annotate(reader, article, "three", note="Long gone.")
    Annotation.objects.filter(pk=long_ago.pk).update(deleted_at=timezone.now() - timedelta(days=8))

    html = room.get(MINE).content.decode()

    assert shown(html) == []
    assert "1 deleted in the last seven days" in html
    assert "A slip." in html
    assert "Long gone." not in html
    assert f'action="{reverse("restoration", args=[lately.pk])}"' in html
    room.post(reverse("restoration", args=[lately.pk]))
    assert shown(room.get(MINE).content.decode()) == [lately.pk]


def test_what_others_deleted_is_theirs(room: Client, other_reader: User, article: Article, annotate: Annotate) -> None:
    annotate(other_reader, article, "two", note="A slip.").delete_by_author()

    assert "A slip." not in room.get(MINE).content.decode()
