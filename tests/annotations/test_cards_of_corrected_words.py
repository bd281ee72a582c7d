"""Cards say in words what a correction did to the passage they stand for, wherever they are shown."""

import html
import json
import re
from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localtime

from annotations.models import Annotation
from articles.models import Article, Revision
from tests.annotations.conftest import CHANGED, FRAGMENT, STORY, WITHOUT_SHIPS, page_of, refreshed

BrowserOf = Callable[[User], Client]
Correct = Callable[..., Revision]
MARKED, NOW = "Ships waited outside for three days", "Ships waited outside for four days"
CONTEXTS = {
    "card": "/annotations/{0.pk}/",
    "cards": "/articles/{0.article_id}/annotations/?id={0.pk}",
    "marks": "/articles/{0.article_id}/?marks=1",
    "mine": "/annotations/",
    "theme": "/themes/delays/",
}


@pytest.fixture
def room(reader: User, browser_of: BrowserOf) -> Client:
    return browser_of(reader)


def card_in(room: Client, address: str, annotation: Annotation) -> str:
    """Return the words of the annotation's card on a page, and its HTML's attributes left out."""
    page = room.get(address.format(annotation), headers=FRAGMENT if "{0.pk}/" in address else {}).content.decode()
    (card,) = re.findall(rf'<article class="card[^>]* id="annotation-{annotation.pk}".*?</article>', page, re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", card)).split())


def day(revision: Revision) -> str:
    created = localtime(revision.created_at)
    return f"{created.day} {created:%B %Y}"


@pytest.mark.parametrize("where", CONTEXTS.values(), ids=CONTEXTS)
def test_a_changed_one_shows_both_wordings(room: Client, changed: Annotation, where: str) -> None:
    card = card_in(room, where, changed)

    assert (
        f"Marked: {MARKED} Now: {NOW} The words were changed by a correction on {day(changed.anchor.revision)}." in card
    )
    assert "These are the right words Re-attach" in card
    assert "So long?" in card


@pytest.mark.parametrize("where", CONTEXTS.values(), ids=CONTEXTS)
def test_a_confirmed_one_says_who_settled_it(room: Client, reader: User, changed: Annotation, where: str) -> None:
    changed.anchor.settle(reader, *changed.anchor.passage)

    card = card_in(room, where, changed)

    assert f"Marked: {MARKED} Now: {NOW} The article was corrected on {day(changed.anchor.revision)}." in card
    assert f"Rana Reader confirmed this on {day(changed.anchor.revision)}." in card
    assert "These are the right words" not in card


@pytest.mark.parametrize("where", CONTEXTS.values(), ids=CONTEXTS)
def test_a_lost_one_keeps_its_quote_and_leads_to_its_wording(room: Client, lost: Annotation, where: str) -> None:
    card = card_in(room, where, lost)

    assert f"…inspection, officials said. {MARKED} while divers looked at the… No longer in the text" in card
    assert "Open the wording it was made on" in card
    assert "So long?" in card
    assert "Delays" in card
    assert "These are the right words" not in card
    assert "Re-attach" in card


def test_the_wording_it_was_made_on_is_where_the_link_leads(room: Client, lost: Annotation) -> None:
    card = room.get(lost.get_absolute_url(), headers=FRAGMENT).content.decode()

    link = f"/articles/{lost.article_id}/revisions/1/?annotation={lost.pk}"
    assert f'href="{link}"' in card
    assert MARKED in re.sub(r"<[^>]*>", "", room.get(link, follow=True).content.decode())


@pytest.mark.parametrize("where", CONTEXTS.values(), ids=CONTEXTS)
def test_a_moved_one_says_so_quietly(
    room: Client, reader: User, story: Article, annotate: Callable[..., Annotation], correct: Correct, where: str
) -> None:
    mark = annotate(reader, story, "Nobody was in a hurry", themes=["Delays"])
    first, ships, last = re.findall("<p>.*?</p>", STORY)
    correct(story, last + first + ships)

    assert refreshed(mark).anchor.state == "moved"
    assert "Moved with its paragraph" in card_in(room, where, mark)


@pytest.mark.parametrize("where", CONTEXTS.values(), ids=CONTEXTS)
def test_one_in_its_place_says_nothing(
    room: Client, reader: User, story: Article, annotate: Callable[..., Annotation], correct: Correct, where: str
) -> None:
    mark = annotate(reader, story, MARKED, themes=["Delays"])
    correct(story, STORY.replace("Monday", "Tuesday morning"))

    card = card_in(room, where, mark)

    for words in ("corrected", "correction", "Marked:", "Moved", "No longer"):
        assert words not in card


def test_the_day_is_that_of_the_correction_that_changed_the_words(
    room: Client, changed: Annotation, correct: Correct
) -> None:
    """Other corrections came after it."""
    Revision.objects.filter(pk=changed.anchor.revision_id).update(created_at="2024-03-01T12:00Z")
    correct(changed.article, CHANGED.replace("Monday", "Tuesday"))

    assert "The words were changed by a correction on 1 March 2024." in card_in(room, CONTEXTS["card"], changed)


def test_where_somebody_attached_it_to_other_words_no_correction_is_blamed(
    room: Client, reader: User, annotation: Annotation
) -> None:
    annotation.anchor.settle(reader, 0, 3)

    card = card_in(room, CONTEXTS["card"], annotation)

    assert "Marked: two Now: One Rana Reader confirmed this on" in card
    assert "correct" not in card


def test_other_readers_see_what_became_of_it_and_may_only_look(
    other_reader: User, browser_of: BrowserOf, changed: Annotation
) -> None:
    card = card_in(browser_of(other_reader), CONTEXTS["card"], changed)

    assert f"Marked: {MARKED} Now: {NOW}" in card
    assert "These are the right words" not in card
    assert "Re-attach" not in card


@pytest.mark.parametrize("who", ["editor", "moderator"])
def test_staff_may_settle_it(
    who: str, request: pytest.FixtureRequest, browser_of: BrowserOf, changed: Annotation
) -> None:
    card = card_in(browser_of(request.getfixturevalue(who)), CONTEXTS["card"], changed)

    assert "These are the right words Re-attach" in card


def test_a_card_says_in_which_wording_its_offsets_count(room: Client, changed: Annotation) -> None:
    now = changed.anchor

    for name in ("card", "edit"):
        address = reverse("annotation" if name == "card" else "edit", args=[changed.pk])
        card = room.get(address, headers=FRAGMENT).content.decode()
        place = f'data-start="{now.start}" data-end="{now.end}" data-state="changed" data-revision="{now.revision_id}"'
        assert place in card


def test_screen_readers_are_told_by_the_name_of_the_card(room: Client, lost: Annotation) -> None:
    card = room.get(lost.get_absolute_url(), headers=FRAGMENT).content.decode()

    assert f'aria-label="Rana Reader on “{MARKED}”, no longer in the text"' in card


def test_on_a_withdrawn_article_there_is_nothing_to_settle_nor_to_open(room: Client, lost: Annotation) -> None:
    lost.article.withdraw()

    card = card_in(room, CONTEXTS["mine"], lost)

    assert "No longer in the text" in card
    assert "Open the wording" not in card
    assert "Re-attach" not in card


def test_the_reading_page_tells_which_are_gone(
    room: Client,
    reader: User,
    other_reader: User,
    story: Article,
    annotate: Callable[..., Annotation],
    correct: Correct,
) -> None:
    later, earlier = annotate(reader, story, "divers looked at the piers"), annotate(other_reader, story, MARKED)
    annotate(other_reader, story, MARKED, visibility="private")
    stays = annotate(reader, story, "Nobody was in a hurry")
    correct(story, WITHOUT_SHIPS)

    page = room.get(story.get_absolute_url()).content.decode()

    data = json.loads(re.search(r'<script id="annotations"[^>]*>(.*?)</script>', page)[1])  # type: ignore[index]
    assert (data["id"], data["lost"]) == ([stays.pk], [earlier.pk, later.pk])
    assert "No longer in the text" in page


def test_the_page_with_marks_numbers_only_what_stands_in_it(
    room: Client, reader: User, lost: Annotation, annotate: Callable[..., Annotation]
) -> None:
    annotate(reader, lost.article, "Nobody was in a hurry")

    page = room.get(f"/articles/{lost.article_id}/?marks=1").content.decode()

    assert page.count('class="back"') == page.count('class="note-number"') == 1
    assert "No longer in the text (1)" in page


def test_theme_pages_show_the_lost_ones_of_an_article_last(
    room: Client, reader: User, lost: Annotation, annotate: Callable[..., Annotation]
) -> None:
    stays = annotate(reader, lost.article, "Nobody was in a hurry", themes=["Delays"])

    page = room.get("/themes/delays/").content.decode()

    assert re.findall(r' id="annotation-(\d+)"', page) == [str(stays.pk), str(lost.pk)]


def test_moderators_are_told_in_words(desk: Client, lost: Annotation) -> None:
    assert "No longer in the text" in desk.get(page_of(lost)).content.decode()


def test_moderators_see_both_wordings(desk: Client, reader: User, changed: Annotation) -> None:
    page = desk.get(page_of(changed)).content.decode()
    assert "The words were changed." in page
    assert f"<mark>{NOW}</mark>" in page

    changed.anchor.settle(reader, *changed.anchor.passage)
    assert "Rana Reader confirmed this on" in desk.get(page_of(changed)).content.decode()
