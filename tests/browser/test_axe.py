"""Nothing stands in a reader's way: axe finds no fault and nothing is wider than the screen, light and dark."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from django.contrib.auth.tokens import default_token_generator
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode
from playwright.sync_api import Page, expect

from annotations.models import Annotation, Theme
from articles.models import Article, Revision
from tests.browser.conftest import PHONE
from tests.browser.reading import choose_theme, is_ready, select_with_finger, select_with_mouse

pytestmark = pytest.mark.browser

LONG_WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
AWKWARD = f"""
<p>BEIJING, March 1 - One two three four five, and {LONG_WORD}.</p>
<h2>What {LONG_WORD} said</h2>
<blockquote><p>Nobody was there to be asked.</p></blockquote>
<figure><figcaption>A caption of a picture. <small>ANA AUTHOR</small></figcaption></figure>
<ul><li>One<ol><li>Two</li></ol></li></ul>
<table><caption>Figures</caption><tr><th>Year</th><th>Some of many places</th><th>Factories</th><th>Inspections</th>
<th>Interviews</th></tr><tr><td>2024</td><td>{LONG_WORD}</td><td>1,000</td><td>20</td><td>3</td></tr></table>
<pre>{"a very long line " * 20}</pre>
<p>See <a href="https://example.org/{"a" * 200}">https://example.org/{"a" * 200}</a><sup>1</sup></p>
"""
STORY = (
    "The harbour opened on Monday after a long inspection, officials said.",
    "Ships waited outside for three days while divers looked at the piers.",
    "Fog was to blame as well.",
    f"Nobody was in a hurry, said the {LONG_WORD}.",
)
LONG_HEADLINE = f"{LONG_WORD} and a headline that has rather more to say than there is room for in most columns " * 2

WINDOWS: dict[str, dict[str, Any]] = {"desktop": {"viewport": {"width": 1280, "height": 860}}, "phone": PHONE}


@pytest.fixture(params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=WINDOWS)
def window(request: pytest.FixtureRequest, scheme: str) -> dict[str, Any]:
    return WINDOWS[request.param] | {"color_scheme": scheme, "reduced_motion": "reduce"}


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish(
        AWKWARD,
        headline=LONG_HEADLINE[:300],
        outlet="The Wire",
        byline="Ana Author",
        dateline="BEIJING",
        published_on="2024-03-01",
        source_url="https://example.org/",
    )


@pytest.fixture
def mine(article: Article, annotate: Callable[..., Annotation], reader: User, moderator: User) -> Annotation:
    """An annotation of the reader's own among others: of twenty themes, hidden, deleted, somebody else's."""
    themes = [f"Theme number {number}" for number in range(20)]
    annotate(reader, article, "two three", note=f"> {LONG_WORD}\n\n1. *One*\n\n```\n{'x' * 90}\n```", themes=themes)
    annotate(reader, article, "four").delete_by_author()
    annotate(reader, article, LONG_WORD, note="Not nice.").hide(moderator, "Please stay with what the article says.")
    return annotate(reader, article, "five", note="Why five?", themes=["Figures"], visibility="private")


@pytest.fixture
def theirs(article: Article, annotate: Callable[..., Annotation], other_reader: User) -> Annotation:
    return annotate(other_reader, article, "Nobody was there", note="So who was?", themes=["Figures"])


def look(page: Page) -> None:
    """Find nothing that axe would complain about, and nothing wider than the screen."""
    found = Axe().run(page, options={"preload": False})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
    fits = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"
    assert page.evaluate(fits), page.url


def test_pages_without_an_account(visit: Callable[..., Page], window: dict[str, Any], reader: User) -> None:
    page = visit(None, "/accounts/login/", **window)
    look(page)
    page.get_by_label("Username").fill("nobody")
    page.get_by_label("Password").fill("nothing")
    page.get_by_role("button", name="Sign in").click()
    expect(page.locator(".errorlist")).to_be_visible()
    look(page)
    token = f"{urlsafe_base64_encode(force_bytes(reader.pk))}/{default_token_generator.make_token(reader)}"
    for path in ("password_reset/", "password_reset/done/", f"reset/{token}/", "reset/no/no-no/", "reset/done/"):
        page.goto(f"/accounts/{path}")
        look(page)


def test_lists(
    visit: Callable[..., Page],
    window: dict[str, Any],
    editor: User,
    reader: User,
    publish: Callable[..., Article],
    mine: Annotation,
    theirs: Annotation,
) -> None:
    publish("<p>دَين قبل الأجر الأول</p>", headline="دَين قبل الأجر الأول", language="ar", dateline="الدوحة")
    theme = Theme.objects.named("Figures")
    assert theme
    page = visit(reader, "/", **window)
    look(page)
    for path in (
        "/?outlet=Nowhere",
        f"/articles/{mine.article_id}/?marks=1",
        "/themes/",
        theme.get_absolute_url(),
        "/annotations/",
        "/annotations/?theme=nothing",
        f"/annotations/{mine.pk}/edit/",
        f"/annotations/{theirs.pk}/flag/",
        "/account/",
        "/accounts/password_change/",
        "/accounts/password_change/done/",
        "/nothing/here/",
    ):
        page.goto(path)
        look(page)
    page.goto("/annotations/")
    page.get_by_text("deleted in the last seven days").click()
    look(page)

    nothing_of_hers = visit(editor, "/annotations/", **window)
    look(nothing_of_hers)


def test_empty_site(visit: Callable[..., Page], window: dict[str, Any], reader: User) -> None:
    page = visit(reader, "/", **window)
    look(page)
    page.goto("/themes/")
    look(page)


def test_reading_page(
    visit: Callable[..., Page],
    window: dict[str, Any],
    reader: User,
    article: Article,
    mine: Annotation,
    theirs: Annotation,
) -> None:
    page = visit(reader, article.get_absolute_url(), **window)
    is_ready(page)
    on_phone = window["viewport"] == PHONE["viewport"]
    notes = page.locator("#text .block-notes")
    own, other = page.locator(f"#annotation-{mine.pk}"), page.locator(f"#annotation-{theirs.pk}")

    def open_notes(number: int) -> None:
        if on_phone:
            notes.nth(number).click()

    look(page)
    (select_with_finger if on_phone else select_with_mouse)(page, "was there to be asked")
    look(page)
    page.locator("#toolbar [data-mark=note]").click()
    look(page)
    choose_theme(page, "figures", "Figures")
    page.get_by_role("combobox", name="Themes").fill("theme number")
    expect(page.get_by_role("option", name="Theme number 1").first).to_be_visible()
    look(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Discard").click()

    open_notes(0)
    expect(own).to_be_visible()
    expect(page.locator("article.card .notice")).to_be_visible()
    look(page)
    own.get_by_role("link", name="Edit").click()
    expect(page.locator(".editing textarea")).to_be_focused()
    look(page)
    own.get_by_role("link", name="Cancel").click()
    own.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    look(page)

    if on_phone:
        page.get_by_role("button", name="Close").click()
    open_notes(1)
    other.get_by_role("link", name="Flag").click()
    expect(page.locator(".flagging textarea")).to_be_focused()
    look(page)


def test_what_a_correction_did(
    visit: Callable[..., Page],
    window: dict[str, Any],
    reader: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    correct: Callable[..., Revision],
) -> None:
    """Changed, moved and lost ones, an annotation that waits for its words, and a page that was overtaken."""
    on_phone = window["viewport"] == PHONE["viewport"]
    harbour, ships, fog, nobody = (f"<p>{words}</p>" for words in STORY)
    article = publish(harbour + ships + fog + nobody, headline="The harbour")
    annotate(reader, article, "Ships waited outside for three days", note="So long?", themes=["Delays"])
    annotate(reader, article, "Fog was to blame", note="Was it?", themes=["Delays"])
    lost = annotate(reader, article, STORY[3], note="Who?", themes=["Delays"])
    correct(article, fog + harbour + ships.replace("three", "four"))
    page = visit(reader, article.get_absolute_url(), **window)
    is_ready(page)

    def open_notes(number: int) -> None:
        if on_phone:
            page.locator("#text .block-notes").nth(number).click()

    open_notes(0)
    expect(page.get_by_text("Moved with its paragraph")).to_be_visible()
    look(page)
    open_notes(1)
    expect(page.get_by_text("The words were changed by a correction on ")).to_be_visible()
    look(page)
    if on_phone:
        page.get_by_role("button", name="Close").click()
    page.locator("#gone").get_by_role("link", name="Re-attach").click()
    expect(page.get_by_role("region", name="Re-attach")).to_be_visible()
    look(page)
    (select_with_finger if on_phone else select_with_mouse)(page, "divers looked")
    look(page)
    correct(article, fog + harbour + ships.replace("three", "five"))
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator("#gone").get_by_role("alert").first).to_contain_text("corrected meanwhile")
    expect(page.get_by_text("This article was corrected at")).to_be_visible()
    look(page)

    for path in (f"{article.get_absolute_url()}?marks=1", "/annotations/", "/themes/delays/", lost.get_absolute_url()):
        page.goto(path)
        look(page)


def test_nothing_is_wider_than_the_narrowest_screen(
    visit: Callable[..., Page], reader: User, mine: Annotation, theirs: Annotation
) -> None:
    """320 pixels are a small phone, and a desktop screen zoomed to 400 %."""
    page = visit(reader, "/", viewport={"width": 320, "height": 600})
    for path in (
        "/",
        mine.article.get_absolute_url(),
        f"/articles/{mine.article_id}/?marks=1",
        "/themes/",
        "/themes/figures/",
        "/annotations/",
        f"/annotations/{mine.pk}/edit/",
    ):
        page.goto(path)
        look(page)
