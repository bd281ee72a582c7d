"""A reader is told which of her passages corrections changed or lost, until she says that she knows."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Anchor, Annotation
from annotations.views.affected import PASSAGES_PER_PAGE
from articles.models import Article, Revision

STORY = (
    "<p>The harbour opened on Monday after a long inspection, officials said.</p>"
    "<p>Ships waited outside for three days while divers looked at the piers.</p>"
    "<p>Nobody was in a hurry, said the harbour master.</p>"
)
CORRECTED = STORY.replace("three days", "four days").replace(
    "<p>Nobody was in a hurry, said the harbour master.</p>", ""
)
CHANGED, LOST = "Ships waited outside for three days", "Nobody was in a hurry, said the harbour master."
AFFECTED = "/annotations/affected/"
Annotate = Callable[..., Annotation]
Correct = Callable[..., Revision]
Publish = Callable[..., Article]


@pytest.fixture
def story(publish: Publish) -> Article:
    return publish(STORY, headline="The harbour is open")


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def shown(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="card[^>]*id="annotation-(\d+)"', html)]


def asked(html: str) -> list[str]:
    """The anchors that the button notes."""
    form = re.search(r'<form class="seen".*?</form>', html, re.DOTALL)
    return re.findall(r'name="anchor" value="(\d+)"', form[0]) if form else []


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html).split())


def told(browser: Client, *pages: str) -> list[str]:
    """What the banner says on each page, nothing where there is none."""
    answers = [browser.get(page).content.decode() for page in pages]
    found = [re.search(r'<p class="notice affected">.*?</p>', html, re.DOTALL) for html in answers]
    return [words(banner[0]) if banner else "" for banner in found]


def test_it_works(room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct) -> None:
    kept = annotate(reader, story, "The harbour")
    changed, lost = annotate(reader, story, CHANGED), annotate(reader, story, LOST, note="Who says so?")
    revision = correct(story, CORRECTED, kind="fact", reason="We miscounted.")

    html = room.get(AFFECTED).content.decode()

    assert shown(html) == [changed.pk, lost.pk]
    assert f"annotation-{kept.pk}" not in html
    assert "2 passages, 2 new" in words(html)
    assert f"Corrected on {revision.created_at:%-d %B %Y} (error of fact): We miscounted." in words(html)
    assert f'href="/articles/{story.pk}/corrections/?number=2"' in html
    assert "Who says so?" in html
    for passage in (changed, lost):
        passage.refresh_from_db()
    assert asked(html) == [str(changed.anchor_id), str(lost.anchor_id)]


def test_a_banner_tells_until_she_has_seen_them(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    pages = ("/", "/annotations/")
    changed, lost = annotate(reader, story, CHANGED), annotate(reader, story, LOST)
    assert told(room, *pages) == ["", ""]
    correct(story, CORRECTED)
    sentence = "2 of your passages were affected by corrections. See what became of them"
    assert told(room, *pages) == [sentence] * 2

    html = room.get(AFFECTED).content.decode()
    assert told(room, *pages) == [sentence] * 2
    answer = room.post(AFFECTED, {"anchor": asked(html)})

    assert (answer.status_code, answer["Location"]) == (302, AFFECTED)
    assert told(room, *pages) == ["", ""]
    html = room.get(AFFECTED).content.decode()
    assert shown(html) == [changed.pk, lost.pk]
    assert asked(html) == []
    assert "You have seen these" in html
    assert "new" not in words(html.split("<header>")[1].split("</header>")[0]).replace("the new words", "")


def test_one_is_told_as_one(room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct) -> None:
    annotate(reader, story, LOST)
    correct(story, CORRECTED)

    assert told(room, "/") == ["1 of your passages was affected by corrections. See what became of them"]


def test_one_that_comes_meanwhile_is_still_told(
    room: Client, reader: User, story: Article, publish: Publish, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, LOST)
    correct(story, CORRECTED)
    html = room.get(AFFECTED).content.decode()
    other = publish(STORY, headline="Another harbour")
    meanwhile = annotate(reader, other, LOST)
    correct(other, CORRECTED)

    room.post(AFFECTED, {"anchor": asked(html)})

    assert told(room, "/") == ["1 of your passages was affected by corrections. See what became of them"]
    html = room.get(AFFECTED).content.decode()
    meanwhile.refresh_from_db()
    assert asked(html) == [str(meanwhile.anchor_id)]
    assert html.index("Another harbour") < html.index("You have seen these") < html.index("The harbour is open")


def test_a_second_correction_of_what_she_has_before_her_is_still_told(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, CHANGED)
    correct(story, CORRECTED)
    html = room.get(AFFECTED).content.decode()
    correct(story, CORRECTED.replace("Ships waited outside for four days while", "While"))

    room.post(AFFECTED, {"anchor": asked(html)})

    mark.refresh_from_db()
    assert mark.anchor.is_lost
    assert told(room, "/") == ["1 of your passages was affected by corrections. See what became of them"]


def test_what_she_knows_is_not_told_again(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, CHANGED)
    correct(story, CORRECTED)
    room.post(AFFECTED, {"anchor": asked(room.get(AFFECTED).content.decode())})

    correct(story, CORRECTED.replace("Monday", "Tuesday"))

    assert told(room, "/") == [""]


def test_what_is_settled_is_no_longer_listed(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, CHANGED)
    correct(story, CORRECTED)
    mark.refresh_from_db()
    mark.anchor.settle(reader, *mark.anchor.passage)

    html = room.get(AFFECTED).content.decode()

    assert shown(html) == []
    assert "No correction has touched what you marked, or all of it is settled." in html
    assert told(room, "/") == [""]


def test_a_correction_tells_when_its_words_went(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    """The next correction did not touch them, and is not to blame."""
    annotate(reader, story, LOST)
    correct(story, CORRECTED, kind="fact", reason="We miscounted.")
    correct(story, CORRECTED.replace("Monday", "Tuesday"), kind="typo", reason="A slip.")

    html = words(room.get(AFFECTED).content.decode())

    assert "We miscounted." in html
    assert "A slip." not in html


def test_a_reason_that_is_not_shown_is_not_there(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, LOST)
    correct(story, CORRECTED, kind="legal", reason="The lawyers called.", reason_shown=False)

    html = room.get(AFFECTED).content.decode()

    assert "(legal reasons)" in words(html)
    assert "lawyers" not in html


def test_it_is_about_her_own_alone(
    room: Client, other_reader: User, moderator: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(other_reader, story, CHANGED, note="Otto was here.")
    annotate(moderator, story, LOST, visibility="private")
    correct(story, CORRECTED)

    html = room.get(AFFECTED).content.decode()

    assert shown(html) == []
    assert "The harbour is open" not in html
    assert told(room, "/", "/annotations/") == ["", ""]


def test_nobody_notes_what_is_somebody_elses(
    room: Client, other_reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    theirs = annotate(other_reader, story, LOST)
    correct(story, CORRECTED)
    theirs.refresh_from_db()

    assert room.post(AFFECTED, {"anchor": [theirs.anchor_id]}).status_code == 302

    theirs.anchor.refresh_from_db()
    assert not theirs.anchor.is_noted


def test_what_she_deleted_is_not_told(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, LOST).delete_by_author()
    correct(story, CORRECTED)

    assert shown(room.get(AFFECTED).content.decode()) == []
    assert told(room, "/") == [""]


def test_her_private_and_hidden_ones_are_told(
    room: Client, reader: User, moderator: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    private = annotate(reader, story, LOST, visibility="private")
    hidden = annotate(reader, story, CHANGED)
    hidden.hide(moderator, "No.")
    correct(story, CORRECTED)

    assert shown(room.get(AFFECTED).content.decode()) == [hidden.pk, private.pk]


def test_on_a_withdrawn_article_it_stays_without_a_link_to_the_article(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    mark = annotate(reader, story, LOST)
    correct(story, CORRECTED)
    story.withdraw()

    html = room.get(AFFECTED).content.decode()

    assert shown(html) == [mark.pk]
    assert "This article was withdrawn." in html
    assert f'"/articles/{story.pk}/' not in html


@pytest.mark.parametrize("withdrawn", [False, True])
def test_every_link_leads_somewhere(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct, withdrawn: bool
) -> None:
    annotate(reader, story, CHANGED, themes=["Time"])
    annotate(reader, story, LOST)
    correct(story, CORRECTED)
    if withdrawn:
        story.withdraw()

    html = room.get(AFFECTED).content.decode()

    addresses = {address for address in re.findall(r'(?:href|hx-get)="(/[^"]*)"', html) if "/static/" not in address}
    assert len(addresses) > 5
    for address in addresses:
        assert room.get(address, follow=True).status_code == 200, address


def test_many_come_in_pages_and_only_those_shown_are_noted(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    for _ in range(PASSAGES_PER_PAGE + 3):
        annotate(reader, story, LOST)
    correct(story, CORRECTED)
    html = room.get(AFFECTED).content.decode()
    assert len(shown(html)) == len(asked(html)) == PASSAGES_PER_PAGE

    room.post(AFFECTED, {"anchor": asked(html)})

    assert told(room, "/") == ["3 of your passages were affected by corrections. See what became of them"]
    assert len(asked(room.get(AFFECTED).content.decode())) == 3


def test_looking_notes_nothing(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, LOST)
    correct(story, CORRECTED)

    for page in (AFFECTED, "/", "/annotations/", story.get_absolute_url()):
        room.get(page)

    assert not Anchor.objects.filter(is_noted=True).exists()


@pytest.mark.parametrize(
    "numbers", [["x"], ["-1"], ["1.5"], ["٣"], ["9" * 5000], [""], ["1"] * (PASSAGES_PER_PAGE + 1)]
)
def test_what_is_no_number_is_refused(room: Client, numbers: list[str]) -> None:
    assert room.post(AFFECTED, {"anchor": numbers}).status_code == 400


def test_nothing_posted_changes_nothing(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, LOST)
    correct(story, CORRECTED)

    assert room.post(AFFECTED).status_code == 302
    assert room.post(AFFECTED, {"anchor": [str(10**17)]}).status_code == 302
    assert not Anchor.objects.filter(is_noted=True).exists()


def test_somebody_signed_out_is_told_nothing(
    client: Client, reader: User, story: Article, annotate: Annotate, correct: Correct, settings: Any
) -> None:
    settings.PUBLIC_READING = True
    annotate(reader, story, LOST)
    correct(story, CORRECTED)

    assert client.get(AFFECTED).status_code == 302
    assert told(client, "/") == [""]


def test_the_reading_page_has_the_number_of_its_own(
    room: Client, reader: User, story: Article, publish: Publish, annotate: Annotate, correct: Correct
) -> None:
    other = publish(STORY)
    for article in (story, story, other):
        annotate(reader, article, LOST)
    correct(story, CORRECTED)
    correct(other, CORRECTED)

    pages = (story.get_absolute_url(), other.get_absolute_url())

    assert told(room, *pages) == [
        "2 of your passages here were affected by corrections. See what became of them",
        "1 of your passages here was affected by corrections. See what became of them",
    ]


def test_an_article_that_was_not_corrected_is_not_asked_about(
    room: Client, reader: User, story: Article, publish: Publish, annotate: Annotate, correct: Correct
) -> None:
    other = publish(STORY)
    annotate(reader, story, LOST)
    correct(story, CORRECTED)

    with CaptureQueriesContext(connection) as asked_of_corrected:
        room.get(story.get_absolute_url())
    with CaptureQueriesContext(connection) as asked_of_other:
        assert told(room, other.get_absolute_url()) == [""]
    assert len(asked_of_corrected) == len(asked_of_other) + 1


def test_my_annotations_can_be_chosen_by_what_corrections_did(
    room: Client, reader: User, story: Article, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, "The harbour")
    changed, lost = annotate(reader, story, CHANGED), annotate(reader, story, LOST)
    correct(story, CORRECTED)

    pages = [room.get("/annotations/", {"state": state}).content.decode() for state in ("changed", "lost", "exact")]

    assert [shown(html) for html in pages] == [[changed.pk], [lost.pk], []]
    assert '<option value="lost" selected>' in pages[1]
    assert "Show all" in pages[1]
    assert "Nothing of yours fits this choice." in pages[2]


def test_from_right_to_left(room: Client, reader: User, publish: Publish, annotate: Annotate, correct: Correct) -> None:
    article = publish("<p>انتظرت السفن ثلاثة أيام أمام الميناء.</p>", headline="الميناء", language="ar")
    annotate(reader, article, "انتظرت السفن ثلاثة أيام")
    correct(article, "<p>انتظرت السفن أربعة أيام أمام الميناء.</p>")

    html = room.get(AFFECTED).content.decode()

    assert '<h3 lang="ar" dir="rtl">' in html
    assert len(shown(html)) == 1
