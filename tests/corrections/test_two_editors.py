"""Two editors correct at once: the second sees what the first did and keeps her text."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.http import HttpResponse
from django.test import Client

from articles.models import Article
from tests.corrections.conftest import CHANGED, STORY, address, held

Post = Callable[..., HttpResponse]
FIRST = STORY.replace("Monday", "Tuesday")


def correct_as(person: User, article: Article, html: str = FIRST) -> None:
    article.refresh_from_db()
    seen = article.current.number
    article.correct(html, person, seen=seen, kind="typo", reason="A slip.", reason_shown=False)


def test_the_second_is_told_and_keeps_her_text(story: Article, administrator: User, review: Post, save: Post) -> None:
    looked = review(story, reason="It was four.")
    correct_as(administrator, story)
    answer = save(looked, story)
    assert answer.status_code == 422
    assert "administrator corrected this text on " in answer.text
    assert "Typing error: <bdi>A slip.</bdi>" in answer.text
    assert "deleted: </span>Monday<" in answer.text
    assert "inserted: </span>Tuesday<" in answer.text
    assert "Save the correction" not in answer.text
    assert (held(answer)["body"], held(answer)["reason"], held(answer)["seen"]) == (CHANGED, "It was four.", "2")

    again = save(answer, story)
    assert again.status_code == 200
    assert "inserted: </span>Monday<" in again.text, "what the first corrected would be undone, and she sees it"
    assert story.revisions.count() == 2
    save(again, story)
    story.refresh_from_db()
    assert (story.current.number, story.current.body) == (3, story.revisions.get(number=3).body)
    assert "four days" in story.current.text


def test_looking_comes_too_late_as_well(story: Article, administrator: User, opened: Post, desk: Client) -> None:
    typed = opened(story, body=CHANGED, kind="fact", _review="1")
    correct_as(administrator, story)
    answer = desk.post(address(story), typed)
    assert answer.status_code == 422
    assert "administrator corrected this text on " in answer.text
    assert desk.post(address(story), held(answer) | {"_review": "1"}).status_code == 200


def test_both_made_the_same_correction(story: Article, administrator: User, review: Post, save: Post) -> None:
    looked = review(story)
    correct_as(administrator, story, CHANGED)
    answer = save(looked, story)
    assert answer.status_code == 422
    assert "administrator corrected this text on " in answer.text
    assert "Nothing was changed" in answer.text
    assert story.revisions.count() == 2


@pytest.mark.parametrize("seen", ["", "x", "7", "-1", "9" * 30])
def test_a_number_that_was_never_seen_is_taken_for_late(story: Article, review: Post, seen: str) -> None:
    answer = review(story, seen=seen)
    assert answer.status_code == 422
    assert held(answer)["body"] == CHANGED
    assert story.revisions.count() == 1


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(
    story: Article, editor: User, administrator: User, at_once: Callable[..., list[int]]
) -> None:
    def saving(person: User, html: str) -> Callable[[], int]:
        browser = Client()
        browser.force_login(person)
        form = held(browser.get(address(story))) | {"body": html, "kind": "fact"}
        looked = held(browser.post(address(story), form | {"_review": "1"}))
        return lambda: browser.post(address(story), looked | {"_save": "1"}).status_code

    assert sorted(at_once(saving(editor, CHANGED), saving(administrator, FIRST))) == [302, 422]
    assert story.revisions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_double_click_saves_once(
    story: Article, desk: Client, editor: User, review: Post, at_once: Callable[..., list[int]]
) -> None:
    typed = held(review(story)) | {"_save": "1"}

    def press() -> int:
        browser = Client()
        browser.force_login(editor)
        return browser.post(address(story), typed).status_code

    assert at_once(press, times=2) == [302, 302]
    assert story.revisions.count() == 2
