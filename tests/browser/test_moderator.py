"""A moderator's morning: a flag, a look, a decision with its reason, and the log."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Theme
from articles.models import Article
from tests.browser.conftest import PHONE

pytestmark = pytest.mark.browser

LIST = "/admin/annotations/annotation/"


@pytest.fixture
def flagged(
    reader: User, other_reader: User, publish: Callable[..., Article], annotate: Callable[..., Annotation]
) -> Annotation:
    """Three annotations of which one is flagged."""
    article = publish("<p>Ships waited at the quiet harbour until noon.</p>", headline="A quiet harbour")
    annotate(reader, article, "Ships", themes=["Shipping"])
    annotate(other_reader, article, "noon", note="Which noon?", themes=["Time"])
    rude = annotate(reader, article, "quiet harbour", note="**Liars**, all of them.", themes=["Shipping", "Weather"])
    rude.flag(other_reader, "This is an insult.")
    return rude


def test_a_flag_is_decided_and_stands_in_the_log(
    visit: Callable[..., Page], moderator: User, other_reader: User, flagged: Annotation
) -> None:
    desk = visit(moderator, "/admin/")
    desk.locator("#content").get_by_role("link", name="Annotations", exact=True).last.click()
    desk.locator("#changelist-filter").get_by_role("link", name="Open flags").click()
    desk.get_by_role("link", name="quiet harbour", exact=True).click()
    expect(desk.get_by_text("This is an insult.")).to_be_visible()
    expect(desk.locator(".passage mark")).to_have_text("quiet harbour")

    desk.get_by_role("button", name="Hide").click()
    expect(desk.get_by_role("alert")).to_contain_text("Please give a reason")
    desk.get_by_label("Reason").fill("An insult is no note.")
    desk.get_by_role("button", name="Hide").click()

    expect(desk.get_by_text("1 annotation is hidden")).to_be_visible()
    expect(desk.locator("#result_list tbody tr")).to_have_count(0)  # still sifted by open flags: none is left
    desk.goto("/admin/annotations/decision/")
    expect(desk.locator("#result_list tbody tr")).to_contain_text("An insult is no note.")
    assert flagged not in Annotation.objects.visible_to(other_reader)


def test_many_are_hidden_and_restored(visit: Callable[..., Page], moderator: User, flagged: Annotation) -> None:
    desk = visit(moderator, LIST)
    for action, button in (("Hide selected annotations…", "Hide"), ("Restore selected annotations…", "Restore")):
        desk.get_by_label("Select all objects on this page for an action").check()
        desk.get_by_label("Action:").select_option(action)
        desk.get_by_role("button", name="Go").click()
        expect(desk.locator(".passage")).to_have_count(3)
        desk.get_by_label("Reason").fill("On second thought.")
        desk.get_by_role("button", name=button).click()
        expect(desk.locator(".messagelist .success")).to_contain_text("3 annotations")
    assert Annotation.objects.filter(hidden_by=None).count() == 3


def test_two_themes_become_one(visit: Callable[..., Page], moderator: User, flagged: Annotation) -> None:
    desk = visit(moderator, "/admin/annotations/theme/")
    desk.get_by_role("row", name="Shipping").get_by_role("checkbox").check()
    desk.get_by_role("row", name="Weather").get_by_role("checkbox").check()
    desk.get_by_label("Action:").select_option("Merge selected themes…")
    desk.get_by_role("button", name="Go").click()
    desk.get_by_role("radio", name="Weather").check()
    desk.get_by_role("button", name="Merge").click()

    expect(desk.get_by_text("Merged Shipping into “Weather”: 1 passage moved.")).to_be_visible()
    assert Theme.objects.get(name="Weather").taggings.count() == 2


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [{"viewport": {"width": 1280, "height": 900}}, PHONE], ids=["desktop", "phone"])
def test_everybody_can_use_the_desk(
    visit: Callable[..., Page], moderator: User, flagged: Annotation, scheme: str, window: dict[str, object]
) -> None:
    flagged.hide(moderator, "An insult is no note.")
    theme = Theme.objects.get(name="Shipping")
    theme.rename("Ships")
    desk = visit(moderator, LIST, color_scheme=scheme, **window)

    def look() -> None:
        found = Axe().run(desk, options={"preload": False})
        assert found.violations_count == 0, f"{desk.url}\n{found.generate_report()}"
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth"), desk.url

    look()
    for address in (
        f"{LIST}{flagged.pk}/change/",
        "/admin/annotations/decision/",
        f"/admin/annotations/decision/{flagged.decisions.get().pk}/change/",
        "/admin/annotations/theme/",
        "/admin/annotations/theme/add/",
        f"/admin/annotations/theme/{theme.pk}/change/",
    ):
        desk.goto(address)
        look()
    for address, action in ((LIST, "hide_selected"), ("/admin/annotations/theme/", "merge_selected")):
        desk.goto(address)
        desk.locator("#action-toggle").check()
        desk.locator("select[name=action]").select_option(action)
        desk.get_by_role("button", name="Go").click()
        look()
        desk.locator("button.button").click()  # without what it needs
        look()
