"""A ZIP is unpacked on the desk, and each of its files read by itself."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from intake.models import Arrival
from tests.articles.making import zipped
from tests.intake import making
from tests.intake.conftest import ADD, ARRIVALS, SCRIPT, now, story, upload

Read = Callable[..., Arrival]
WIRE = {"March/Monday/ferry.txt": making.FERRY, "新闻.md": making.MARKET, "empty.txt": ""}


def test_a_zip_in_the_form_comes_to_the_desk(desk: Client) -> None:
    assert upload(desk, ("wire.zip", zipped(WIRE)), to=ADD).headers["Location"] == ADD
    answer = desk.post(f"{ARRIVALS}next/", headers=SCRIPT)
    assert answer.context["waiting"] == 3
    assert [arrival.name for arrival in answer.context["arrivals"]] == [
        "wire.zip/empty.txt",
        "wire.zip/新闻.md",
        "wire.zip/March/Monday/ferry.txt",
        "wire.zip",
    ]
    assert "<bdi>wire.zip/March/Monday/</bdi></span> <bdi>ferry.txt</bdi>" in answer.text
    assert "Unpacked: its files stand in this table." in answer.text


def test_its_files_are_read_and_what_is_broken_stops_none(desk: Client, read: Read) -> None:
    read("wire.zip", zipped(WIRE))
    while desk.post(f"{ARRIVALS}next/", headers=SCRIPT).status_code == 200:
        pass
    states = dict(Arrival.objects.values_list("name", "state"))
    assert states == {
        "wire.zip": "unpacked",
        "wire.zip/March/Monday/ferry.txt": "read",
        "wire.zip/新闻.md": "read",
        "wire.zip/empty.txt": "refused",
    }


def test_an_archive_in_an_archive_is_refused_by_itself(read: Read) -> None:
    archive = read("wire.zip", zipped({"inner.zip": zipped({"a.txt": "x"}), "story.txt": story("One")}))
    inner, outer = archive.members.order_by("pk")
    assert (inner.state, outer.state) == ("refused", "waiting")
    assert inner.problem_told == "This is an archive in an archive. Unpack it and bring in its files."


def test_a_damaged_archive_says_so(desk: Client, read: Read) -> None:
    archive = read("wire.zip", zipped(WIRE)[:-30])
    assert archive.state == "refused"
    assert archive.problem_told


def test_hundreds_of_files_are_answered_in_part(desk: Client, put: Read) -> None:
    put("wire.zip", zipped({f"{number}.txt": "x" for number in range(130)}))
    answer = desk.post(f"{ARRIVALS}next/", headers=SCRIPT)
    assert (answer.context["count"], answer.context["waiting"]) == (131, 130)
    assert len(answer.context["arrivals"]) == 100


def test_an_archive_that_is_dropped_meanwhile_is_not_unpacked(put: Read, editor: User) -> None:
    archive = put("wire.zip", zipped(WIRE))
    claimed = Arrival.objects.claim(by=editor)
    assert claimed
    Arrival.objects.stop()
    claimed.read()
    assert not archive.members.exists()
    now(archive).restore()
    assert now(archive).state == "waiting"
    again = Arrival.objects.claim(by=editor)
    assert again
    again.read()
    assert archive.members.count() == 3
