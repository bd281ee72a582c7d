"""Files on their way: how far they are, and whatever may come between."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from playwright.sync_api import Page, expect

from intake.models import Arrival
from tests.articles.making import zipped
from tests.browser.bringing import ADD, choose, drop, is_through, press, row
from tests.browser.conftest import Server
from tests.intake import making

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
SOME = dict(list(making.files().items())[:3])
PUT = re.compile(r"/arrivals/$")
HUGE = b"x" * (5 * 1024 * 1024 + 1)


def held(page: Page) -> None:
    """Hold back what is sent until it is `unroute`d."""
    page.route(PUT, lambda route: None)


def test_each_file_shows_how_far_it_is_and_can_be_given_up(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    held(page)
    drop(page, SOME)
    first, second, third = (row(page, name) for name in SOME)
    expect(first.get_by_role("progressbar", name="Sending")).to_be_visible()
    expect(second).to_contain_text("Waits to be sent.")
    press(page, "bridge.html", "Cancel")
    expect(second).to_have_count(0)
    press(page, "ferry.txt", "Cancel")
    expect(first).to_have_count(0)
    expect(third.get_by_role("progressbar", name="Sending")).to_be_visible()
    page.unroute(PUT)
    is_through(page)
    assert Arrival.objects.get().name == "market.md"


def test_stopping_sends_no_more(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    held(page)
    drop(page, SOME)
    expect(row(page, "ferry.txt").get_by_role("progressbar", name="Sending")).to_be_visible()
    page.get_by_role("button", name="Stop").click()
    is_through(page)
    expect(page.locator("tr.arrival")).to_have_count(0)
    expect(page.get_by_text("Nothing is here yet.")).to_be_visible()


def test_a_file_that_is_too_large_says_so_and_the_others_go_on(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    choose(page, {"huge.txt": HUGE} | SOME)
    expect(row(page, "huge.txt")).to_contain_text("This is too large: at most 5 MB can be brought in.")
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(3)
    expect(row(page, "huge.txt")).to_contain_text("5 MB")
    press(page, "huge.txt", "Cancel")
    expect(row(page, "huge.txt")).to_have_count(0)
    assert Arrival.objects.count() == 3


def test_a_lost_connection_is_said_and_tried_again(visit: Visit, editor: User, server: Server) -> None:
    page = visit(editor, ADD)
    server.stop()
    drop(page, SOME)
    expect(row(page, "ferry.txt")).to_contain_text("The site does not answer. Nothing is lost: try again.")
    expect(row(page, "bridge.html")).to_contain_text("Waits to be sent.")
    server.start()
    press(page, "ferry.txt", "Try again")
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(3)


def test_signed_out_meanwhile_she_signs_in_and_tries_again(
    visit: Visit, editor: User, site: str, browser_of: Callable[[User], Client]
) -> None:
    page = visit(editor, ADD)
    Session.objects.all().delete()
    drop(page, SOME)
    expect(row(page, "ferry.txt")).to_contain_text("You are signed out.")
    expect(row(page, "ferry.txt").get_by_role("link", name="Sign in again")).to_have_attribute("target", "_blank")
    again = browser_of(editor).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": again, "url": site}])
    press(page, "ferry.txt", "Try again")
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(3)


def test_a_file_that_vanished_says_so(visit: Visit, editor: User, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("gone.txt", "here.txt")]
    for path in paths:
        path.write_bytes(making.FERRY.encode())
    page = visit(editor, ADD)
    page.get_by_label("A file, or many").set_input_files(paths)
    paths[0].unlink()
    page.get_by_role("button", name="Bring in").click()
    expect(row(page, "gone.txt")).to_contain_text("This file is not there any more")
    is_through(page)
    expect(row(page, "here.txt")).to_contain_text("Ferry to the islands sails again")


def test_leaving_while_files_are_sent_is_asked_about(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    held(page)
    drop(page, SOME)
    page.get_by_role("heading", name="On your desk").click()  # a page that nobody touched asks nothing
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))
    page.get_by_role("link", name="Home").click()
    assert asked == ["beforeunload"]
    expect(row(page, "ferry.txt")).to_be_visible()


def test_one_more_file_while_others_are_sent_joins_them(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    held(page)
    drop(page, SOME)
    drop(page, {"choir.eml": making.letter()})
    expect(row(page, "choir.eml")).to_contain_text("Waits to be sent.")
    page.unroute(PUT)
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(4)


def test_a_zip_becomes_its_files(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    drop(page, {"wire.zip": zipped({"March/ferry.txt": making.FERRY, "empty.txt": ""})})
    is_through(page)
    expect(page.locator("tr.arrival th")).to_contain_text(["empty.txt", "ferry.txt", "wire.zip"])
    expect(row(page, "ferry.txt").locator(".folder")).to_have_text("wire.zip/March/")
    expect(page.locator("#desk-title .count")).to_have_text("3")


def test_thirty_files(visit: Visit, editor: User) -> None:
    page = visit(editor, ADD)
    drop(page, {f"{number}.txt": f"Story {number}\n\n{making.CHOIR}".encode() for number in range(30)})
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(30)
    assert Arrival.objects.filter(state="read").count() == 30
    page.get_by_label("Choose all on this page").check()
    expect(page.locator("#chosen")).to_have_text("30 chosen")
    row(page, "7.txt").get_by_role("checkbox").uncheck()
    expect(page.locator("#chosen")).to_have_text("29 chosen")
