"""People change their passwords, and choose new ones when they forgot them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.mail import EmailMessage
from django.test import Client

from tests.conftest import PASSWORD

CHANGE = "/accounts/password_change/"
RESET = "/accounts/password_reset/"
NEW = "battery staple 7"


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


@pytest.fixture
def link(client: Client, reader: User, mailoutbox: list[EmailMessage]) -> str:
    client.post(RESET, {"email": "reader@example.org"})
    return re.search(r"http://testserver(/\S+)", mailoutbox[0].body)[1]


def test_changing_works(room: Client, reader: User) -> None:
    asked = room.get(CHANGE)
    answer = room.post(CHANGE, {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW}, follow=True)

    assert "Change password" in asked.content.decode()
    assert "Your new password is in force." in answer.content.decode()
    reader.refresh_from_db()
    assert reader.check_password(NEW)
    assert room.get("/").status_code == 200


def test_changing_signs_out_elsewhere(room: Client, reader: User, browser_of: Callable[[User], Client]) -> None:
    elsewhere = browser_of(reader)

    room.post(CHANGE, {"old_password": PASSWORD, "new_password1": NEW, "new_password2": NEW})

    assert elsewhere.get("/").status_code == 302


@pytest.mark.parametrize(
    ("old", "first", "second"),
    [
        ("wrong", NEW, NEW),
        (PASSWORD, NEW, "another 77"),
        (PASSWORD, "short", "short"),
        (PASSWORD, "password", "password"),
        (PASSWORD, "9376518", "9376518"),
        (PASSWORD, "reader@example.org", "reader@example.org"),
        (PASSWORD, "", ""),
    ],
    ids=["wrong old one", "not the same", "short", "common", "digits", "like the name", "empty"],
)
def test_an_unfit_change_is_refused(room: Client, reader: User, old: str, first: str, second: str) -> None:
    answer = room.post(CHANGE, {"old_password": old, "new_password1": first, "new_password2": second})

    assert "errorlist" in answer.content.decode()
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


def test_resetting_works(
    client: Client, reader: User, link: str, mailoutbox: list[EmailMessage], settings: Any
) -> None:
    form = client.get(link, follow=True)
    answer = client.post(form.wsgi_request.path, {"new_password1": NEW, "new_password2": NEW}, follow=True)

    letter = mailoutbox[0]
    assert letter.to == ["reader@example.org"]
    assert letter.subject == f"Your new password for {settings.SITE_NAME}"
    assert f"your account at {settings.SITE_NAME}." in letter.body
    assert "Your user name is reader." in letter.body
    assert "Choose a new password" in form.content.decode()
    assert "You can sign in with your new password now." in answer.content.decode()
    reader.refresh_from_db()
    assert reader.check_password(NEW)


def test_a_link_serves_once(client: Client, link: str) -> None:
    form = client.get(link, follow=True)
    client.post(form.wsgi_request.path, {"new_password1": NEW, "new_password2": NEW})

    for browser in (client, Client()):
        assert "This link was used already or is too old." in browser.get(link, follow=True).content.decode()


@pytest.mark.parametrize(
    "link", ["/accounts/reset/MQ/set-password/", "/accounts/reset/x/y/", "/accounts/reset/MQ/a-b/"]
)
def test_a_link_that_was_never_sent_serves_nobody(client: Client, reader: User, link: str) -> None:
    assert "This link was used already" in client.get(link, follow=True).content.decode()
    client.post(link, {"new_password1": NEW, "new_password2": NEW})

    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


def test_a_weak_new_password_is_refused(client: Client, reader: User, link: str) -> None:
    form = client.get(link, follow=True)

    answer = client.post(form.wsgi_request.path, {"new_password1": "short", "new_password2": "short"})

    assert "errorlist" in answer.content.decode()
    reader.refresh_from_db()
    assert reader.check_password(PASSWORD)


def test_nobody_learns_who_has_an_account(client: Client, reader: User, mailoutbox: list[EmailMessage]) -> None:
    known = client.post(RESET, {"email": "reader@example.org"}, follow=True)
    unknown = client.post(RESET, {"email": "nobody@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert known.wsgi_request.path == unknown.wsgi_request.path
    assert "If there is an account with this address" in unknown.content.decode()
    assert len(mailoutbox) == 1


def test_a_closed_account_gets_no_letter(client: Client, reader: User, mailoutbox: list[EmailMessage]) -> None:
    User.objects.update(is_active=False)

    client.post(RESET, {"email": "reader@example.org"})

    assert mailoutbox == []


@pytest.mark.parametrize("address", ["", "no address", "a@b\0c.example", "x" * 1000 + "@example.org"])
def test_an_address_that_is_none_is_refused(
    client: Client, db: None, address: str, mailoutbox: list[EmailMessage]
) -> None:
    answer = client.post(RESET, {"email": address})

    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode()
    assert mailoutbox == []


def test_letters_are_kept_as_files_where_no_mail_server_is_set(
    client: Client, reader: User, settings: Any, tmp_path: Any
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    settings.EMAIL_FILE_PATH = tmp_path

    client.post(RESET, {"email": "reader@example.org"})

    (letter,) = tmp_path.iterdir()
    assert "/accounts/reset/" in letter.read_text()
