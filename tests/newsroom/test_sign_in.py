"""People sign in and out, and come back to where they were."""

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from articles.models import Article
from tests.conftest import PASSWORD

LOGIN = "/accounts/login/"


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish()


def test_it_works(client: Client, reader: User) -> None:
    asked = client.get("/", follow=True)
    answer = client.post(LOGIN, {"username": "reader", "password": PASSWORD}, follow=True)

    assert asked.redirect_chain == [(f"{LOGIN}?next=/", 302)]
    assert answer.redirect_chain == [("/", 302)]
    assert answer.context["user"] == reader
    assert "Rana Reader" in answer.content.decode()


def test_one_comes_back_to_the_page_that_was_asked_for(client: Client, reader: User, article: Article) -> None:
    page = f"{article.get_absolute_url()}?marks=1"

    form = client.get(page, follow=True).content.decode()
    answer = client.post(LOGIN, {"username": "reader", "password": PASSWORD, "next": page})

    assert f'name="next" value="{page}"' in form
    assert answer["Location"] == page


@pytest.mark.parametrize(
    "elsewhere",
    [
        *("https://evil.example/", "//evil.example/", "///evil.example", "\\\\evil.example", "http:evil.example"),
        *("javascript:alert(1)", "https://testserver@evil.example/", "/\t/evil.example", "http://[", "\x00//x"),
    ],
)
def test_nobody_is_sent_to_another_site(client: Client, reader: User, elsewhere: str) -> None:
    answer = client.post(LOGIN, {"username": "reader", "password": PASSWORD, "next": elsewhere})

    assert answer.status_code == 302
    assert answer["Location"] == "/"


@pytest.mark.parametrize(("name", "password"), [("reader", "wrong"), ("nobody", PASSWORD), ("reader", ""), ("", "")])
def test_a_wrong_name_or_password_is_refused_in_words(client: Client, reader: User, name: str, password: str) -> None:
    answer = client.post(LOGIN, {"username": name, "password": password})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("name", ["\0", "x" * 10_000, "\u202e", "'; --"])
def test_odd_names_are_refused(client: Client, db: None, name: str) -> None:
    assert client.post(LOGIN, {"username": name, "password": "x"}).status_code == 200


def test_a_closed_account_cannot_sign_in(client: Client, reader: User) -> None:
    User.objects.update(is_active=False)

    client.post(LOGIN, {"username": "reader", "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_signing_out_works(reader: User, browser_of: Callable[[User], Client]) -> None:
    browser = browser_of(reader)

    assert browser.post("/accounts/logout/")["Location"] == LOGIN
    assert browser.get("/").status_code == 302


def test_a_link_signs_nobody_out(reader: User, browser_of: Callable[[User], Client]) -> None:
    browser = browser_of(reader)

    assert browser.get("/accounts/logout/").status_code == 405
    assert browser.get("/").status_code == 200


@pytest.mark.parametrize("what", ["/accounts/logout/", "/annotations/1/deletion/"])
def test_after_a_post_without_session_one_comes_back_to_its_page(client: Client, article: Article, what: str) -> None:
    page = f"http://testserver{article.get_absolute_url()}"

    for headers, back in (({"Referer": page}, page), ({}, ""), ({"Referer": "https://evil.example/"}, "")):
        answer = client.post(what, headers=headers)
        assert answer["Location"] == f"{LOGIN}?next={quote(back)}"


@pytest.mark.parametrize(
    "page",
    ["https://evil.example/", "http://[", "//evil.example/", "javascript:alert(1)", 'http://testserver/"><script>'],
)
def test_a_fragment_request_is_led_nowhere_else(client: Client, db: None, page: str) -> None:
    answer = client.get("/", headers={"HX-Request": "true", "HX-Current-URL": page})

    assert answer.status_code == 401
    html = answer.content.decode()
    assert "evil" not in html
    assert "<script" not in html
    assert f'href="{reverse("login")}' in html


def test_the_admin_has_no_sign_in_page_of_its_own(client: Client, db: None) -> None:
    answer = client.get("/admin/articles/article/", follow=True)

    assert answer.wsgi_request.path == LOGIN
    assert 'name="next" value="/admin/articles/article/"' in answer.content.decode()


def test_a_reader_is_told_that_the_admin_is_not_for_her(reader: User, browser_of: Callable[[User], Client]) -> None:
    answer = browser_of(reader).get("/admin/", follow=True)

    assert answer.wsgi_request.path == LOGIN
    assert "Your account may not open that page." in answer.content.decode()


def test_staff_come_to_the_admin(client: Client, editor: User) -> None:
    answer = client.post(LOGIN, {"username": "editor", "password": PASSWORD, "next": "/admin/"}, follow=True)

    assert answer.wsgi_request.path == "/admin/"
    assert answer.status_code == 200
