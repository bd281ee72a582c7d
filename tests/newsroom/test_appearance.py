"""Everybody chooses for her browser whether pages are light, dark, or as the system says."""

import pytest
from django.contrib.auth.models import User
from django.test import Client

APPEARANCE = "/appearance/"
ACCOUNT = "/account/"
LOGIN = "/accounts/login/"


@pytest.mark.parametrize("chosen", ["light", "dark", "system"])
def test_it_works(client: Client, reader: User, chosen: str) -> None:
    client.force_login(reader)
    answer = client.post(APPEARANCE, {"appearance": chosen, "next": ACCOUNT}, follow=True)

    assert answer.redirect_chain == [(ACCOUNT, 302)]
    html = answer.content.decode()
    assert f'data-appearance="{chosen}"' in html
    assert f'value="{chosen}" aria-pressed="true"' in html
    assert html.count('aria-pressed="true"') == 1


def test_until_then_it_is_as_the_system_says(client: Client, db: None) -> None:
    assert 'data-appearance="system"' in client.get(LOGIN).content.decode()


def test_it_is_kept_for_a_year_out_of_reach_of_scripts(client: Client, db: None) -> None:
    cookie = client.post(APPEARANCE, {"appearance": "dark"}).cookies["appearance"]

    assert (cookie["max-age"], cookie["httponly"], cookie["samesite"]) == (365 * 24 * 3600, True, "Lax")
    assert not cookie["secure"]
    assert client.post(APPEARANCE, {"appearance": "dark"}, secure=True).cookies["appearance"]["secure"]


@pytest.mark.parametrize("nonsense", ["", "pink", 'dark" onload="x', "\0"])
def test_nonsense_changes_nothing(client: Client, db: None, nonsense: str) -> None:
    answer = client.post(APPEARANCE, {"appearance": nonsense, "next": LOGIN})

    assert answer.status_code == 302
    assert "appearance" not in answer.cookies


def test_a_cookie_that_somebody_else_wrote_is_not_printed(client: Client, db: None) -> None:
    client.cookies["appearance"] = '"><script>'

    html = client.get(LOGIN).content.decode()

    assert 'data-appearance="system"' in html
    assert '"><script>' not in html


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "", "javascript:x", "http://["])
def test_nobody_is_sent_to_another_site(client: Client, db: None, elsewhere: str) -> None:
    answer = client.post(APPEARANCE, {"appearance": "dark", "next": elsewhere})

    assert answer["Location"] == "/"


def test_a_next_address_cannot_bring_headers(client: Client, db: None) -> None:
    answer = client.post(APPEARANCE, {"appearance": "dark", "next": "/x\r\nSet-Cookie: a=b"})

    assert "\n" not in answer["Location"]
    assert "a" not in answer.cookies


def test_a_link_changes_nothing(client: Client, db: None) -> None:
    assert client.get(APPEARANCE).status_code == 405


def test_a_form_from_elsewhere_changes_nothing() -> None:
    assert Client(enforce_csrf_checks=True).post(APPEARANCE, {"appearance": "dark"}).status_code == 403
