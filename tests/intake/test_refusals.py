"""A desk is its editor's alone, and nobody else's."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from intake.models import Arrival
from tests.intake.conftest import ADD, ARRIVALS, SCRIPT, at, now

Read = Callable[..., Arrival]
VERBS = ("draft", "drop", "restoration")
POSTS = ("", "next/", "waiting/", "waiting/drop/", "selected/", "settled/")


@pytest.fixture
def theirs(read: Read, administrator: User) -> Arrival:
    """A file on the desk of somebody else."""
    return read(by=administrator)


@pytest.mark.parametrize("verb", VERBS)
def test_nobody_decides_about_the_files_of_another(desk: Client, theirs: Arrival, verb: str) -> None:
    assert desk.post(at(theirs, verb), headers=SCRIPT).status_code == 404
    assert now(theirs).state == "read"
    assert not Article.objects.exists()


def test_nobody_sees_the_files_of_another(desk: Client, theirs: Arrival) -> None:
    assert desk.get(at(theirs)).status_code == 404
    assert theirs.name not in desk.get(ADD).text
    assert not desk.get(ARRIVALS, {"id": theirs.pk}, headers=SCRIPT).context["arrivals"]


def test_nobody_chooses_or_stops_the_files_of_another(desk: Client, theirs: Arrival, put: Read) -> None:
    waiting = put(by=theirs.by)
    for verb in ("draft", "publish", "drop"):
        desk.post(f"{ARRIVALS}selected/", {"verb": verb, "arrival": theirs.pk})
    desk.post(f"{ARRIVALS}waiting/drop/")
    assert desk.post(f"{ARRIVALS}next/", headers=SCRIPT).status_code == 204
    assert (now(theirs).state, now(waiting).state) == ("read", "waiting")
    assert not Article.objects.exists()


@pytest.mark.parametrize("where", POSTS)
def test_who_may_not_add_articles_is_refused(client: Client, moderator: User, put: Read, where: str) -> None:
    client.force_login(moderator)
    put(by=moderator)
    assert client.post(f"{ARRIVALS}{where}", headers=SCRIPT).status_code == 403
    assert client.post(f"{ARRIVALS}{where}").status_code == 403
    assert Arrival.objects.get().state == "waiting"


@pytest.mark.parametrize("where", POSTS)
def test_signed_out_a_script_is_told_and_a_person_led_to_sign_in(client: Client, db: None, where: str) -> None:
    told = client.post(f"{ARRIVALS}{where}", headers=SCRIPT)
    assert told.status_code == 401
    assert "You are signed out." in told.text
    led = client.post(f"{ARRIVALS}{where}")
    assert led.status_code == 302
    assert led.headers["Location"].startswith("/accounts/login/")
    assert not Arrival.objects.exists()


@pytest.mark.parametrize("verb", VERBS)
def test_what_vanished_is_not_found(desk: Client, read: Read, verb: str) -> None:
    arrival = read()
    address = at(arrival, verb)
    arrival.delete()
    answer = desk.post(address, headers=SCRIPT)
    assert answer.status_code == 404
    assert "There is nothing here" in answer.text


@pytest.mark.parametrize("where", ["next/", "waiting/", "waiting/drop/", "selected/", "settled/"])
def test_looking_changes_nothing(desk: Client, put: Read, where: str) -> None:
    arrival = put()
    assert desk.get(f"{ARRIVALS}{where}").status_code == 405
    assert now(arrival).state == "waiting"


@pytest.mark.parametrize("verb", VERBS)
def test_looking_at_a_verb_does_not_do_it(desk: Client, read: Read, verb: str) -> None:
    assert desk.get(at(read(), verb)).status_code == 405


def test_a_number_beyond_every_database_is_not_found(desk: Client) -> None:
    huge = "9" * 30
    assert desk.get(f"{ARRIVALS}{huge}/").status_code == 404
    assert desk.post(f"{ARRIVALS}selected/", {"verb": "drop", "arrival": huge}).status_code == 302
