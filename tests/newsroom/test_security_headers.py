"""Every page forbids what it does not need, and needs no more than it forbids."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from selectolax.lexbor import LexborHTMLParser

from annotations.models import Annotation
from articles.models import Article
from tests.conftest import PASSWORD

FRAGMENT = {"HX-Request": "true"}
SIGNED_OUT = (
    *("/accounts/login/", "/accounts/password_reset/", "/accounts/password_reset/done/", "/accounts/reset/done/"),
    *("/accounts/reset/x/y/", "/no-such-page/", "/?x=%00", "/articles/1/"),
)
READERS = (
    *("/", "/themes/", "/annotations/", "/suggestions/?q=x", "/accounts/password_change/", "/annotations/9/"),
    *("/accounts/password_change/done/", "{article}", "{article}?marks=1", "{theme}", "{cards}", "{edit}", "{flag}"),
)
STAFF = (
    *("/admin/", "/admin/articles/article/", "/admin/articles/article/add/", "/admin/articles/article/{pk}/change/"),
    *("/admin/articles/article/{pk}/preview/", "/admin/annotations/annotation/", "/admin/annotations/decision/"),
    *("/admin/annotations/theme/", "/admin/annotations/theme/add/", "/admin/auth/user/", "/admin/auth/user/add/"),
    *("/admin/annotations/annotation/{shared}/change/", "/admin/auth/group/", "/admin/password_change/"),
)
# Attributes by which a browser loads something without being asked.
LOADING = {"src", "srcset", "data", "poster", "background", "action", "formaction", "ping", "hx-get", "hx-post"}


@pytest.fixture
def places(
    reader: User, other_reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]
) -> dict[str, Any]:
    """Set a scene with something on every page, and return the addresses of its pages."""
    article = publish("<p>One two three.</p>", source_url="https://example.org/story", outlet="The Wire")
    mine = annotate(reader, article, "One", note="[a link](https://example.org)", themes=["Wages"])
    theirs = annotate(other_reader, article, "two", note="<b onclick=x>*Why?*</b>", themes=["Wages", "Hours"])
    annotate(reader, article, "three").delete_by_author()
    return {
        "pk": article.pk,
        "shared": theirs.pk,
        "article": article.get_absolute_url(),
        "theme": mine.themes.get().get_absolute_url(),
        "cards": f"{reverse('cards', args=[article.pk])}?id={mine.pk}&id={theirs.pk}",
        "edit": reverse("edit", args=[mine.pk]),
        "flag": reverse("flag", args=[theirs.pk]),
    }


def policy(answer: HttpResponse) -> dict[str, list[str]]:
    directives = (directive.split() for directive in answer["Content-Security-Policy"].split(";"))
    return {name: values for name, *values in directives}


def look_for_what_the_policy_forbids(answer: HttpResponse) -> None:
    html = answer.content.decode()
    nonces = [value for value in policy(answer)["script-src"] if value.startswith("'nonce-")]
    for element in LexborHTMLParser(html).css("*"):
        attributes = {name: value or "" for name, value in element.attributes.items()}
        assert element.tag != "style", html
        assert "style" not in attributes, element.html
        assert not [name for name in attributes if name.startswith("on")], element.html
        if element.tag == "script" and "src" not in attributes:
            kind = attributes.get("type", "")
            assert kind == "application/json" or f"'nonce-{attributes['nonce']}'" in nonces, element.html
        loaded = {attributes[name] for name in LOADING & attributes.keys()}
        if element.tag in {"link", "base", "use", "image"}:
            loaded.add(attributes.get("href") or attributes["xlink:href"])
        for address in loaded:
            assert re.match(r"(?:/(?!/)|\?|$|[a-z_]+/$|data:image/|#|\.)", address), element.html


def look_at(browser: Client, address: str, places: dict[str, Any], **headers: str) -> HttpResponse:
    answer = browser.get(address.format(**places), headers=headers, follow=True)
    forbidden = policy(answer)
    assert forbidden["default-src"] == ["'none'"]
    assert forbidden["script-src"][0] == "'self'"
    assert all(value == "'self'" or value.startswith("'nonce-") for value in forbidden["script-src"])
    for name in ("style-src", "connect-src", "form-action"):
        assert forbidden[name] == ["'self'"]
    assert forbidden["img-src"] == ["'self'", "data:"]
    for name in ("frame-ancestors", "base-uri"):
        assert forbidden[name] == ["'none'"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Referrer-Policy"] == "same-origin"
    assert answer["Cross-Origin-Opener-Policy"] == "same-origin"
    look_for_what_the_policy_forbids(answer)
    return answer


@pytest.mark.parametrize("address", SIGNED_OUT)
def test_pages_for_everybody(client: Client, places: dict[str, Any], address: str) -> None:
    look_at(client, address, places)


@pytest.mark.parametrize("address", READERS)
def test_pages_for_readers(
    reader: User, browser_of: Callable[[User], Client], places: dict[str, Any], address: str
) -> None:
    look_at(browser_of(reader), address, places)


@pytest.mark.parametrize("address", ["{edit}", "{flag}", "{cards}", "/annotations/{shared}/", "/annotations/9/"])
def test_fragments(reader: User, browser_of: Callable[[User], Client], places: dict[str, Any], address: str) -> None:
    look_at(browser_of(reader), address, places, **FRAGMENT)


@pytest.mark.parametrize("address", STAFF)
def test_pages_for_staff(
    administrator: User, browser_of: Callable[[User], Client], places: dict[str, Any], address: str
) -> None:
    answer = look_at(browser_of(administrator), address, places)

    assert answer.status_code == 200


def test_a_nonce_serves_one_page(reader: User, browser_of: Callable[[User], Client], places: dict[str, Any]) -> None:
    browser = browser_of(reader)

    nonces = {browser.get(places["article"]).content.decode().split('nonce="')[1].split('"')[0] for _ in range(3)}

    assert len(nonces) == 3


def test_a_page_without_scripts_allows_no_nonce(client: Client, db: None) -> None:
    assert policy(client.get("/accounts/login/"))["script-src"] == ["'self'"]


def test_no_page_may_stand_in_a_frame(client: Client, db: None) -> None:
    assert client.get("/accounts/login/")["X-Frame-Options"] == "DENY"


def test_cookies_are_for_this_site_alone(client: Client, reader: User) -> None:
    client.post("/accounts/login/", {"username": reader.username, "password": PASSWORD})

    session, token = client.cookies["sessionid"], client.cookies["csrftoken"]
    assert (session["httponly"], session["samesite"]) == (True, "Lax")
    assert token["samesite"] == "Lax"
    assert not token["httponly"]  # the page's scripts send it back


def settings_at(address: str, folder: Path, *names: str) -> list[str]:
    """Return settings as they are where the site has this address."""
    printed = f"from newsroom import settings; print(*(getattr(settings, name, None) for name in {names}), sep='\\n')"
    environment = os.environ | {"SITE_URL": address, "DATA_DIR": str(folder)}
    done = subprocess.run([sys.executable, "-c", printed], env=environment, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


SECURE = ("SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS")


def test_behind_https_cookies_and_pages_go_no_other_way(tmp_path: Path) -> None:
    assert settings_at("https://news.example.org", tmp_path, *SECURE) == ["True", "True", "True", "31536000"]


def test_without_https_the_site_still_works(tmp_path: Path) -> None:
    assert settings_at("http://127.0.0.1:8000", tmp_path, *SECURE) == ["None"] * 4
