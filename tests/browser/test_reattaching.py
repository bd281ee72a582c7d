"""What readers do on the reading page when a correction changed the words they marked, or took them away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from annotations.models import Annotation
from articles.models import Article, Revision
from tests.annotations.conftest import CHANGED, STORY, WITHOUT_SHIPS, refreshed
from tests.browser.conftest import PHONE
from tests.browser.reading import expect_painted, is_ready, select_with_finger, select_with_keyboard, select_with_mouse
from tests.browser.test_keyboard_only import tab_to

pytestmark = pytest.mark.browser

Visit = Callable[..., Page]
Correct = Callable[..., Revision]
HOW = "Select the words this belongs to, then press Attach or the key A. Escape cancels."
CORRECTED = "Reload to read the new words; nothing of yours is lost."
MANY = 30


@pytest.fixture
def story(publish: Callable[..., Article]) -> Article:
    return publish(STORY, headline="The harbour")


@pytest.fixture
def mark(reader: User, story: Article, annotate: Callable[..., Annotation]) -> Annotation:
    return annotate(reader, story, "Ships waited outside for three days", note="So long?")


@pytest.fixture
def lost(mark: Annotation, correct: Correct) -> Annotation:
    correct(mark.article, WITHOUT_SHIPS)
    return mark


@pytest.fixture
def changed(mark: Annotation, correct: Correct) -> Annotation:
    correct(mark.article, CHANGED)
    return mark


@pytest.fixture
def open_page(visit: Visit, story: Article) -> Callable[..., Page]:
    """Return a function that opens the article's reading page as somebody."""

    def open_page(person: User, fragment: str = "", **window: Any) -> Page:
        page = visit(person, story.get_absolute_url() + fragment, reduced_motion="reduce", **window)
        is_ready(page)
        return page

    return open_page


def words(annotation: Annotation) -> str:
    """The words that it sits on now, empty where they are gone."""
    anchor = refreshed(annotation).anchor
    return "" if anchor.is_lost else anchor.revision.text[anchor.start : anchor.end]


def test_a_lost_one_is_attached_with_the_keyboard_alone(
    lost: Annotation, open_page: Callable[..., Page], reader: User
) -> None:
    page = open_page(reader)
    card, text, announcer = page.locator("article.card"), page.locator("#text"), page.locator("#announcer")
    expect(page.get_by_role("heading", name="No longer in the text (1)")).to_be_visible()
    expect(card).to_have_accessible_name("Rana Reader on “Ships waited outside for three days”, no longer in the text")

    text.focus()
    tab_to(page, page.get_by_role("link", name="Re-attach"))
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(announcer).to_have_text(HOW)
    expect(page.get_by_role("region", name="Re-attach")).to_contain_text("Ships waited outside for three days")

    select_with_keyboard(page, words=2, after=0)
    expect(announcer).to_contain_text("A attaches, Escape cancels.")
    expect(page.locator("#toolbar button:visible")).to_have_text(["Attach"])
    page.keyboard.press("h")
    assert Annotation.objects.count() == 1
    page.keyboard.press("a")

    expect(announcer).to_have_text("Attached to the words you selected.")
    expect(page.locator("#margin article.card")).to_be_focused()
    expect(page.locator("#margin article.card")).to_contain_text("Rana Reader confirmed this on")
    expect(page.locator("#gone")).to_be_hidden()
    expect(page.get_by_role("region", name="Re-attach")).to_be_hidden()
    expect_painted(page, "plain", words(lost))
    assert words(lost) in STORY

    # It can be done again, from the margin.
    tab_to(page, page.get_by_role("link", name="Re-attach"))
    page.keyboard.press("Enter")
    expect(text).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#margin article.card")).to_be_focused()
    expect(page.get_by_role("region", name="Re-attach")).to_be_hidden()
    select_with_keyboard(page, words=1, after=1)
    expect(page.locator("#toolbar button:visible")).to_have_text(["Highlight", "Note", "Theme"])


def test_a_lost_one_is_attached_with_a_finger(lost: Annotation, open_page: Callable[..., Page], reader: User) -> None:
    page = open_page(reader, **PHONE)
    page.get_by_role("link", name="Re-attach").tap()
    expect(page.get_by_role("region", name="Re-attach")).to_contain_text(HOW)

    select_with_finger(page, "a long inspection")
    page.get_by_role("button", name="Attach", exact=True).tap()

    expect(page.locator("#margin article.card")).to_be_visible()
    expect(page.locator("#margin article.card")).to_contain_text("So long?")
    expect_painted(page, "plain", "a long inspection")
    assert words(lost) == "a long inspection"


def test_a_changed_one_is_confirmed(changed: Annotation, open_page: Callable[..., Page], reader: User) -> None:
    page = open_page(reader)
    card = page.locator("article.card")
    expect(card).to_contain_text("The words were changed by a correction on ")
    expect_painted(page, "plain", "Ships waited outside for four days")

    card.get_by_role("button", name="These are the right words").click()

    expect(card).to_contain_text("Rana Reader confirmed this on")
    expect(card).to_be_focused()
    expect(card.get_by_role("button", name="These are the right words")).to_have_count(0)
    assert refreshed(changed).anchor.settled_by == reader


