"""A reader sees that an article was corrected, when, why, and what changed."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from articles.models import Article, Revision
from reading.corrections import CORRECTIONS_PER_PAGE, MOST_COMPARED

STORY = (
    "<p>Ships waited outside for three days.</p><p>Nobody was in a hurry.</p><p>It rained.</p><p>Then it stopped.</p>"
)
Correct = Callable[..., Revision]
Publish = Callable[..., Article]


@pytest.fixture
def story(publish: Publish) -> Article:
    return publish(STORY, headline="Ships wait")


@pytest.fixture
def room(reader: User, browser_of: Callable[[User], Client]) -> Client:
    return browser_of(reader)


def words(html: str) -> str:
    return " ".join(re.sub("<[^>]*>", "", html).split())


def notice(html: str) -> str:
    found = re.search(r'<p class="meta corrected".*?</p>', html, re.DOTALL)
    return words(found[0]) if found else ""


def told(html: str) -> list[int]:
    return [int(number) for number in re.findall(r'<li id="correction-(\d+)"', html)]


def moment(revision: Revision, days_ago: int) -> str:
    """Let the revision be some days old and return that day as a page says it."""
    then = timezone.now() - timedelta(days=days_ago)
    Revision.objects.filter(pk=revision.pk).update(created_at=then)
    return f"{then:%-d %B %Y}"


def test_under_the_headline_it_says_when_and_why(room: Client, story: Article, correct: Correct) -> None:
    day = moment(correct(story, STORY.replace("three", "four"), reason="We miscounted."), days_ago=3)

    for query in ("", "?marks=1"):
        html = room.get(story.get_absolute_url() + query).content.decode()
        assert notice(html) == f"Corrected on {day} (error of fact): We miscounted. What changed"
        assert f'<a href="/articles/{story.pk}/corrections/">What changed</a>' in html


def test_several_corrections_are_counted(room: Client, story: Article, correct: Correct) -> None:
    correct(story, STORY.replace("three", "four"), kind="fact", reason="We miscounted.")
    correct(story, STORY.replace("three", "five"), kind="legal")
    day = moment(correct(story, STORY.replace("three", "six"), kind="typo"), days_ago=1)

    html = room.get(story.get_absolute_url()).content.decode()

    assert notice(html) == f"Corrected 3 times, last on {day} (typing error). What changed"


def test_wordings_of_the_draft_are_no_corrections(room: Client, editor: User, correct: Correct) -> None:
    article = Article.objects.create(headline="A headline", created_by=editor)
    article.revise("<p>A witness, by name.</p>", editor)
    article.revise("<p>A witness.</p>", editor, seen=1)
    article.publish()
    assert notice(room.get(article.get_absolute_url()).content.decode()) == ""

    day = moment(correct(article, "<p>Two witnesses.</p>", kind="other"), days_ago=0)

    assert notice(room.get(article.get_absolute_url()).content.decode()) == f"Corrected on {day}. What changed"
    html = room.get(f"/articles/{article.pk}/corrections/").content.decode()
    assert told(html) == [3]
    assert "by name" not in html


def test_what_changed_is_told_the_latest_first(room: Client, story: Article, correct: Correct) -> None:
    correct(story, STORY.replace("three", "four"), kind="fact", reason="We miscounted.")
    correct(story, STORY.replace("three", "four").replace("hurry", "haste"), kind="update", reason="She said it again.")

    html = room.get(f"/articles/{story.pk}/corrections/").content.decode()

    assert told(html) == [3, 2]
    latest, first = html.split('<li id="correction-')[1:]
    assert re.findall(r"<(ins|del)[^>]*>(.*?)</\1>", latest, re.DOTALL) != []
    for now, before, why, part in (
        ("haste", "hurry", "Update: She said it again.", latest),
        ("four", "three", "Error of fact: We miscounted.", first),
    ):
        assert before in words("".join(re.findall(r"<del.*?</del>", part, re.DOTALL)))
        assert now in words("".join(re.findall(r"<ins.*?</ins>", part, re.DOTALL)))
        assert why in words(part)
    assert "unchanged" in latest
    for number in (1, 2, 3):
        assert f'href="/articles/{story.pk}/revisions/{number}/"' in html
    assert "Corrected 2 times" in html


def test_a_correction_of_the_form_alone_says_so(room: Client, story: Article, correct: Correct) -> None:
    correct(story, STORY.replace("three", "<em>three</em>"), kind="typo")

    html = room.get(f"/articles/{story.pk}/corrections/").content.decode()

    assert "Only the form was changed, no words." in html
    assert "<del" not in html


def test_who_corrected_it_is_the_house_s_own_business(
    room: Client, story: Article, editor: User, correct: Correct
) -> None:
    editor.first_name, editor.last_name = "Edda", "Editor"
    editor.save()
    correct(story, STORY.replace("three", "four"))

    for page in ("", "corrections/", "revisions/1/"):
        html = room.get(f"{story.get_absolute_url()}{page}").content.decode()
        assert "Edda" not in html


@pytest.mark.parametrize(
    "page", ["", "?marks=1", "corrections/", "corrections/?number=2", "revisions/1/", "revisions/2/"]
)
def test_a_reason_that_is_not_shown_is_nowhere(room: Client, story: Article, correct: Correct, page: str) -> None:
    correct(story, STORY.replace("three", "four"), kind="legal", reason="The lawyers called.", reason_shown=False)

    html = room.get(f"{story.get_absolute_url()}{page}").content.decode()

    assert "lawyers" not in html
    assert "legal reasons" in html.lower()


def test_a_reason_cannot_break_out_of_the_page(room: Client, story: Article, correct: Correct) -> None:
    correct(story, STORY.replace("three", "four"), reason="<script>alert(1)</script>")

    for page in ("", "corrections/", "revisions/1/"):
        html = room.get(f"{story.get_absolute_url()}{page}").content.decode()
        assert "&lt;script&gt;" in html
        assert "<script>" not in html


def test_an_article_that_was_not_corrected_says_so(room: Client, story: Article) -> None:
    html = room.get(f"/articles/{story.pk}/corrections/").content.decode()

    assert told(html) == []
    assert "This article was not corrected." in html
    assert notice(room.get(story.get_absolute_url()).content.decode()) == ""


def test_an_emptied_article_tells_what_it_said(room: Client, story: Article, correct: Correct) -> None:
    correct(story, "")

    html = room.get(f"/articles/{story.pk}/corrections/").content.decode()

    assert "Ships waited outside" in words("".join(re.findall(r"<del.*?</del>", html, re.DOTALL)))


def test_many_come_in_pages(room: Client, story: Article, correct: Correct) -> None:
    for number in range(CORRECTIONS_PER_PAGE + 2):
        correct(story, STORY.replace("three", f"{number} or {number + 1}"))
    last = CORRECTIONS_PER_PAGE + 3

    first = room.get(f"/articles/{story.pk}/corrections/").content.decode()
    second = room.get(f"/articles/{story.pk}/corrections/", {"page": "2"}).content.decode()

    assert told(first) == list(range(last, last - CORRECTIONS_PER_PAGE, -1))
    assert told(second) == [3, 2]
    assert first.count('class="differences"') == CORRECTIONS_PER_PAGE


def test_one_correction_can_be_asked_for(room: Client, story: Article, correct: Correct) -> None:
    for number in ("four", "five", "six"):
        correct(story, STORY.replace("three", number))

    html = room.get(f"/articles/{story.pk}/corrections/", {"number": "3"}).content.decode()

    assert told(html) == [3]
    assert "Show all" in html


@pytest.mark.parametrize("number", ["0", "1", "3", "x", "-2", "2.0", str(2**63), "9" * 5000, "٢"])
def test_a_number_without_a_correction_says_so(room: Client, story: Article, correct: Correct, number: str) -> None:
    correct(story, STORY.replace("three", "four"))

    html = room.get(f"/articles/{story.pk}/corrections/", {"number": number}).content.decode()

    assert told(html) == []
    assert "There is no such correction." in html


@pytest.mark.parametrize("person", ["reader", "editor", "administrator"])
def test_drafts_and_withdrawn_articles_are_not_found(
    person: str,
    story: Article,
    editor: User,
    browser_of: Callable[[User], Client],
    request: pytest.FixtureRequest,
    correct: Correct,
) -> None:
    correct(story, STORY.replace("three", "four"))
    story.withdraw()
    draft = Article.objects.create(headline="Draft", created_by=editor)
    draft.revise("<p>One.</p>", editor)
    browser = browser_of(request.getfixturevalue(person))

    for pk in (story.pk, draft.pk, draft.pk + 1):
        assert browser.get(f"/articles/{pk}/corrections/").status_code == 404


def test_corrections_are_open_where_reading_is(client: Client, story: Article, correct: Correct, settings: Any) -> None:
    correct(story, STORY.replace("three", "four"), reason="We miscounted.")
    assert client.get(f"/articles/{story.pk}/corrections/").status_code == 302

    settings.PUBLIC_READING = True

    assert "We miscounted." in client.get(f"/articles/{story.pk}/corrections/").content.decode()
    assert "What changed" in notice(client.get(story.get_absolute_url()).content.decode())


def test_from_right_to_left(room: Client, publish: Publish, correct: Correct) -> None:
    article = publish("<p>انتظرت السفن ثلاثة أيام.</p>", headline="الميناء", language="ar")
    correct(article, "<p>انتظرت السفن أربعة أيام.</p>", reason="أخطأنا في العد.")

    html = room.get(f"/articles/{article.pk}/corrections/").content.decode()

    assert 'lang="ar" dir="rtl">' in html
    assert "<bdi>أخطأنا في العد.</bdi>" in html
    assert re.search(r'<p class="row changed" lang="ar" dir="rtl"', html)


def test_long_articles_rewritten_many_times_do_not_keep_one_waiting(
    room: Client, publish: Publish, correct: Correct
) -> None:
    """What is too much for one page is a link away."""

    def story(seed: int) -> str:
        return "".join(f"<p>{'word ' * 80}{seed} and {paragraph} {'other ' * 20}</p>" for paragraph in range(600))

    article = publish(story(0))
    length = article.current.length
    for seed in range(1, 6):
        correct(article, story(seed))
    assert length * 10 > MOST_COMPARED

    html = room.get(f"/articles/{article.pk}/corrections/").content.decode()
    assert html.count('class="differences"') == MOST_COMPARED // (2 * length)
    assert 'href="?number=2">Show what changed' in html
    assert room.get(f"/articles/{article.pk}/corrections/?number=2").content.decode().count('class="differences"') == 1
