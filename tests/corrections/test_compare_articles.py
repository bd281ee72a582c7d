"""Two articles are compared side by side; so are what was found in a file and an article."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.models import Article, Source
from corrections.sides import Beside, Side, side_by_side
from tests.corrections.conftest import STORY, address

COPY = (
    "<p>The harbour opened on Tuesday after a long inspection, officials said.</p>"
    "<p>Nobody was in a hurry, said the harbour master.</p>"
    "<p>Fog had been seen over the outer islands since the weekend.</p>"
)


@pytest.fixture
def copy(publish: Callable[..., Article]) -> Article:
    return publish(COPY, "Harbour opens", outlet="The Gazette", byline="Ana Author", published_on=date(2024, 3, 1))


def compared(one: Article, other: Article) -> str:
    return address(one, f"likeness/{other.pk}")


def test_two_articles_side_by_side(desk: Client, story: Article, copy: Article) -> None:
    answer = desk.get(compared(story, copy))
    assert answer.status_code == 200
    page = answer.text
    assert "only here: </span>Monday<" in page
    assert "only here: </span>Tuesday<" in page
    assert f'<a href="{address(copy, "change")}">Harbour opens</a>' in page
    for detail in ("The Gazette", "Ana Author", "March 1, 2024", "A headline"):
        assert detail in page
    here, there = answer.context["likeness"].percent
    assert 40 < here < there < 80
    assert f"<strong>{here} %</strong> of these words stand in the other text." in page
    assert f"<strong>{there} %</strong> of these words stand in the other text." in page


def test_what_one_has_alone_stands_beside_what_the_other_has_there(desk: Client, story: Article, copy: Article) -> None:
    def words(side: Beside | None, name: str) -> str:
        return "".join(piece.text for piece in getattr(side.row, name)) if side else ""

    pairs = desk.get(compared(story, copy)).context["pairs"]
    assert [(words(left, "before")[:11], words(right, "after")[:11]) for left, right in pairs] == [
        ("The harbour", "The harbour"),
        ("Ships waite", ""),
        ("Nobody was ", "Nobody was "),
        ("", "Fog had bee"),
    ]
    unlike = side_by_side(Side("", story, "One a.\n\nTwo b.\n\nThree c."), Side("", copy, "Vier.\n\nFünf."))["pairs"]
    assert [(words(left, "before"), words(right, "after")) for left, right in unlike] == [
        ("One a.", "Vier."),
        ("Two b.", "Fünf."),
        ("Three c.", ""),
    ]


def test_a_paragraph_that_stands_elsewhere(desk: Client, story: Article, publish: Callable[..., Article]) -> None:
    first, *rest = STORY.split("</p>")
    moved = publish("</p>".join([*rest[:-1], first, ""]))
    page = desk.get(compared(story, moved)).text
    assert "Elsewhere in the second text:</bdi> The harbour opened" in page
    assert page.count("Elsewhere in the first text:") == page.count("Elsewhere in the second text:") == 1


def test_a_paragraph_that_was_edited_and_stands_elsewhere(
    desk: Client, story: Article, publish: Callable[..., Article]
) -> None:
    first, *rest = STORY.split("</p>")
    moved = publish("</p>".join([*rest[:-1], first.replace("Monday", "Tuesday"), ""]))
    page = desk.get(compared(story, moved)).text
    assert "Most of it elsewhere in the second text:</bdi> The harbour opened on Monday" in page
    assert "Most of it elsewhere in the first text:</bdi> The harbour opened on Tuesday" in page
    assert "Only in the" not in page


def test_the_same_words(desk: Client, story: Article, publish: Callable[..., Article]) -> None:
    page = desk.get(compared(story, publish(STORY))).text
    assert "The words of both are the same." in page
    assert page.count("<strong>100 %</strong> of these words") == 2


def test_drafts_and_withdrawn_articles_are_compared_too(
    desk: Client, story: Article, copy: Article, editor: User
) -> None:
    copy.withdraw()
    assert "Withdrawn" in desk.get(compared(story, copy)).text
    draft = Article.objects.create(headline="Draft", created_by=editor)
    assert desk.get(compared(story, draft)).status_code == 404  # it has no words yet
    draft.revise(COPY, editor)
    assert desk.get(compared(draft, copy)).status_code == 200


def test_what_was_found_in_a_file_before_it_is_saved(desk: Client, story: Article, editor: User) -> None:
    data = f"<html><title>Found</title><body><article><h1>Found</h1>{COPY}</article></body></html>".encode()
    source = Source.objects.create(name="found.html", data=data, uploaded_by=editor)
    answer = desk.get(f"/admin/articles/article/sources/{source.pk}/likeness/{story.pk}/")
    assert answer.status_code == 200
    assert "Found in found.html" in answer.text
    assert "only here: </span>Tuesday<" in answer.text
    assert Article.objects.count() == 1


def test_what_was_typed_is_shown_as_words(desk: Client, publish: Callable[..., Article]) -> None:
    one = publish("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>", "<script>alert(2)</script>", outlet="<b>x</b>")
    page = desk.get(compared(one, publish("<p>Else.</p>"))).text
    assert not [bad for bad in ("<script>alert", "<b>x") if bad in page]


@pytest.mark.parametrize("page", ["{one}/likeness/999", "999/likeness/{one}", "sources/999/likeness/{one}"])
def test_what_is_not_there(desk: Client, story: Article, page: str) -> None:
    assert desk.get(f"/admin/articles/article/{page.format(one=story.pk)}/").status_code == 404


def test_a_file_in_which_nothing_is_found_any_more(desk: Client, story: Article, editor: User) -> None:
    source = Source.objects.create(name="empty.txt", data=b"", uploaded_by=editor)
    assert desk.get(f"/admin/articles/article/sources/{source.pk}/likeness/{story.pk}/").status_code == 404


def test_for_editors_alone(client: Client, reader: User, story: Article, copy: Article) -> None:
    pages = [compared(story, copy), f"/admin/articles/article/sources/1/likeness/{story.pk}/"]
    assert [client.get(page).status_code for page in pages] == [302, 302]
    client.force_login(reader)
    assert [client.get(page).status_code for page in pages] == [302, 302]
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(looker)
    assert [client.get(page).status_code for page in pages] == [403, 403]


def test_nothing_is_posted(desk: Client, story: Article, copy: Article) -> None:
    assert desk.post(compared(story, copy)).status_code == 405
