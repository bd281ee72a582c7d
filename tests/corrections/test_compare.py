"""Any two wordings are compared side by side, with the annotations that each carried."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from annotations.models import Annotation
from articles.models import Article, Revision, Source
from tests.corrections.conftest import CHANGED, STORY, address

Annotate = Callable[..., Annotation]
Correct = Callable[..., Revision]


@pytest.fixture
def corrected(story: Article, reader: User, annotate: Annotate, correct: Correct) -> Article:
    """An article with four wordings and three annotations, one of them made on the second."""
    annotate(reader, story, "Ships waited outside for three days")
    correct(story, CHANGED, kind="fact", reason="It was four.")
    annotate(reader, Article.objects.get(pk=story.pk), "Nobody was in a hurry")
    correct(story, CHANGED.replace("Monday", "Tuesday"), kind="typo", reason="A slip.", reason_shown=False)
    correct(story, "<p>The harbour opened on Tuesday after a long inspection, officials said.</p>", kind="legal")
    story.refresh_from_db()
    return story


def test_two_wordings_side_by_side(desk: Client, corrected: Article) -> None:
    answer = desk.get(address(corrected, "compare"), {"old": 1, "new": 3})
    assert answer.status_code == 200
    page = answer.text
    assert "deleted: </span>three<" in page
    assert "inserted: </span>four<" in page
    assert "deleted: </span>Monday<" in page
    assert "A slip." in page
    assert "(these words are for staff alone)" in page
    assert '<option value="1" selected>' in page
    assert f'<a href="{address(corrected)}?from=3">Go back to this wording</a>' in page


def test_each_with_the_annotations_that_it_carried(desk: Client, corrected: Article) -> None:
    def places(old: int, new: int) -> list[tuple[str, str | None, str | None]]:
        rows = desk.get(address(corrected, "compare"), {"old": old, "new": new}).context["annotations"]
        return [
            (row.annotation.exact[:6], row.in_old and row.in_old.state, row.in_new and row.in_new.state) for row in rows
        ]

    assert places(1, 2) == [("Ships ", "exact", "changed"), ("Nobody", None, "exact")]
    assert places(2, 4) == [("Ships ", "changed", "lost"), ("Nobody", "exact", "lost")]
    assert places(4, 1) == [("Ships ", "lost", "exact"), ("Nobody", "lost", None)]
    page = desk.get(address(corrected, "compare"), {"old": 1, "new": 2}).text
    assert "<bdi>Rana Reader</bdi>" in page
    assert "Ships waited outside for four days" in page
    assert "its words were changed" in page
    assert "not made yet" in page


def test_what_is_private_or_hidden_is_counted_alone(
    desk: Client, corrected: Article, reader: User, moderator: User, annotate: Annotate
) -> None:
    annotate(reader, corrected, "officials", visibility="private", note="MINE")
    annotate(reader, corrected, "inspection").hide(moderator, "No.")
    annotate(reader, corrected, "Tuesday").delete_by_author()
    answer = desk.get(address(corrected, "compare"))
    assert len(answer.context["annotations"]) == 2
    assert "1 more is private and not shown here." in answer.text
    assert "1 more was hidden by a moderator and is not shown here." in answer.text
    assert "MINE" not in answer.text


def test_without_numbers_the_last_two(desk: Client, corrected: Article) -> None:
    context = desk.get(address(corrected, "compare")).context
    assert (context["old"].number, context["new"].number) == (3, 4)


def test_one_wording_with_itself_and_other_markup(desk: Client, story: Article, correct: Correct) -> None:
    assert "This is one and the same wording." in desk.get(address(story, "compare")).text
    correct(story, STORY.replace("three", "<b>three</b>"), kind="other")
    assert "The words are the same; only the markup differs." in desk.get(address(story, "compare")).text


@pytest.mark.parametrize("number", ["9", "0", "-1", "x", "", "9" * 30])
def test_unknown_numbers_are_not_there(desk: Client, corrected: Article, number: str) -> None:
    assert desk.get(address(corrected, "compare"), {"old": number, "new": 2}).status_code == 404
    assert desk.get(address(corrected, "compare"), {"old": 1, "new": number}).status_code == 404
    assert desk.get("/admin/articles/article/999/compare/").status_code == 404


def test_many_annotations_come_in_pages(desk: Client, story: Article, reader: User, annotate: Annotate) -> None:
    for _ in range(60):
        annotate(reader, story, "Ships")
    answer = desk.get(address(story, "compare"), {"old": 1, "new": 1, "page": 2})
    assert len(answer.context["annotations"]) == 10
    assert "Page 2 of 2" in answer.text


def test_the_list_of_wordings_says_who_when_and_why(
    desk: Client, story: Article, editor: User, correct: Correct
) -> None:
    source = Source.objects.create(name="new.txt", data=b"new", uploaded_by=editor)
    correct(story, CHANGED, kind="fact", reason="It was four.", source=source)
    page = desk.get(address(story, "change")).text
    assert "Error of fact: <bdi>It was four.</bdi>" in page
    assert f'<a href="/admin/articles/article/sources/{source.pk}/" download><bdi>new.txt</bdi></a>' in page
    assert f'<a href="{address(story, "compare")}?old=1&amp;new=2">Compare with the one before</a>' in page
    assert f'<a href="{address(story)}?from=1">Go back to this wording</a>' in page
    assert f'<a href="{address(story)}?from=2">' not in page
    assert f"{address(story, 'preview')}2/" in page


def test_many_wordings_cost_no_more_queries(
    desk: Client, story: Article, correct: Correct, django_assert_max_num_queries
) -> None:
    for number in range(5):
        correct(story, f"{STORY}<p>{number}</p>")
    with django_assert_max_num_queries(15):
        desk.get(address(story, "change"))
