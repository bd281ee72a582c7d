"""When something is wrong the site says so, in a page or, to a script, in a paragraph."""

from typing import Any, NoReturn

import pytest
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import User
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest
from django.test import Client
from django.urls import path

from newsroom import urls

FRAGMENT = {"HX-Request": "true"}
PROBLEMS = {
    "400": (BadRequest, "This request could not be understood"),
    "403": (PermissionDenied, "This may not be done"),
    "500": (ZeroDivisionError, "Something broke on our side"),
}


@login_not_required
def fail(request: HttpRequest, status: str) -> NoReturn:
    raise PROBLEMS[status][0]


urlpatterns = [path("fail/<status>/", fail), *urls.urlpatterns]
handler400, handler403, handler404, handler500 = urls.handler400, urls.handler403, urls.handler404, urls.handler500


@pytest.fixture
def client(settings: Any) -> Client:
    """A browser on a site some of whose pages fail."""
    settings.ROOT_URLCONF = __name__
    return Client(raise_request_exception=False)


# These tests ask for no database, so that whatever asks it fails.


@pytest.mark.parametrize("status", PROBLEMS)
def test_a_page_says_what_is_wrong_and_needs_no_database(client: Client, status: str) -> None:
    answer = client.get(f"/fail/{status}/")

    html = answer.content.decode()
    assert answer.status_code == int(status)
    assert html.startswith("<!doctype html>")
    assert PROBLEMS[status][1] in html
    assert 'href="/"' in html
    assert "Traceback" not in html


@pytest.mark.parametrize("status", PROBLEMS)
def test_a_script_gets_a_paragraph(client: Client, status: str) -> None:
    answer = client.get(f"/fail/{status}/", headers=FRAGMENT)

    assert answer.status_code == int(status)
    assert answer.content.decode().startswith("<p>")
    assert PROBLEMS[status][1] in answer.content.decode()


@pytest.mark.parametrize("address", ["/", "/articles/1/", "/annotations/"])
def test_a_dead_database_gives_a_page(client: Client, address: str) -> None:
    client.cookies["sessionid"] = "x" * 32

    answer = client.get(address)

    assert answer.status_code == 500
    assert "Something broke on our side" in answer.content.decode()


def test_nothing_there(client: Client) -> None:
    answer = client.get("/no-such-page/")

    assert answer.status_code == 404
    assert "There is nothing here" in answer.content.decode()


def test_a_host_that_is_not_ours(client: Client) -> None:
    answer = client.get("/", headers={"Host": "evil.example"})

    assert answer.status_code == 400
    assert "This request could not be understood" in answer.content.decode()
    assert "evil.example" not in answer.content.decode()


def test_a_form_without_its_token(settings: Any) -> None:
    answer = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "x", "password": "x"})

    assert answer.status_code == 403
    assert "This page was open for too long" in answer.content.decode()
    assert "CSRF" not in answer.content.decode()


class Unread:
    """A body that nobody may begin to read."""

    def read(self, *size: int) -> NoReturn:
        raise AssertionError("the body was read")

    readline = read


@pytest.mark.parametrize("headers", [{}, FRAGMENT], ids=["page", "fragment"])
@pytest.mark.parametrize("address", ["/", "/articles/1/annotations/", "/accounts/login/", "/no-such-page/"])
def test_what_is_too_large_is_refused_unread(
    client: Client, settings: Any, address: str, headers: dict[str, str]
) -> None:
    unread = {"CONTENT_LENGTH": str(settings.MAX_REQUEST_BYTES + 1), "wsgi.input": Unread()}

    answer = client.generic("POST", address, headers=headers, **unread)

    assert answer.status_code == 413
    assert f"At most {settings.MAX_UPLOAD_MB} MB can be sent." in answer.content.decode()
    assert answer.content.decode().startswith("<p>" if headers else "<!doctype html>")


def test_what_is_as_large_as_can_be_is_read(client: Client, reader: User, settings: Any) -> None:
    settings.MAX_REQUEST_BYTES = settings.DATA_UPLOAD_MAX_MEMORY_SIZE = 2000
    client.force_login(reader)

    taken = client.generic("POST", "/appearance/", b"x=" + b"x" * 1998, "application/x-www-form-urlencoded")
    refused = client.generic("POST", "/appearance/", b"x=" + b"x" * 1999, "application/x-www-form-urlencoded")

    assert (taken.status_code, refused.status_code) == (302, 413)


def test_a_size_that_is_no_number_is_as_none(client: Client) -> None:
    assert client.generic("POST", "/appearance/", b"", CONTENT_LENGTH="x").status_code == 302


def test_more_fields_than_any_form_has(client: Client) -> None:
    answer = client.post("/appearance/", {"x": ["y"] * 1001})

    assert answer.status_code == 400
    assert "This request could not be understood" in answer.content.decode()


@pytest.mark.parametrize("address", ["/%00/", "/articles/1%00/", "/?q=%00", "/accounts/login/?next=a%00b"])
def test_nul_in_an_address(client: Client, address: str) -> None:
    assert client.get(address).status_code == 400


@pytest.mark.parametrize(("charset", "status"), [("utf-8", 302), ("UTF8", 302), ("no-such", 302), ("utf-7", 400)])
def test_only_utf_8_is_read(client: Client, charset: str, status: int) -> None:
    answer = client.generic("POST", "/appearance/", b"--X--", f"multipart/form-data; boundary=X; charset={charset}")

    assert answer.status_code == status