def test_what_was_corrected_again_is_not_confirmed_unseen(
    changed: Annotation, open_page: Callable[..., Page], reader: User, correct: Correct
) -> None:
    page = open_page(reader)
    card = page.locator("article.card")
    expect(card).to_contain_text("four days")
    correct(changed.article, CHANGED.replace("four days", "five days"))

    card.get_by_role("button", name="These are the right words").click()

    expect(card.get_by_role("alert")).to_contain_text("The article was corrected meanwhile. Nothing was changed")
    expect(card).to_contain_text("Ships waited outside for five days")
    expect(page.locator("#corrected")).to_contain_text(CORRECTED)
    expect_painted(page, "plain", "Ships waited outside for four days")
    assert refreshed(changed).anchor.settled_by is None


def test_a_changed_one_is_attached_elsewhere_with_the_mouse(
    changed: Annotation, open_page: Callable[..., Page], reader: User
) -> None:
    page = open_page(reader)
    page.get_by_role("link", name="Re-attach").click()
    select_with_mouse(page, "divers looked at the piers")
    page.get_by_role("button", name="Attach", exact=True).click()

    expect_painted(page, "plain", "divers looked at the piers")
    assert words(changed) == "divers looked at the piers"


def test_staff_attach_for_a_reader_and_other_readers_cannot(
    lost: Annotation, open_page: Callable[..., Page], editor: User, other_reader: User
) -> None:
    theirs = open_page(other_reader, f"#reattach-{lost.pk}")
    expect(theirs.locator("#gone article.card")).to_be_focused()
    expect(theirs.get_by_role("link", name="Re-attach")).to_have_count(0)
    expect(theirs.get_by_role("region", name="Re-attach")).to_be_hidden()

    page = open_page(editor, f"#reattach-{lost.pk}")
    expect(page.locator("#text")).to_be_focused()
    select_with_mouse(page, "a long inspection")
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator("#margin article.card")).to_contain_text("editor confirmed this on")
    assert words(lost) == "a long inspection"


def test_from_my_annotations_one_comes_to_the_text(
    lost: Annotation, open_page: Callable[..., Page], reader: User
) -> None:
    page = open_page(reader)
    page.goto("/annotations/")
    page.get_by_role("link", name="Re-attach").click()
    is_ready(page)
    expect(page.get_by_role("region", name="Re-attach")).to_contain_text(HOW)
    expect(page.locator("#text")).to_be_focused()


def test_many_lost_ones_wait_until_they_are_asked_for(
    mark: Annotation,
    reader: User,
    annotate: Callable[..., Annotation],
    correct: Correct,
    open_page: Callable[..., Page],
) -> None:
    marks = [annotate(reader, mark.article, mark.exact, note=f"Note {number}") for number in range(MANY)]
    correct(mark.article, WITHOUT_SHIPS)

    page = open_page(reader)
    expect(page.get_by_role("heading", name=f"No longer in the text ({MANY + 1})")).to_be_visible()
    expect(page.locator("article.card")).to_have_count(0)
    page.locator("#gone summary").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#gone article.card")).to_have_count(20)
    page.locator("#gone article.card").last.scroll_into_view_if_needed()
    expect(page.locator("#gone article.card")).to_have_count(MANY + 1)
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()

    page = open_page(reader, f"#annotation-{marks[-1].pk}")
    expect(page.locator(f"#annotation-{marks[-1].pk}")).to_be_focused()
    expect(page.locator(f"#annotation-{marks[-1].pk}")).to_be_in_viewport()


