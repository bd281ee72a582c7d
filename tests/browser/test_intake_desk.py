"""The table on the desk: reading goes on after a reload, and rows stand as the site says, whatever comes between."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, Route, expect

from articles.models import Article
from intake.models import Arrival
from tests.browser.bringing import ADD, is_through, press, row
from tests.browser.conftest import Server
from tests.intake import making

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
NEXT = re.compile(r"/arrivals/next/$")


@pytest.fixture
def waiting(editor: User) -> list[Arrival]:
    """Six files that wait on the editor's desk."""
    names = ["ferry.txt", "bridge.html", "market.md", "choir.eml", "library.docx", "fake.docx"]
    return [Arrival.objects.put(name, making.files()[name], editor) for name in names]


@pytest.fixture
def read(waiting: list[Arrival], editor: User) -> list[Arrival]:
    """The six files, read."""
    while claimed := Arrival.objects.claim(by=editor):
        claimed.read()
    return waiting


def hold_after(page: Page, number: int) -> None:
    """Let so many files be read, and hold back the next until it is `unroute`d."""
    routes: list[Route] = []

    def pass_or_hold(route: Route) -> None:
        routes.append(route)
        if len(routes) <= number:
            route.continue_()

    page.route(NEXT, pass_or_hold)


def test_a_reload_in_the_middle_goes_on(visit: Visit, editor: User, waiting: list[Arrival]) -> None:
    page = visit(editor, "/admin/")
    hold_after(page, 2)
    page.goto(ADD)
    expect(page.locator("#reading .told")).to_have_text("2 of 6 files read")
    expect(page.locator("[data-state=read]")).to_have_count(2)
    expect(row(page, "market.md").get_by_role("progressbar", name="Reading")).to_be_visible()
    page.unroute(NEXT)
    page.reload()
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(5)
    expect(page.locator("[data-state=refused]")).to_have_count(1)


def test_stopped_in_the_middle_and_taken_back(visit: Visit, editor: User, waiting: list[Arrival]) -> None:
    page = visit(editor, "/admin/")
    hold_after(page, 2)
    page.goto(ADD)
    expect(page.locator("#reading .told")).to_have_text("2 of 6 files read")
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("[data-state=dropped]")).to_have_count(4)
    page.unroute(NEXT)
    is_through(page)
    expect(page.locator("#desk-status")).to_have_text("Stopped. What was not read can be taken back.")
    press(page, "market.md", "Take back")
    is_through(page)
    expect(row(page, "market.md")).to_contain_text("Market moves under one roof")
    expect(page.locator("[data-state=dropped]")).to_have_count(3)


def test_a_site_that_breaks_off_is_gone_on_with(
    visit: Visit, editor: User, waiting: list[Arrival], server: Server
) -> None:
    page = visit(editor, "/admin/")
    hold_after(page, 2)
    page.goto(ADD)
    expect(page.locator("#reading .told")).to_have_text("2 of 6 files read")
    server.stop()
    page.unroute(NEXT)
    expect(page.locator("#reading")).to_contain_text("The site does not answer. Nothing is lost: try again.")
    server.start()
    page.get_by_role("button", name="Read the files that wait").click()
    is_through(page)
    expect(page.locator("[data-state=read]")).to_have_count(5)


def test_what_another_window_reads_is_shown_in_the_end(visit: Visit, editor: User, waiting: list[Arrival]) -> None:
    claimed = Arrival.objects.claim(by=editor)
    assert claimed
    page = visit(editor, ADD)
    expect(page.locator("[data-state=read]")).to_have_count(4)
    expect(row(page, "ferry.txt")).to_contain_text("Is being read.")
    claimed.read()
    is_through(page)
    expect(row(page, "ferry.txt")).to_contain_text("Ferry to the islands sails again")


def test_a_double_click_saves_one_draft_and_goes_nowhere(visit: Visit, editor: User, read: list[Arrival]) -> None:
    page = visit(editor, ADD)
    row(page, "ferry.txt").get_by_role("button", name="Save draft").dblclick()
    expect(row(page, "ferry.txt")).to_contain_text("Saved as a draft.")
    expect(page).to_have_url(re.compile(re.escape(ADD) + "$"))
    row(page, "market.md").get_by_role("button", name="Drop").dblclick()
    expect(row(page, "market.md")).to_contain_text("Take back")
    assert Article.objects.count() == 1
    assert Arrival.objects.filter(state="dropped").count() == 1


def test_what_goes_wrong_is_said_in_the_row(visit: Visit, editor: User, read: list[Arrival], server: Server) -> None:
    page = visit(editor, ADD)
    Arrival.objects.filter(name="market.md").delete()
    press(page, "market.md", "Save draft")
    expect(row(page, "market.md").get_by_role("alert")).to_contain_text("There is nothing here")
    server.stop()
    press(page, "ferry.txt", "Save draft")
    expect(row(page, "ferry.txt").get_by_role("alert")).to_contain_text("The site does not answer.")
    server.start()
    press(page, "ferry.txt", "Save draft")
    expect(row(page, "ferry.txt")).to_contain_text("Saved as a draft.")


def test_choices_stay_while_other_rows_change(visit: Visit, editor: User, read: list[Arrival]) -> None:
    page = visit(editor, ADD)
    row(page, "ferry.txt").get_by_role("checkbox").check()
    press(page, "market.md", "Save draft")
    press(page, "ferry.txt", "Save draft")
    expect(row(page, "ferry.txt")).to_contain_text("Saved as a draft.")
    expect(row(page, "ferry.txt").get_by_role("checkbox")).to_be_checked()
    press(page, "bridge.html", "Drop")
    expect(page.locator("#chosen")).to_have_text("1 chosen")
