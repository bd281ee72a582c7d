"""Whatever acts in a browser, nothing of it does on the reading page."""

from collections.abc import Callable
from html import escape

import pytest
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, Page

from articles.extraction import ExtractionError, extract
from articles.models import Article, Revision
from articles.quarantine.cleaning import cleaned
from articles.text import prepare
from tests.quarantine.hostile.acting import ACT, COMMENTS, EVENTS, MUTATIONS, OTHERS, SCRIPTS, VECTORS
from tests.quarantine.test_acting import IN_MARKUP

pytestmark = pytest.mark.browser

COUNTED = "top.pwned=(top.pwned||0)+1"  # each piece of markup in a frame of its own, and counted in the page
# A parser of HTML reads U+FFFD for NUL in an attribute, and PostgreSQL keeps no NUL.
FRAMES = "".join(
    f'<iframe srcdoc="{escape(vector.replace(ACT, COUNTED)).replace(chr(0), chr(0xFFFD))}"></iframe>'
    for vector in (*SCRIPTS, *EVENTS, *MUTATIONS, *COMMENTS, *OTHERS)
)


def harmed(page: Page) -> int:
    """How often something has run in the page."""
    return int(page.evaluate("Number(window.pwned || 0)"))


def watched(page: Page, address: str) -> tuple[list[str], list[str]]:
    """The requests to elsewhere and the dialogs of a page, from now on."""
    elsewhere: list[str] = []
    dialogs: list[str] = []
    page.on("request", lambda asked: asked.url.startswith((address, "data:")) or elsewhere.append(asked.url))
    page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    return elsewhere, dialogs


def test_prepared_nothing_acts(
    site: str, visit: Callable[..., Page], publish: Callable[..., Article], reader: User
) -> None:
    article = publish("<p>Ships waited.</p>" + "".join(prepare(vector).body for vector in VECTORS))
    page = visit(reader)
    elsewhere, dialogs = watched(page, site)

    page.goto(article.get_absolute_url())
    for element in page.locator(".body a, article a[href^='#']").all()[:20]:
        element.hover()
    page.evaluate("location.hash = 'a-x'")

    assert page.locator("article").first.inner_text().count("x") > 50
    assert harmed(page) == 0
    assert elsewhere == dialogs == []
    assert len(page.context.pages) == 1


@pytest.mark.parametrize("kind", IN_MARKUP)
def test_read_from_a_file_nothing_acts(
    kind: str, site: str, visit: Callable[..., Page], publish: Callable[..., Article], reader: User
) -> None:
    bodies = []
    for vector in VECTORS:
        try:
            bodies.append(cleaned(extract(f"story.{kind}", IN_MARKUP[kind](vector))).body_html)
        except ExtractionError:
            continue
    article = publish("".join(bodies))
    page = visit(reader)
    elsewhere, dialogs = watched(page, site)

    page.goto(article.get_absolute_url())

    assert page.get_by_text("Ships waited outside").count() > 0
    assert harmed(page) == 0
    assert elsewhere == dialogs == []


def test_our_policy_alone_would_stop_it(
    site: str, browser: Browser, publish: Callable[..., Article], reader: User
) -> None:
    """Even if a body were served as it came; our policy binds the frames in a page, too."""
    article = publish("<p>Ships waited.</p>")
    Revision.objects.filter(article=article).update(body=FRAMES)
    signed_in = Client()
    signed_in.force_login(reader)
    context = browser.new_context(base_url=site)
    context.add_cookies([{"name": "sessionid", "value": signed_in.cookies["sessionid"].value, "url": site}])
    page = context.new_page()
    _, dialogs = watched(page, site)

    page.goto(article.get_absolute_url())

    assert len(page.frames) > len(EVENTS)
    assert harmed(page) == 0
    assert dialogs == []
    context.close()


def test_without_our_policy_much_of_it_acts(browser: Browser) -> None:
    """What is asserted above would be seen."""
    context = browser.new_context(offline=True)
    page = context.new_page()
    page.set_content(FRAMES, wait_until="commit")
    page.wait_for_function("window.pwned > 20")
    context.close()