def test_a_lost_one_is_edited_deleted_and_taken_back(
    lost: Annotation, open_page: Callable[..., Page], reader: User
) -> None:
    page = open_page(reader)
    card = page.locator("#gone .card")
    card.get_by_role("link", name="Edit").click()
    page.get_by_label("Note").fill("Why did they cut this?")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#gone article.card .note")).to_have_text("Why did they cut this?")

    card.get_by_role("button", name="Delete").click()
    expect(page.get_by_role("heading", name="No longer in the text (0)")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#gone article.card .note")).to_have_text("Why did they cut this?")
    expect(page.get_by_role("heading", name="No longer in the text (1)")).to_be_visible()


def test_a_correction_between_selection_and_save(
    story: Article, open_page: Callable[..., Page], reader: User, correct: Correct
) -> None:
    page = open_page(reader)
    select_with_mouse(page, "said the harbour master")
    page.get_by_role("button", name="Note").click()
    page.get_by_label("Note").fill("Who is that?")
    correct(story, "<p>After weeks of doubt it was done.</p>" + STORY)
    page.get_by_role("button", name="Save").click()

    bar = page.locator("#corrected")
    expect(bar).to_contain_text("This article was corrected at ")
    expect(bar).to_contain_text(CORRECTED)
    expect(page.locator("#margin article.card")).to_contain_text("Who is that?")
    expect_painted(page, "plain", "said the harbour master")
    assert words(Annotation.objects.get()) == "said the harbour master"

    # Editing and a second card change nothing of that.
    page.get_by_role("link", name="Edit").click()
    page.get_by_label("Note").fill("Who is this?")
    page.get_by_role("button", name="Save").click()
    expect(page.locator("#margin article.card")).to_contain_text("Who is this?")
    expect(page.locator("#margin article.card")).to_be_focused()
    select_with_mouse(page, "divers looked")
    page.get_by_role("button", name="Highlight").click()
    expect_painted(page, "plain", "divers looked", "said the harbour master")

    bar.get_by_role("button", name="Reload").click()
    expect(page.locator("#text")).to_contain_text("After weeks of doubt")
    is_ready(page)
    expect(bar).to_be_empty()
    expect_painted(page, "plain", "divers looked", "said the harbour master")


def test_a_draft_of_an_earlier_wording_keeps_its_words_and_goes_where_they_are(
    story: Article, open_page: Callable[..., Page], reader: User, correct: Correct
) -> None:
    page = open_page(reader)
    for quote, note in (("said the harbour master", "Who is that?"), ("Ships waited outside", "So long?")):
        select_with_mouse(page, quote)
        page.get_by_role("button", name="Note").click()
        page.locator(".composer:focus-within").get_by_label("Note").fill(note)
    correct(story, "<p>After weeks of doubt it was done.</p>" + WITHOUT_SHIPS)
    page.reload()
    is_ready(page)

    forms = page.locator(".composer")
    expect(forms).to_have_count(2)
    expect(forms.locator("mark")).to_have_text(["said the harbour master", "Ships waited outside"])
    expect(forms.first).to_contain_text("You marked this in an earlier wording of the article.")
    expect_painted(page, "draft")

    forms.first.get_by_role("button", name="Save").click()
    expect(page.locator("#margin article.card")).to_contain_text("Who is that?")
    expect_painted(page, "plain", "said the harbour master")
    forms.get_by_role("button", name="Save").click()
    expect(page.locator("#gone article.card")).to_be_focused()
    expect(page.locator("#gone article.card")).to_contain_text("So long?")
    expect(page.get_by_role("heading", name="No longer in the text (1)")).to_be_visible()
    expect(page.locator("#corrected")).to_be_empty()


def test_a_correction_before_the_words_are_attached(
    lost: Annotation, open_page: Callable[..., Page], reader: User, correct: Correct
) -> None:
    page = open_page(reader)
    page.get_by_role("link", name="Re-attach").click()
    correct(lost.article, CHANGED)
    select_with_mouse(page, "a long inspection")
    page.get_by_role("button", name="Attach", exact=True).click()

    card = page.locator("#gone article.card")
    expect(card.get_by_role("alert")).to_contain_text("The article was corrected meanwhile. Nothing was changed")
    expect(card).to_be_focused()
    expect(page.locator("#corrected")).to_contain_text(CORRECTED)
    expect(page.get_by_role("region", name="Re-attach")).to_be_hidden()
    expect_painted(page, "plain")
    assert refreshed(lost).anchor.settled_by is None


def test_cards_that_come_after_a_correction_stay_at_the_words_of_this_page(
    mark: Annotation,
    reader: User,
    annotate: Callable[..., Annotation],
    correct: Correct,
    open_page: Callable[..., Page],
) -> None:
    annotate(reader, mark.article, "Nobody was in a hurry", themes=["Calm"])
    page = open_page(reader, **PHONE)
    correct(mark.article, "<p>After weeks of doubt it was done.</p>" + WITHOUT_SHIPS)
    page.locator(".block-notes").first.tap()

    expect(page.locator("#margin article.card:visible")).to_contain_text("No longer in the text")
    expect(page.locator("#corrected")).to_contain_text(CORRECTED)
    expect_painted(page, "plain", "Ships waited outside for three days")


def test_what_is_refused_can_be_tried_again(lost: Annotation, open_page: Callable[..., Page], reader: User) -> None:
    page = open_page(reader)
    page.get_by_role("link", name="Re-attach").click()
    select_with_mouse(page, "a long inspection")
    page.route("**/anchor/", lambda route: route.abort())
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator("#reattach [role=alert]")).to_contain_text("The site does not answer.")

    page.unroute("**/anchor/")
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator("#margin article.card")).to_be_focused()
    assert words(lost) == "a long inspection"


def test_who_deleted_it_meanwhile_is_told(lost: Annotation, open_page: Callable[..., Page], reader: User) -> None:
    page = open_page(reader)
    page.get_by_role("link", name="Re-attach").click()
    lost.delete_by_author()
    select_with_mouse(page, "a long inspection")
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator("#reattach [role=alert]")).to_contain_text("There is nothing here")
    page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("region", name="Re-attach")).to_be_hidden()
