"""An editor at her desk, with files on it that were read by a worker of the quarantine, as people's are."""

from collections.abc import Callable
from itertools import count

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from intake.models import Arrival

ADD = "/admin/articles/article/add/"
ARRIVALS = "/admin/articles/article/arrivals/"
SCRIPT = {"HX-Request": "true"}
WORDS = "Ships waited outside for three days while divers looked at the piers, officials said on Monday. " * 4

numbers = count(1)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    """The browser of an editor who is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def put(editor: User) -> Callable[..., Arrival]:
    """Return a function that puts a file on somebody's desk, unread."""

    def put(name: str = "story.txt", data: bytes | None = None, by: User | None = None) -> Arrival:
        return Arrival.objects.put(name, story(f"Story {next(numbers)}") if data is None else data, by or editor)

    return put


@pytest.fixture
def read(put: Callable[..., Arrival]) -> Callable[..., Arrival]:
    """Return a function that puts a file on somebody's desk and reads it."""

    def read(name: str = "story.txt", data: bytes | None = None, by: User | None = None) -> Arrival:
        arrival = put(name, data, by)
        claimed = Arrival.objects.claim(by=arrival.by)
        assert claimed == arrival
        claimed.read()
        return now(arrival)

    return read


def story(headline: str, words: str = WORDS) -> bytes:
    """Return a text with that headline."""
    return f"{headline}\n\n{words}\n".encode()


def now(arrival: Arrival) -> Arrival:
    """Return the arrival as it stands in the database."""
    return Arrival.objects.with_articles().get(pk=arrival.pk)


def upload(desk: Client, *files: tuple[str, bytes], to: str = ARRIVALS, **headers: str) -> HttpResponse:
    """Post files as a form does, or with `SCRIPT` as a script does."""
    return desk.post(to, {"file": [SimpleUploadedFile(name, data) for name, data in files]}, headers=headers)


def at(arrival: Arrival, verb: str = "") -> str:
    """Return the address of an arrival, or of what is done with it."""
    return f"{ARRIVALS}{arrival.pk}/{verb}/" if verb else f"{ARRIVALS}{arrival.pk}/"


def told(answer: HttpResponse) -> list[str]:
    """What the page that was redirected to tells on top."""
    return [str(message) for message in answer.context["messages"]]
