"""A search is saved, followed, shared and had back, and nothing on the pages stands in anybody's way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from articles.models import Article
from search.models import SavedSearch
from tests.browser.conftest import PHONE
from tests.browser.reading import is_ready
from tests.browser.test_axe import LONG_WORD, WINDOWS, look

pytestmark = pytest.mark.browser


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest, scheme: str) -> dict[str, Any]:
    return WINDOWS[request.param] | {"color_scheme": scheme, "reduced_motion": "reduce"}


def test_the_story_of_a_saved_search(
    visit: Callable[..., Page], publish: Callable[..., Article], reader: User, other_reader: User
) -> None:
    publish("<p>Wages were paid late.</p>", headline="First")
    page = visit(reader, "/search/?q=wages")
    page.get_by_text("Save this search").click()
    page.get_by_label("Name").fill("What is paid")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Saved searches")).to_be_visible()
    expect(page.locator(".news")).to_have_count(0)

    publish("<p>No wages at all.</p>", headline="Second")
    page.reload()
    expect(page.locator(".news")).to_have_text("1 new")
    page.get_by_role("link", name="What is paid", exact=True).click()
    expect(page.locator(".results-page > header")).to_contain_text("1 new since")
    expect(page.get_by_role("link", name="Second")).to_be_visible()
    page.get_by_role("link", name="Saved searches").click()
    expect(page.locator(".news")).to_have_count(0)

    page.get_by_text("Share").click()
    link = page.locator("input[readonly]").input_value()
    theirs = visit(other_reader, link)
    expect(theirs.get_by_text("A search of Rana Reader")).to_be_visible()
    theirs.get_by_text("Save as my own").click()
    theirs.get_by_role("button", name="Save").click()
    expect(theirs.get_by_role("link", name="What is paid", exact=True)).to_be_visible()

    page.get_by_role("link", name="Edit").click()
    page.get_by_label("name").fill("Pay")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Unfollow").click()
    expect(page.locator(".searches")).to_contain_text("Not followed")
    page.get_by_role("button", name="Delete").click()
    expect(page.locator(".empty")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("link", name="Pay", exact=True)).to_be_visible()
    assert SavedSearch.objects.count() == 2


@pytest.fixture
def library(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, other_reader: User
) -> Article:
    publish(
        "<p>قطن قطن، وقطن.</p>", headline="القطن في الحقول", language="ar", outlet="الجريدة", published_on="2021-01-02"
    )
    article = publish(
        f"<p>Cotton is picked. {LONG_WORD} is cotton.</p>", headline=f"Cotton and {LONG_WORD}", outlet=LONG_WORD
    )
    annotate(reader, article, "Cotton is", note=f"Cotton? {LONG_WORD}", themes=["Cotton", LONG_WORD])
    annotate(other_reader, article, "picked", note="cotton", visibility="everyone")
    return article


def test_nothing_stands_in_the_way(
    visit: Callable[..., Page], library: Article, reader: User, window: dict[str, Any]
) -> None:
    SavedSearch.objects.create(name=f"All of {LONG_WORD}", query=LONG_WORD, owner=reader, is_followed=True)
    page = visit(reader, "/search/", **window)
    look(page)
    for summary in page.locator(".search-aids summary").all():
        summary.click()
    look(page)
    for address in (
        "/search/?q=cotton",
        "/search/?q=cotton&group=notes",
        f'/search/?q=cotton outlet:{LONG_WORD} "open colour:red',
        "/search/?q=قطن",
        "/search/?q=coton",
        "/search/saved/",
        SavedSearch.objects.get().get_absolute_url(),
        f"{SavedSearch.objects.get().token}/edit/",
    ):
        page.goto(address)
        look(page)


def test_nothing_stands_in_the_way_while_she_types_and_finds(
    visit: Callable[..., Page], library: Article, reader: User, window: dict[str, Any]
) -> None:
    page = visit(reader, **window)
    page.get_by_role("combobox", name="Search everything").press_sequentially("cott")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    look(page)
    page.goto(f"{library.get_absolute_url()}?q=cotton#at-0")
    is_ready(page)
    expect(page.locator("#find [data-count]")).to_contain_text("1 of")
    look(page)
    page.get_by_label("Words to find here").fill("zebra")
    expect(page.get_by_role("link", name="Search everywhere instead")).to_be_visible()
    look(page)


def test_the_bar_has_room_for_long_names(visit: Callable[..., Page], reader: User) -> None:
    reader.first_name, reader.last_name, reader.is_staff = "Maximiliane-Alexandra", LONG_WORD[:60], True
    reader.save()
    page = visit(reader, **PHONE)
    for width in (320, 390, 600, 768, 900, 1024):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"), width
        box = page.get_by_role("combobox").bounding_box()
        assert box
        assert box["width"] > 80
