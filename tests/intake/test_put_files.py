"""An editor puts files on her desk: by a script one by one, or all at once in the form."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Source
from intake.models import Arrival
from tests.intake.conftest import ADD, ARRIVALS, SCRIPT, story, told, upload


def test_a_script_puts_a_file_and_gets_its_row(desk: Client, editor: User) -> None:
    answer = upload(desk, ("story.txt", story("One")), **SCRIPT)
    arrival = Arrival.objects.get()
    assert answer.status_code == 201
    assert answer.context["waiting"] == answer.context["count"] == 1
    assert f'<tr id="arrival-{arrival.pk}"' in answer.text
    assert "Waits to be read." in answer.text
    assert (arrival.name, arrival.by, arrival.state) == ("story.txt", editor, "waiting")
    assert (bytes(arrival.data), arrival.size) == (story("One"), len(story("One")))


def test_several_files_in_the_form_come_to_the_desk(desk: Client) -> None:
    answer = upload(desk, ("one.txt", story("One")), ("two.txt", story("Two")), to=ADD)
    assert (answer.status_code, answer.headers["Location"]) == (302, ADD)
    page = desk.get(ADD)
    assert [arrival.name for arrival in page.context["arrivals"]] == ["two.txt", "one.txt"]
    assert 'data-waiting="2"' in page.text
    assert "2 files wait to be read." in page.text
    assert not Source.objects.exists()


def test_one_file_goes_to_its_own_form_as_before(desk: Client) -> None:
    answer = upload(desk, ("one.txt", story("One")), to=ADD)
    assert answer.headers["Location"] == f"{ADD}?source={Source.objects.get().pk}"
    assert not Arrival.objects.exists()


def test_an_empty_desk_says_what_to_do(desk: Client) -> None:
    page = desk.get(ADD)
    assert '<p id="nothing" class="quiet">Nothing is here yet.' in page.text
    assert '<form id="decide" method="post" action="/admin/articles/article/arrivals/selected/" hidden>' in page.text


def test_the_same_file_twice_is_two_arrivals(desk: Client) -> None:
    for _ in range(2):
        assert upload(desk, ("story.txt", story("One")), **SCRIPT).status_code == 201
    assert Arrival.objects.count() == 2


def test_a_script_asks_how_some_stand(desk: Client) -> None:
    upload(desk, *((f"{number}.txt", b"x") for number in range(3)))
    first, _, last = Arrival.objects.order_by("pk")
    asked = {"id": [first.pk, last.pk, "x", "9" * 30, "٣"]}
    answer = desk.get(ARRIVALS, asked, headers=SCRIPT)
    assert [arrival.pk for arrival in answer.context["arrivals"]] == [last.pk, first.pk]


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("x" * 300 + ".txt", "x" * 251 + ".txt"),
        ("../../etc/passwd.txt", "passwd.txt"),
        ("مقال.txt", "مقال.txt"),
        ("新闻 🗞.txt", "新闻 🗞.txt"),
        ("<b>&'.txt", "<b>&'.txt"),
        ("no extension", "no extension"),
    ],
)
def test_odd_names_are_kept_as_far_as_they_can_be(desk: Client, name: str, kept: str) -> None:
    answer = upload(desk, (name, story("One")), **SCRIPT)
    assert answer.status_code == 201
    assert Arrival.objects.get().name == kept
    assert "<b>" not in answer.text


def test_nul_in_a_name_is_left_out(editor: User) -> None:
    assert Arrival.objects.put("a\0b.txt", b"", editor).name == "ab.txt"


def test_an_empty_file_is_put_and_refused_when_it_is_read(desk: Client) -> None:
    assert upload(desk, ("empty.txt", b""), **SCRIPT).status_code == 201
    row = desk.post(f"{ARRIVALS}next/", headers=SCRIPT)
    assert "<strong>Cannot be read.</strong> There is no text in this file." in row.text


# Refusals


def test_a_file_that_is_too_large_is_refused_by_name(desk: Client, settings: Any) -> None:
    settings.MAX_UPLOAD_MB = 1
    large = ("large.txt", b"x" * (1024 * 1024 + 1))
    answer = upload(desk, large, **SCRIPT)
    assert answer.status_code == 422
    assert "large.txt: This is too large: at most 1 MB can be brought in." in answer.text
    in_form = upload(desk, ("small.txt", b"x"), large, to=ADD)
    assert in_form.status_code == 422
    assert "large.txt: This is too large" in in_form.text
    assert not Arrival.objects.exists()


def test_no_file_at_all_is_refused(desk: Client) -> None:
    answer = desk.post(ARRIVALS, headers=SCRIPT)
    assert answer.status_code == 422
    assert "This field is required." in answer.text


def test_without_a_script_she_comes_back_to_the_page(desk: Client) -> None:
    answer = upload(desk, ("story.txt", story("One")))
    assert (answer.status_code, answer.headers["Location"]) == (302, ADD)
    assert told(desk.get(ADD)) == []
    assert not Article.objects.exists()
