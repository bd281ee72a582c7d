"""The whole story of a correction: an editor corrects what two readers marked, one of them for herself alone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Locator, Page, expect

from annotations.models import Annotation
from articles.models import Article
from tests.browser.reading import expect_painted, is_ready, select_with_keyboard

pytestmark = pytest.mark.browser

STORY = (
    "<p>The harbour of Port Example opened on Monday after a long inspection, officials said.</p>"
    "<p>Ships waited outside for three days while divers looked at the piers.</p>"
    "<p>“Nobody was in a hurry,” said the harbour master, who has served for eleven years.</p>"
    "<p>Fishers sold their catch from the beach and asked who would pay for the lost week.</p>"
)
CHANGED = "Ships waited outside for three days"
GONE = "Nobody was in a hurry"
KEPT = "asked who would pay"
Annotate = Callable[..., Annotation]


@pytest.fixture
def story(publish: Callable[..., Article], reader: User, other_reader: User, annotate: Annotate) -> Article:
    article = publish(STORY, headline="A quiet harbour")
    annotate(reader, article, CHANGED, note="Three?", visibility="private")
    annotate(reader, article, GONE, note="Somebody was.")
    annotate(other_reader, article, KEPT, note="The question.")
    return article


def select(text: Locator, words: str) -> None:
    """Select words of one text node, as with the mouse; where lines break depends on the machine's fonts."""
    text.evaluate(
        """(text, words) => {
            text.focus();
            const walker = document.createTreeWalker(text, NodeFilter.SHOW_TEXT);
            while (!walker.nextNode().data.includes(words));
            const node = walker.currentNode, start = node.data.indexOf(words);
            getSelection().setBaseAndExtent(node, start, node, start + words.length);
        }""",
        words,
    )


def correct(desk: Page) -> None:
    """Mend a figure, take a paragraph out, look at what that does, and save."""
    desk.get_by_role("link", name="Correct the text").first.click()
    text = desk.locator("#body-area")  # never the field that it takes the place of
    select(text, "three")
    desk.keyboard.type("four")
    select(text, "“Nobody was in a hurry,” said the harbour master, who has served for eleven years.")
    desk.keyboard.press("Delete")
    desk.get_by_label("Error of fact").check()
    desk.get_by_label("In words").fill("The harbour master says that he was misquoted.")
    desk.get_by_role("button", name="See what happens").click()


def test_what_an_editor_and_two_readers_see_before_and_after(
    story: Article, visit: Callable[..., Page], editor: User, reader: User, other_reader: User
) -> None:
    before = visit(reader, story.get_absolute_url())
    is_ready(before)
    expect(before.locator("#margin article.card")).to_have_count(3)
    expect(before.get_by_text("Corrected on")).to_have_count(0)

    desk = visit(editor, f"/admin/articles/article/{story.pk}/change/")
    correct(desk)
    review = desk.locator(".review")
    expect(review.locator("del").first).to_contain_text("three")
    expect(review).to_contain_text("1 of these is private and not shown here")
    expect(review).to_contain_text(GONE)
    expect(review).not_to_contain_text("Three?")
    desk.get_by_role("button", name="Save the correction").click()
    expect(desk.locator(".messagelist")).to_contain_text("Corrected.")

    page = visit(reader, "/")
    banner = page.get_by_text("2 of your passages were affected by corrections.")
    expect(banner).to_be_visible()
    page.get_by_role("link", name="See what became of them").click()
    expect(page.locator("article.card")).to_have_count(2)
    changed = page.locator("article.card", has_text="Three?")
    expect(changed).to_contain_text("Ships waited outside for four days")
    expect(changed).to_contain_text(CHANGED)
    changed.get_by_role("button", name="These are the right words").click()
    expect(page.get_by_text("confirmed")).to_be_visible()

    page.goto(story.get_absolute_url())
    is_ready(page)
    expect(page.get_by_text("The harbour master says that he was misquoted.")).to_be_visible()
    expect_painted(page, "plain", "Ships waited outside for four days", KEPT)
    gone = page.locator("article.card", has_text="Somebody was.")
    expect(gone).to_contain_text("No longer in the text")
    gone.get_by_role("link", name="Open the wording it was made on").click()
    expect(page.locator("mark:target, mark", has_text=GONE).first).to_be_visible()
    expect(page.get_by_text("This wording was replaced")).to_be_visible()

    page.go_back()
    is_ready(page)
    page.locator("article.card", has_text="Somebody was.").get_by_role("link", name="Re-attach").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    select_with_keyboard(page, words=2, after=2)
    page.keyboard.press("a")
    expect(page.locator("#margin article.card", has_text="Somebody was.")).to_be_visible()
    page.goto("/")
    expect(page.get_by_role("heading", name="Articles")).to_be_visible()
    expect(page.get_by_text("affected by corrections")).to_have_count(0)

    theirs = visit(other_reader, "/")
    expect(theirs.get_by_text("affected by corrections")).to_have_count(0)
    theirs.goto(story.get_absolute_url())
    is_ready(theirs)
    expect_painted(
        theirs, "plain", *[mark.anchor.revision.text[mark.anchor.start : mark.anchor.end] for mark in shared()]
    )
    theirs.get_by_role("link", name="What changed").click()
    expect(theirs.locator("del").first).to_contain_text("three")
    expect(theirs.get_by_role("main")).not_to_contain_text("Three?")


def shared() -> list[Annotation]:
    """What both readers see, in the order of the text."""
    return list(Annotation.objects.filter(visibility="everyone").select_related("anchor__revision").in_order())
