"""Signed-out people get the sign-in page and nothing else, or where a site says so the articles to read."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from annotations.models import Annotation
from articles.models import Article

OPEN = (
    *("/accounts/login/", "/accounts/password_reset/", "/accounts/password_reset/done/", "/accounts/reset/x/x/"),
    *("/accounts/reset/done/", "/appearance/", "/admin/login/"),
)
FOR_READING = ("/", "/articles/1/", "/articles/1/corrections/", "/articles/1/revisions/1/")
PICTURE = "/pictures/x"


def addresses(patterns: list[URLPattern | URLResolver], prefix: str = "/") -> Iterator[str]:
    """Yield an address for every pattern of the site."""
    for pattern in patterns:
        route = str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, prefix + route)
        elif route.startswith("^(?P<app_label>"):
            yield f"{prefix}articles/"
        elif route == "(?P<url>.*)$":
            yield f"{prefix}no/such/page/"
        else:
            yield prefix + re.sub(r"<(int:)?[^>]*>", lambda part: "1" if part[1] else "x", route)


EVERYWHERE = sorted(set(addresses(get_resolver().url_patterns)))


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>One two three.</p>", "A headline to read")


@pytest.fixture
def marked(article: Article, reader: User, annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(reader, article, "two", note="For members.", themes=["Wages"])


def test_the_walk_found_the_site() -> None:
    for address in (*FOR_READING, *OPEN, "/annotations/1/edit/", "/themes/x/", "/admin/articles/article/x/change/"):
        assert address in EVERYWHERE
    assert not any("<" in address or "^" in address for address in EVERYWHERE)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize(
    ("address", "public"),
    [(address, False) for address in EVERYWHERE if address not in OPEN]
    + [(address, True) for address in EVERYWHERE if address not in (*OPEN, *FOR_READING, PICTURE)],
)
def test_signed_out_people_get_the_sign_in_page_and_nothing_else(
    client: Client, db: None, address: str, method: str, public: bool, settings: Any
) -> None:
    settings.PUBLIC_READING = public

    answer = getattr(client, method)(address)
    fragment = getattr(client, method)(address, headers={"HX-Request": "true"})

    assert answer.status_code == 302
    assert client.get(answer["Location"], follow=True).wsgi_request.path == reverse("login")
    assert fragment.status_code == 401
    assert "You are signed out." in fragment.content.decode()


@pytest.mark.parametrize("address", OPEN)
def test_what_is_open_shows_no_article(client: Client, marked: Annotation, address: str) -> None:
    html = client.get(address, follow=True).content.decode()

    for words in ("A headline to read", "For members.", "Wages", "Rana"):
        assert words not in html


def test_an_address_that_is_none_tells_nothing(client: Client, marked: Annotation) -> None:
    for address in ("/no-such-page", "/articles/x/", "/static/../settings.py", "/admin/no-such"):
        answer = client.get(address)
        assert answer.status_code in {302, 404}
        assert "A headline to read" not in answer.content.decode()


@pytest.mark.parametrize("query", ["", "?theme=wages", "?marks=1", "?page=2&outlet=x"])
@pytest.mark.parametrize("address", FOR_READING)
def test_public_reading_shows_articles_and_no_annotation(
    client: Client, marked: Annotation, address: str, query: str, settings: Any
) -> None:
    settings.PUBLIC_READING = True
    where = address.replace("/articles/1/", f"/articles/{marked.article_id}/")

    answer = client.get(where + query)

    html = answer.content.decode()
    assert answer.status_code == 200
    for trace in ("For members.", "Wages", "wages</", "annotation-", 'type="application/json"', "toolbar", "Rana"):
        assert trace not in html
    assert "1 annotation" not in html


def test_public_reading_shows_the_words(client: Client, article: Article, settings: Any) -> None:
    settings.PUBLIC_READING = True

    assert "A headline to read" in client.get("/").content.decode()
    html = client.get(article.get_absolute_url()).content.decode()
    assert f">{article.current.body}</div>" in html
    assert 'href="/accounts/login/"' in html


def test_public_reading_shows_nothing_that_was_withdrawn(client: Client, article: Article, settings: Any) -> None:
    settings.PUBLIC_READING = True
    article.withdraw()

    assert client.get(article.get_absolute_url()).status_code == 404
    assert "A headline to read" not in client.get("/").content.decode()


def test_members_see_annotations_all_the_same(
    marked: Annotation, reader: User, browser_of: Callable[[User], Client], settings: Any
) -> None:
    settings.PUBLIC_READING = True

    assert f'"id": [{marked.pk}]' in browser_of(reader).get(marked.article.get_absolute_url()).content.decode()
