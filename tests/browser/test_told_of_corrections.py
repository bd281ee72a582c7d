"""A reader is told what corrections did to her passages, sees what changed and why, and says that she knows."""

import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation
from articles.models import Article, Revision
from tests.browser.conftest import PHONE
from tests.browser.reading import is_ready
from tests.browser.test_axe import LONG_HEADLINE, LONG_WORD, WINDOWS, look

pytestmark = pytest.mark.browser

NARROWEST = {"viewport": {"width": 320, "height": 600}}
PAGES = ("?marks=1", "corrections/", "revisions/1/", "revisions/2/")  # of an article
FILLER = "".join(
    f"<p>Day {number}: nothing was heard from the ships, and nobody asked for them.</p>" for number in range(30)
)
STORY = (
    "<p>The harbour opened on Monday after a long inspection, officials said.</p>"
    "<p>Ships waited outside for three days while divers looked at the piers.</p>"
    f"{FILLER}<p>Nobody was in a hurry, said the harbour master.</p>{FILLER.replace('Day', 'Night')}"
)
CORRECTED = STORY.replace("three days", "four days").replace(
    "<p>Nobody was in a hurry, said the harbour master.</p>", ""
)


@pytest.fixture
def corrected(
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    correct: Callable[..., Revision],
    reader: User,
) -> Article:
    article = publish(STORY, headline="The harbour is open")
    annotate(reader, article, "Ships waited outside for three days", note="Three?")
    annotate(reader, article, "Nobody was in a hurry, said the harbour master.")
    correct(article, CORRECTED, kind="fact", reason="We miscounted the days.")
    return article


def banner(page: Page) -> Locator:
    return page.locator(".notice.affected")


@pytest.mark.parametrize("window", [{}, PHONE], ids=["desktop", "phone"])
def test_she_is_told_looks_and_says_that_she_knows(
    visit: Callable[..., Page], reader: User, corrected: Article, window: dict[str, object]
) -> None:
    page = visit(reader, "/", **window)
    expect(banner(page)).to_contain_text("2 of your passages were affected by corrections.")
    banner(page).get_by_role("link").click()

    cards = page.locator("article.card")
    expect(cards).to_have_count(2)
    expect(cards.nth(0)).to_contain_text("Ships waited outside for three days")
    expect(cards.nth(0)).to_contain_text("Ships waited outside for four days")
    expect(cards.nth(1)).to_contain_text("No longer in the text")
    expect(page.locator("main")).to_contain_text("(error of fact): We miscounted the days.")
    page.get_by_role("button", name="I have seen these").click()

    expect(page.get_by_role("heading", name="You have seen these")).to_be_visible()
    expect(page.get_by_role("button", name="I have seen these")).to_have_count(0)
    expect(cards).to_have_count(2)
    for path in ("/", "/annotations/"):
        page.goto(path)
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        expect(banner(page)).to_have_count(0)


def test_the_article_says_what_changed(visit: Callable[..., Page], reader: User, corrected: Article) -> None:
    page = visit(reader, corrected.get_absolute_url())
    is_ready(page)
    expect(page.locator(".corrected")).to_contain_text("(error of fact): We miscounted the days.")

    page.locator(".corrected").get_by_role("link", name="What changed").click()

    expect(page.locator(".differences ins", has_text="four")).to_be_visible()
    expect(page.locator(".differences del", has_text="Nobody was in a hurry")).to_be_visible()
    expect(page.locator(".differences")).not_to_contain_text("The harbour opened")
    page.get_by_role("link", name="The wording before").click()
    expect(page.locator("#text")).to_contain_text("three days")
    page.get_by_role("link", name="Read the current text").click()
    is_ready(page)
    expect(page.locator("#text")).to_contain_text("four days")


def test_a_lost_card_opens_the_very_passage(visit: Callable[..., Page], reader: User, corrected: Article) -> None:
    page = visit(reader, "/annotations/affected/")
    page.get_by_role("link", name="Open the wording it was made on").click()

    expect(page).to_have_url(re.compile(f"{corrected.get_absolute_url()}revisions/1/#passage-2$"))
    expect(page.locator("#text mark", has_text="Nobody was in a hurry")).to_be_in_viewport()
    expect(page.get_by_text("This wording was replaced on")).to_be_in_viewport()
    expect(page.locator("#text mark")).to_have_count(2)


def test_a_changed_one_is_settled_where_it_is_told(
    visit: Callable[..., Page], reader: User, corrected: Article
) -> None:
    page = visit(reader, "/annotations/affected/")
    card = page.locator("article.card", has_text="four days")
    card.get_by_role("button", name="These are the right words").click()
    expect(card).to_contain_text("confirmed this on")

    page.goto("/")

    expect(banner(page)).to_contain_text("1 of your passages was affected by corrections.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("window", [*WINDOWS.values(), NARROWEST], ids=[*WINDOWS, "narrowest"])
def test_nothing_stands_in_her_way(
    visit: Callable[..., Page],
    reader: User,
    corrected: Article,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    correct: Callable[..., Revision],
    window: dict[str, object],
    scheme: str,
) -> None:
    correct(
        corrected, CORRECTED.replace("four days", f"four <em>days</em>, said the {LONG_WORD}"), reason=LONG_WORD * 3
    )
    article = publish("<p>انتظرت السفن ثلاثة أيام أمام الميناء.</p>", headline=LONG_HEADLINE[:300], language="ar")
    annotate(reader, article, "انتظرت السفن ثلاثة أيام", themes=["Time"])
    correct(article, "<p>انتظرت السفن أربعة أيام أمام الميناء.</p>", kind="legal", reason="أخطأنا في العد.")
    page = visit(reader, "/", **window, color_scheme=scheme, reduced_motion="reduce")
    for path in (
        "/",
        "/annotations/?state=lost",
        "/annotations/affected/",
        *(f"{story.get_absolute_url()}{page}" for story in (corrected, article) for page in PAGES),
    ):
        page.goto(path)
        look(page)
    page.goto("/annotations/affected/")
    page.get_by_role("button", name="I have seen these").click()
    expect(page.get_by_role("heading", name="You have seen these")).to_be_visible()
    look(page)
