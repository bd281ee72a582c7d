"""What a reader wrote is not lost: not by a reload, an expired session, a dead server, nor a second click."""

from collections.abc import Callable

import pytest
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, Route, expect

from annotations.models import Annotation
from articles.models import Article
from tests.browser.conftest import PHONE, Server
from tests.browser.reading import is_ready, painted, select_with_finger, select_with_keyboard, select_with_mouse
from tests.conftest import PASSWORD

pytestmark = pytest.mark.browser

NOTE = "Compare this with the report of 2019."
UNSAVED = "Not saved yet"


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish("<p>Five exporters promised to end recruitment fees.</p><p>Nobody has counted them since.</p>")


@pytest.fixture
def page(visit: Callable[..., Page], article: Article, reader: User) -> Page:
    page = visit(reader, article.get_absolute_url())
    is_ready(page)
    return page


def write_note(page: Page, words: str = "promised to end", note: str = NOTE) -> None:
    select_with_mouse(page, words)
    page.get_by_role("button", name="Note").click()
    page.locator(".composer:focus-within").get_by_label("Note").fill(note)


def lose_the_answer(route: Route) -> None:
    route.fetch()
    route.abort()


def save(page: Page) -> None:
    page.get_by_role("button", name="Save").click()


def sign_in(page: Page, person: User) -> None:
    """Sign in by the page; the server knows only the slow way to hash a password."""
    person.password = make_password(PASSWORD, hasher="pbkdf2_sha256")
    person.save(update_fields=["password"])
    page.get_by_label("Username").fill(person.username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url(lambda address: "login" not in address)


def test_a_draft_is_there_after_a_reload_and_says_that_it_is_not_saved(page: Page) -> None:
    write_note(page)
    page.reload()
    is_ready(page)
    expect(page.get_by_label("Note")).to_have_value(NOTE)
    expect(page.locator(".composer")).to_contain_text(UNSAVED)
    assert painted(page)["draft"] == ["promised to end"]
    assert not Annotation.objects.exists()

    save(page)
    expect(page.locator("article.card")).to_contain_text(NOTE)
    page.reload()
    is_ready(page)
    expect(page.locator("article.card")).to_contain_text(NOTE)
    expect(page.locator(".composer")).to_have_count(0)
    assert Annotation.objects.get().note == NOTE


def test_two_drafts_are_both_kept_and_painted(page: Page) -> None:
    write_note(page)
    write_note(page, "Nobody has counted", "Really nobody?")
    page.reload()
    is_ready(page)
    expect(page.locator(".composer")).to_have_count(2)
    assert painted(page)["draft"] == ["promised to end", "Nobody has counted"]
    page.locator(".composer").first.get_by_role("button", name="Discard").click()
    expect(page.locator(".composer")).to_have_count(1)
    assert painted(page)["draft"] == ["Nobody has counted"]


def test_a_draft_behind_the_closed_sheet_of_a_phone_stays_within_reach(
    visit: Callable[..., Page], article: Article, reader: User
) -> None:
    page = visit(reader, article.get_absolute_url(), **PHONE)
    is_ready(page)
    select_with_finger(page, "promised to end")
    page.locator("#toolbar").get_by_role("button", name="Note").tap()
    page.get_by_label("Note").fill(NOTE)
    page.get_by_role("button", name="Close").tap()
    expect(page.locator(".composer")).to_be_hidden()
    page.get_by_role("button", name=UNSAVED).tap()
    expect(page.get_by_label("Note")).to_have_value(NOTE)


def test_two_windows_hold_the_same_draft(page: Page, article: Article) -> None:
    write_note(page, note="Half written")
    second = page.context.new_page()
    second.goto(article.get_absolute_url())
    expect(second.get_by_label("Note")).to_have_value("Half written")

    page.bring_to_front()
    page.get_by_label("Note").fill(NOTE)
    expect(second.get_by_label("Note")).to_have_value(NOTE)
    save(page)
    expect(page.locator("article.card")).to_contain_text(NOTE)
    expect(second.locator(".composer")).to_have_count(0)
    assert Annotation.objects.get().note == NOTE


def test_a_discarded_draft_does_not_come_back(page: Page) -> None:
    write_note(page)
    page.get_by_role("button", name="Discard").click()
    page.reload()
    is_ready(page)
    expect(page.locator(".composer")).to_have_count(0)


def test_an_expired_session_costs_a_sign_in_and_no_word(page: Page, article: Article, reader: User) -> None:
    write_note(page)
    Session.objects.all().delete()
    save(page)
    expect(page.locator(".composer")).to_contain_text("You are signed out")
    expect(page.get_by_label("Note")).to_have_value(NOTE)

    page.get_by_role("link", name="Sign in again").click()
    sign_in(page, reader)
    page.wait_for_url(f"**{article.get_absolute_url()}")
    is_ready(page)
    expect(page.get_by_label("Note")).to_have_value(NOTE)
    save(page)
    expect(page.locator("article.card")).to_contain_text(NOTE)


def test_a_dead_server_leaves_the_words_where_they_are(page: Page, server: Server) -> None:
    write_note(page)
    server.stop()
    save(page)
    expect(page.locator(".composer")).to_contain_text("does not answer")
    expect(page.locator(".composer")).to_contain_text(UNSAVED)
    expect(page.get_by_label("Note")).to_have_value(NOTE)

    server.start()
    save(page)
    expect(page.locator("article.card")).to_contain_text(NOTE)
    assert Annotation.objects.count() == 1


def test_a_highlight_that_did_not_arrive_waits_beside_its_passage(page: Page) -> None:
    select_with_keyboard(page, words=2, after=0)
    page.context.set_offline(True)
    page.keyboard.press("h")
    expect(page.locator(".composer")).to_contain_text("does not answer")
    page.context.set_offline(False)
    save(page)
    expect(page.locator("article.card")).to_have_count(1)
    assert Annotation.objects.get().note == ""


def test_an_answer_that_was_lost_on_the_way_makes_no_second_annotation(page: Page) -> None:
    write_note(page)
    page.route("**/annotations/", lose_the_answer, times=1)
    save(page)
    expect(page.locator(".composer")).to_contain_text("does not answer")
    assert Annotation.objects.count() == 1
    save(page)
    expect(page.locator("article.card")).to_contain_text(NOTE)
    assert Annotation.objects.count() == 1


def test_a_double_click_makes_one_annotation(page: Page) -> None:
    write_note(page)
    page.get_by_role("button", name="Save").dblclick()
    expect(page.locator("article.card")).to_have_count(1)
    select_with_mouse(page, "Nobody has counted")
    page.get_by_role("button", name="Highlight").dblclick()
    expect(page.locator("article.card")).to_have_count(2)
    page.reload()
    expect(page.locator("article.card")).to_have_count(2)
    assert Annotation.objects.count() == 2


def test_an_article_withdrawn_meanwhile_is_said_and_the_words_stay(page: Page, article: Article) -> None:
    write_note(page)
    article.withdraw()
    save(page)
    expect(page.locator(".composer [role=alert]")).to_contain_text("withdrawn")
    expect(page.get_by_label("Note")).to_have_value(NOTE)


def test_a_note_that_is_too_long_is_refused_whole(page: Page) -> None:
    write_note(page)
    page.get_by_label("Note").evaluate("(field) => { field.value = 'x'.repeat(20001); }")
    save(page)
    expect(page.locator(".composer [role=alert]")).to_contain_text("at most 20,000")
    assert len(page.get_by_label("Note").input_value()) == 20001


def test_an_unsaved_edit_is_there_after_a_reload(
    page: Page, article: Article, reader: User, annotate: Callable[..., Annotation]
) -> None:
    annotate(reader, article, "recruitment fees", note="First thought")
    page.reload()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Note").fill("Second thought")
    page.reload()
    expect(page.get_by_label("Note")).to_have_value("Second thought")
    expect(page.locator(".editing")).to_contain_text(UNSAVED)
    save(page)
    expect(page.locator("article.card")).to_contain_text("Second thought")
    page.reload()
    expect(page.locator("article.card")).to_contain_text("Second thought")
    assert Annotation.objects.get().note == "Second thought"


def test_an_edit_that_did_not_arrive_stays_in_its_form(
    page: Page, article: Article, reader: User, annotate: Callable[..., Annotation]
) -> None:
    annotate(reader, article, "recruitment fees", note="First thought")
    page.reload()
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Note").fill("Second thought")
    page.context.set_offline(True)
    save(page)
    expect(page.locator(".editing")).to_contain_text("does not answer")
    page.context.set_offline(False)
    save(page)
    expect(page.locator("article.card")).to_contain_text("Second thought")


def test_a_draft_is_for_its_writer_alone(page: Page, other_reader: User, article: Article) -> None:
    write_note(page)
    page.goto("/account/")
    page.get_by_role("button", name="Sign out").click()
    sign_in(page, other_reader)
    page.goto(article.get_absolute_url())
    is_ready(page)
    expect(page.locator(".composer")).to_have_count(0)
