"""An earlier wording stays open as readers saw it, with what they had marked in it."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from annotations.models import Annotation
from articles.models import Article, Revision

STORY = "<p>Ships waited outside for three days.</p><p>Nobody was in a hurry.</p>"
Annotate = Callable[..., Annotation]
Correct = Callable[..., Revision]
Publish = Callable[..., Article]


@pytest.fixture
def story(publish: Publish) -> Article:
    return publish(STORY)


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def wording(article: Article, number: int) -> str:
    return f"/articles/{article.pk}/revisions/{number}/"


def marks(html: str) -> list[str]:
    return re.findall(r"<mark class=[^>]*>([^<]*)</mark>", html)


def cards(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<article class="card[^>]*id="annotation-(\d+)"', html)]


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html).split())


def test_it_works(room: Client, story: Article, reader: User, annotate: Annotate, correct: Correct) -> None:
    hurry = annotate(reader, story, "Nobody was in a hurry", note="Who says so?", themes=["Time"])
    days = annotate(reader, story, "three days")
    correct(story, "<p>Ships waited outside for four days.</p>", kind="fact", reason="We miscounted.")

    html = room.get(wording(story, 1)).content.decode()

    assert marks(html) == ["three days", "Nobody was in a hurry"]
    assert cards(html) == [days.pk, hurry.pk]
    assert "Who says so?" in html
    day = story.revisions.get(number=2).created_at
    assert f"This wording was replaced on {day:%-d %B %Y} (error of fact)." in words(html)
    assert "Why it was replaced: We miscounted." in words(html)
    assert f'href="{story.get_absolute_url()}">Read the current text</a>' in html
    assert "four days" not in html.split('id="text"')[1].split("<section")[0]


def test_it_is_not_for_annotating(room: Client, story: Article, correct: Correct) -> None:
    correct(story, "<p>All of it was wrong.</p>")

    html = room.get(wording(story, 1)).content.decode()

    for trace in ('id="toolbar"', "js/reading.js", 'id="annotations"', 'tabindex="0"'):
        assert trace not in html


def test_the_current_wording_says_so(
    room: Client, story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    gone = annotate(reader, story, "Nobody was in a hurry")
    kept = annotate(reader, story, "Ships")
    correct(story, "<p>Ships waited outside for three days.</p>")

    html = room.get(wording(story, 2)).content.decode()

    assert "This is the current wording." in html
    assert "was replaced" not in html
    assert "Corrected on" in html
    assert cards(html) == [kept.pk]
    assert f"annotation-{gone.pk}" not in html


def test_the_notice_of_corrections_stands_on_the_current_wording_alone(
    room: Client, story: Article, correct: Correct
) -> None:
    correct(story, "<p>One.</p>")
    correct(story, "<p>Two.</p>")

    pages = [room.get(wording(story, number)).content.decode() for number in (1, 2, 3)]

    assert ['class="meta corrected"' in html for html in pages] == [False, False, True]
    assert ["was replaced" in html for html in pages] == [True, True, False]


def test_what_was_marked_later_is_not_in_it(
    room: Client, story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    correct(story, STORY.replace("three", "four"))
    story.refresh_from_db()
    annotate(reader, story, "Ships")

    assert cards(room.get(wording(story, 1)).content.decode()) == []


def test_a_link_leads_to_the_very_passage(
    room: Client, story: Article, reader: User, annotate: Annotate, correct: Correct
) -> None:
    annotate(reader, story, "Ships")
    lost = annotate(reader, story, "Nobody was in a hurry")
    correct(story, "<p>Ships waited outside for three days.</p>")
    address = wording(story, 1)

    answer = room.get(f"{address}?annotation={lost.pk}")

    assert answer.status_code == 302
    assert answer["Location"] == f"{address}#passage-2"
    html = room.get(address).content.decode()
    assert re.search(r'Nobody was in a hurry</mark><sup [^>]*><a href="#note-2" id="passage-2">', html)
    assert re.search(rf'<li id="note-2">.*id="annotation-{lost.pk}"', html, re.DOTALL)


@pytest.mark.parametrize("wanted", ["", "0", "x", "-1", "9" * 5000, "٣"])
def test_an_annotation_that_is_not_there_leaves_the_page_as_it_is(room: Client, story: Article, wanted: str) -> None:
    assert room.get(wording(story, 1), {"annotation": wanted}).status_code == 200


def test_what_others_keep_for_themselves_is_not_there(
    room: Client, story: Article, other_reader: User, moderator: User, annotate: Annotate, correct: Correct
) -> None:
    private = annotate(other_reader, story, "Ships", note="For me alone.", visibility="private")
    hidden = annotate(other_reader, story, "waited", note="Hidden words.")
    hidden.hide(moderator, "No.")
    deleted = annotate(other_reader, story, "outside", note="Deleted words.")
    deleted.delete_by_author()
    correct(story, "<p>All of it was wrong.</p>")

    html = room.get(wording(story, 1)).content.decode()

    assert (marks(html), cards(html)) == ([], [])
    assert "This wording carried no annotation that you may see." in html
    for pk in (private.pk, hidden.pk, deleted.pk):
        assert room.get(wording(story, 1), {"annotation": pk}).status_code == 200


def test_wordings_of_the_draft_are_not_found(room: Client, editor: User, correct: Correct) -> None:
    article = Article.objects.create(headline="A headline", created_by=editor)
    article.revise("<p>A witness, by name.</p>", editor)
    article.revise("<p>A witness.</p>", editor, seen=1)
    article.publish()
    correct(article, "<p>Two witnesses.</p>")

    assert [room.get(wording(article, number)).status_code for number in range(5)] == [404, 404, 200, 200, 404]


@pytest.mark.parametrize("number", ["0", "2", str(2**31), str(2**63), str(10**30), "9" * 5000, "x", "-1", "1.0"])
def test_a_number_that_never_was_is_not_found(room: Client, story: Article, number: str) -> None:
    assert room.get(f"/articles/{story.pk}/revisions/{number}/").status_code == 404


@pytest.mark.parametrize("person", ["reader", "editor", "administrator"])
def test_a_withdrawn_article_has_none(
    person: str, story: Article, browser_of: Callable[[User], Client], request: pytest.FixtureRequest, correct: Correct
) -> None:
    correct(story, "<p>All of it was wrong.</p>")
    story.withdraw()

    browser = browser_of(request.getfixturevalue(person))

    assert browser.get(wording(story, 1)).status_code == 404
    assert browser.get(wording(story, 2)).status_code == 404


def test_a_reason_that_is_not_shown_is_not_there(room: Client, story: Article, correct: Correct) -> None:
    correct(story, "<p>One.</p>", kind="legal", reason="The lawyers of Mr X called.", reason_shown=False)

    html = room.get(wording(story, 1)).content.decode()

    assert "(legal reasons)" in words(html)
    assert "lawyers" not in html


def test_public_reading_shows_the_words_alone(
    client: Client, story: Article, reader: User, annotate: Annotate, correct: Correct, settings: Any
) -> None:
    settings.PUBLIC_READING = True
    annotate(reader, story, "Ships", note="For members.")
    correct(story, "<p>All of it was wrong.</p>")

    html = client.get(wording(story, 1)).content.decode()

    assert "Ships waited outside" in html
    assert (marks(html), cards(html)) == ([], [])
    for trace in ("For members.", 'id="notes"', "Rana"):
        assert trace not in html


def test_without_an_account_one_signs_in_first(client: Client, story: Article) -> None:
    answer = client.get(wording(story, 1), {"annotation": "7"})

    assert answer.status_code == 302
    assert "annotation%3D7" in answer["Location"]


def test_from_right_to_left(room: Client, publish: Publish, reader: User, annotate: Annotate, correct: Correct) -> None:
    article = publish("<p>انتظرت السفن ثلاثة أيام.</p>", headline="الميناء", language="ar")
    annotate(reader, article, "ثلاثة أيام")
    correct(article, "<p>انتظرت السفن أربعة أيام.</p>")

    html = room.get(wording(article, 1)).content.decode()

    assert marks(html) == ["ثلاثة أيام"]
    assert '<div id="text" class="body" lang="ar" dir="rtl"' in html
