"""The codebook lists all themes, with the number of passages that this reader may see."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from annotations.models import Annotation, Theme
from articles.models import Article


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def counts(html: str) -> list[tuple[str, str]]:
    return re.findall(r"<h2>.*?<bdi>(.*?)</bdi>.*?(\d+) passages?<", html, re.DOTALL)


def test_it_works(
    room: Client, reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]
) -> None:
    article = publish()
    annotate(reader, article, "One", themes=["Wages", "Hours"])
    annotate(reader, article, "two", themes=["Wages"])
    Theme.objects.coin("Debt", by=reader)
    Theme.objects.filter(name="Hours").update(definition="Time <worked>.")

    html = room.get(reverse("codebook")).content.decode()

    assert "3 themes" in html
    assert counts(html) == [("Debt", "0"), ("Hours", "1"), ("Wages", "2")]
    assert "Time &lt;worked&gt;." in html
    assert f'href="{Theme.objects.get(name="Debt").get_absolute_url()}"' in html


def test_only_what_this_reader_may_see_is_counted(
    room: Client,
    reader: User,
    other_reader: User,
    moderator: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
) -> None:
    article, withdrawn = publish("<p>One two three four.</p>"), publish("<p>Five.</p>")
    annotate(reader, article, "One", themes=["Wages"], visibility="private")
    annotate(other_reader, article, "two", themes=["Wages"], visibility="private")
    annotate(other_reader, article, "three", themes=["Wages"]).hide(moderator, "No.")
    annotate(other_reader, article, "four", themes=["Wages"]).delete_by_author()
    annotate(other_reader, withdrawn, "Five", themes=["Wages"])
    withdrawn.withdraw()

    assert counts(room.get(reverse("codebook")).content.decode()) == [("Wages", "1")]


def test_an_empty_codebook_says_what_to_do(room: Client) -> None:
    html = room.get(reverse("codebook")).content.decode()

    assert "0 themes" in html
    assert "There is no theme yet." in html
