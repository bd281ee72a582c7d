"""An editor is told of a copy, and compares it with what is there; in light and dark, on a desk and a phone."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from articles.models import Article
from tests.articles.conftest import address
from tests.articles.wire_copy import stories
from tests.browser.test_axe import LONG_HEADLINE, WINDOWS, look

pytestmark = pytest.mark.browser

STORY = stories()["burden-of-proof"].split("\n\n")
COPY = ["A lead of our own.", *STORY[1:6], STORY[8].replace(" the ", " a ", 1), STORY[7], "And an end."]


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest) -> dict[str, Any]:
    return WINDOWS[request.param] | {"reduced_motion": "reduce"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_she_brings_in_a_copy_and_compares(
    visit: Callable[..., Page],
    editor: User,
    publish: Callable[..., Article],
    tmp_path: Path,
    window: dict[str, Any],
    scheme: str,
) -> None:
    story = publish("".join(f"<p>{part}</p>" for part in STORY), LONG_HEADLINE[:300], outlet="The Wire")
    arabic = publish("<p>دَين قبل الأجر الأول</p>", headline="دَين قبل الأجر الأول", language="ar")
    file = tmp_path / "story.txt"
    file.write_text("\n\n".join(COPY), encoding="utf-8")
    page = visit(editor, "/admin/articles/article/add/", color_scheme=scheme, **window)
    page.get_by_label("A file").set_input_files(file)
    page.get_by_role("button", name="Bring in").click()
    notice = page.get_by_role("status")
    expect(notice).to_contain_text("Much alike:")
    look(page)
    with page.context.expect_page() as opened:
        notice.get_by_role("link", name="Compare with").click()
    comparing = opened.value
    expect(comparing.get_by_text("Found in story.txt")).to_be_visible()
    expect(comparing.get_by_text("Most of it elsewhere in the second text:").first).to_be_visible()
    only = comparing.locator(".only").first
    # A phone has no columns that would tell whose a paragraph is.
    assert (only.evaluate("node => node.offsetHeight") > 1) == bool(window.get("is_mobile"))
    look(comparing)

    page.get_by_label("Headline").fill("A copy")
    with page.expect_navigation():
        page.get_by_role("button", name="Save draft").click()
    expect(page.get_by_role("status").filter(has_text="Much alike:")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Compare with").click()
    expect(page.get_by_role("heading", name="Compare two articles")).to_be_visible()
    look(page)
    page.goto(address(story, f"likeness/{arabic.pk}"))
    look(page)
