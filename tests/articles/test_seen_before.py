"""An editor is told where the same file, the same words or most of them were seen before."""

import random
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from articles.likeness import sketch
from articles.models import Article, Shingle
from articles.models.shingle import MOST
from articles.seen import Seen
from tests.articles.conftest import address
from tests.articles.wire_copy import SIGN_OFF, stories

ADD = "/admin/articles/article/add/"
TOLD = stories()
STORY, OTHER = TOLD["burden-of-proof"], TOLD["recruitment-debt"]
CUT = "\n\n".join(STORY.split("\n\n")[:6])

Write = Callable[..., Article]


def html(text: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in text.split("\n\n"))


@pytest.fixture
def write(editor: User) -> Write:
    """Return a function that makes a draft of a text."""

    def write(text: str, headline: str = "A headline", **fields: Any) -> Article:
        article = Article.objects.create(headline=headline, created_by=editor, **fields)
        article.revise(html(text), editor)
        return article

    return write


def brought_in(desk: Client, text: str, name: str = "story.txt") -> Any:
    """Upload a text and open the form with what was found in it."""
    return desk.get(desk.post(ADD, {"file": SimpleUploadedFile(name, text.encode())}).headers["Location"])


def seen(answer: Any) -> list[Seen]:
    return list(answer.context["seen_before"])


def test_a_copy_that_was_cut_is_noticed(desk: Client, write: Write) -> None:
    article = write(STORY, "Who proves it", outlet="The Wire", published_on=date(2024, 3, 1))
    write(OTHER)
    answer = brought_in(desk, f"Proof is wanted\n\n{CUT}")
    (found,) = seen(answer)
    assert found.article == article
    assert found.likeness.here > 0.9 > found.likeness.there
    assert "Much alike:" in answer.text
    assert f'<a href="{address(article)}">Who proves it</a>' in answer.text
    assert "The Wire" in answer.text
    assert "March 1, 2024" in answer.text
    assert f"{found.likeness.percent[0]} % of these words stand there." in answer.text
    source = answer.context["source"]
    assert f'<a href="/admin/articles/article/sources/{source.pk}/likeness/{article.pk}/"' in answer.text


def test_the_same_words_of_another_outlet(desk: Client, write: Write) -> None:
    article = write(CUT.upper())
    write(STORY)
    answer = brought_in(desk, CUT)
    first, second = seen(answer)
    assert (first.article, first.likeness.same, second.likeness.same) == (article, True, False)
    assert "The same words stand in:" in answer.text


def test_the_same_words_of_a_brief(desk: Client, write: Write) -> None:
    article = write("The harbour of Lindholm opens on Monday, its master said.")
    write("The harbour of Lindholm opens on Tuesday, its master said.")
    answer = brought_in(desk, "The harbour of Lindholm opens on Monday, its master said!")
    assert [found.article for found in seen(answer)] == [article]


def test_the_same_file_comes_first_and_once(desk: Client, write: Write) -> None:
    first = brought_in(desk, CUT)
    form = first.context["adminform"].form
    typed = {field.name: field.value() or "" for field in form if field.name != "keep"}
    desk.post(first.request["PATH_INFO"] + "?" + first.request["QUERY_STRING"], typed | {"headline": "First"})
    article, copy = Article.objects.get(), write(CUT)
    answer = brought_in(desk, CUT, "renamed.txt")
    assert [(found.article, found.same_file, found.likeness.same) for found in seen(answer)] == [
        (article, True, True),
        (copy, False, True),
    ]
    assert "The same file was brought in before:" in answer.text
    assert "The words are the same, too." in answer.text
    assert [found.same_file for found in seen(desk.get(address(article)))] == [False]


def test_it_is_said_on_the_articles_own_page_too(desk: Client, write: Write) -> None:
    whole, cut, other = write(STORY, "Whole"), write(CUT, "Cut"), write(OTHER, "Other")
    answer = desk.get(address(whole))
    (found,) = seen(answer)
    assert found.article == cut
    assert f"{found.likeness.percent[1]} % of its words stand here." in answer.text
    assert f'<a href="/admin/articles/article/{whole.pk}/likeness/{cut.pk}/">Compare' in answer.text
    answer = desk.get(address(other))
    assert seen(answer) == []
    assert "Seen elsewhere" not in answer.text


def test_what_is_withdrawn_or_a_draft_counts_too(desk: Client, write: Write) -> None:
    withdrawn, draft = write(STORY, "Withdrawn"), write(STORY, "Draft")
    withdrawn.publish()
    withdrawn.withdraw()
    answer = brought_in(desk, STORY)
    assert {found.article for found in seen(answer)} == {withdrawn, draft}
    assert "withdrawn)" in answer.text


def test_a_sketch_follows_the_draft_and_its_corrections(editor: User, write: Write) -> None:
    def sketched() -> list[int]:
        return sorted(Shingle.objects.filter(article=article).values_list("value", flat=True))

    article = write(STORY)
    assert sketched() == list(sketch(STORY))
    article.revise(html(OTHER), editor, seen=1)
    assert sketched() == list(sketch(OTHER))
    assert Article.objects.like(STORY) == []
    article.publish()
    article.correct(html(CUT), editor, seen=2, kind="update")
    assert sketched() == list(sketch(CUT))
    assert [found.article for found in Article.objects.like(CUT)] == [article]
    article.correct(html("Gone."), editor, seen=3, kind="legal")
    assert sketched() == list(sketch("Gone."))


def test_who_may_only_look_is_told_without_a_link_to_compare(client: Client, write: Write) -> None:
    looker = User.objects.create_user("looker", is_staff=True)
    looker.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(looker)
    write(STORY)
    answer = client.get(address(write(STORY)))
    assert len(seen(answer)) == 1
    assert "/likeness/" not in answer.text


def test_a_headline_is_shown_as_words(desk: Client, write: Write) -> None:
    write(STORY, "<script>alert(1)</script>")
    assert "<script>alert(1)" not in brought_in(desk, CUT).text


def test_what_was_typed_counts_when_something_else_is_wrong(desk: Client, write: Write) -> None:
    article = write(STORY)
    answer = desk.post(f"{ADD}?source=", {"headline": "", "body": html(CUT), "language": "en"})
    assert [found.article for found in seen(answer)] == [article]
    assert "/likeness/" not in answer.text


def test_a_copy_is_found_among_many_that_are_signed_off_alike(editor: User, write: Write) -> None:
    """Of words that stand everywhere only the latest articles are looked at, and they weigh little."""
    chance = random.Random(1)
    words = STORY.split()
    story = f"{' '.join(words[:60])}\n\n{SIGN_OFF}"
    article = write(story)
    for _ in range(MOST + 10):
        write(f"{' '.join(chance.sample(words, 40))}\n\n{SIGN_OFF}")
    assert [found.article for found in Article.objects.like(f"{' '.join(words[5:60])}\n\n{SIGN_OFF}")] == [article]


def test_a_page_asks_as_little_of_a_large_library(desk: Client, write: Write) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert seen(desk.get(address(article)))
        return len(queries)

    article = write(STORY)
    write(CUT)
    few = asked()
    for _ in range(20):
        write(CUT)
        write(OTHER)
    assert asked() == few
