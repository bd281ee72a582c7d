"""What cannot be a correction is said in a sentence, what was typed is kept, and nothing is saved."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Permission, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, Revision, Source
from tests.corrections.conftest import CHANGED, STORY, address, held, messages

Post = Callable[..., HttpResponse]
Opened = Callable[..., dict[str, Any]]
UNCHANGED = "Nothing was changed: these are the words and the markup that the article has now."


def refused(answer: HttpResponse, article: Article, field: str) -> list[str]:
    """What the page says about a field, after looking that nothing was saved."""
    assert answer.status_code == 422
    assert "Save the correction" not in answer.text
    assert article.revisions.count() == 1
    return [str(error) for error in answer.context["form"].errors[field]]


@pytest.mark.parametrize(
    "body",
    [STORY, STORY.replace("</p>", "</p>\n\n  "), STORY.replace(" ", "\r\n"), f"{STORY}<p> </p><script>x()</script>"],
)
def test_nothing_changed(story: Article, review: Post, body: str) -> None:
    answer = review(story, body, reason="Why not.")
    (sentence,) = refused(answer, story, "body")
    assert sentence.startswith(UNCHANGED)
    assert held(answer)["reason"] == "Why not."


def test_another_form_of_the_same_letters_is_nothing_changed(publish: Callable[..., Article], review: Post) -> None:
    article = publish("<p>Un café à la crème.</p>")
    (sentence,) = refused(review(article, "<p>Un cafe\u0301 a\u0300 la cre\u0300me.</p>"), article, "body")
    assert sentence.startswith(UNCHANGED)


@pytest.mark.parametrize("body", ["", "  ", "<p> </p>", "<script>words</script>"])
def test_an_emptied_text(story: Article, review: Post, body: str) -> None:
    (sentence,) = refused(review(story, body, reason="All wrong."), story, "body")
    assert sentence.startswith("No words would be left. To take the article from readers, withdraw it instead:")
    assert address(story, "change") in sentence


def test_no_reason_chosen(story: Article, review: Post) -> None:
    for kind in ("", "whim"):
        answer = review(story, kind=kind)
        assert refused(answer, story, "kind")
        assert held(answer)["body"] == CHANGED
    assert refused(review(story, kind=""), story, "kind") == ["Choose why the text is corrected."]


def test_too_long_a_reason(story: Article, review: Post) -> None:
    answer = review(story, reason="x" * 501)
    assert refused(answer, story, "reason") == ["Ensure this value has at most 500 characters (it has 501)."]
    assert held(answer)["reason"] == "x" * 501
    assert review(story, reason="a\r\n" * 249 + "bc").status_code == 200


def test_nul_is_refused(story: Article, review: Post) -> None:
    assert refused(review(story, "nul\x00"), story, "body") == ["Null characters are not allowed."]


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "There is no text in this file."),
        (b"\x89PNG\r\n\x1a\n" + bytes(200), ""),
        (b"%PDF-1.7 binary" + bytes(range(256)), ""),
        (b"<html><head><title>x</title></head><body><script>y()</script></body></html>", ""),
        (b"x" * (5 * 1024 * 1024 + 1), "This is too large: at most 5 MB can be brought in."),
    ],
    ids=["empty", "picture", "pdf", "no words", "too large"],
)
def test_a_file_that_gives_no_text(story: Article, review: Post, data: bytes, sentence: str) -> None:
    answer = review(story, STORY, reason="A new version.", file=SimpleUploadedFile("new.txt", data))
    (said,) = refused(answer, story, "file")
    assert len(said) > 20
    assert sentence in said or not sentence
    assert (held(answer)["body"], held(answer)["reason"]) == (STORY, "A new version.")
    assert Source.objects.count() == 0


def test_a_file_that_is_the_text_of_today(story: Article, review: Post) -> None:
    answer = review(story, STORY, file=SimpleUploadedFile("same.html", f"<article>{STORY}</article>".encode()))
    (sentence,) = refused(answer, story, "body")
    assert sentence.startswith(UNCHANGED)


def test_a_file_and_typed_words_at_once(story: Article, review: Post, desk: Client) -> None:
    file = SimpleUploadedFile("new.txt", b"Another text.\n\nOf two paragraphs.")
    answer = review(story, CHANGED, file=file)
    (sentence,) = refused(answer, story, "file")
    assert sentence.startswith("You changed the text and chose a file as well.")
    assert held(answer)["body"] == CHANGED
    file.seek(0)
    again = desk.post(address(story), held(answer) | {"file": file, "_review": "1"})
    assert again.status_code == 200
    assert "Another text." in held(again)["body"]


def test_a_source_of_another_article_is_not_taken(story: Article, administrator: User, review: Post) -> None:
    theirs = Source.objects.create(name="theirs.txt", data=b"x", uploaded_by=administrator)
    assert refused(review(story, source=theirs.pk), story, "source")


def test_a_draft_is_changed_in_its_own_form(desk: Client, editor: User) -> None:
    draft = Article.objects.create(headline="A draft", created_by=editor)
    draft.revise(STORY, editor)
    answer = desk.get(address(draft), follow=True)
    assert answer.redirect_chain == [(address(draft, "change"), 302)]
    assert messages(answer) == ["This article was not published yet: its text is changed here."]
    assert address(draft) not in answer.text


@pytest.mark.parametrize("page", ["correct", "compare"])
def test_who_may_not_change_articles_may_not_correct_them(
    client: Client, story: Article, moderator: User, reader: User, page: str
) -> None:
    moderator.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(moderator)
    assert client.get(address(story, page)).status_code == 403
    assert client.post(address(story, page), {"body": CHANGED, "kind": "fact", "seen": 1}).status_code == 403
    assert "/correct/" not in client.get(address(story, "change")).text
    client.force_login(reader)
    assert client.get(address(story, page)).status_code == 302
    client.logout()
    assert client.get(address(story, page)).status_code == 302
    assert story.revisions.count() == 1


def test_no_such_article(desk: Client, story: Article) -> None:
    assert desk.get("/admin/articles/article/999/correct/").status_code == 404
    answer = desk.post(
        "/admin/articles/article/999/correct/", {"body": "<p>My words.</p>", "reason": "Because.", "_save": "1"}
    )
    assert answer.status_code == 404
    assert "Nothing was saved. What you typed is here, to be copied." in answer.text
    assert "&lt;p&gt;My words.&lt;/p&gt;</textarea>" in answer.text
    assert "Because.</textarea>" in answer.text


def test_an_article_that_disappeared_while_it_was_saved(desk: Client, story: Article, review: Post) -> None:
    typed = held(review(story)) | {"_save": "1"}
    Article.objects.filter(pk=story.pk).update(current=None)
    Revision.objects.all().delete()
    Article.objects.all().delete()
    answer = desk.post(address(story), typed)
    assert answer.status_code == 404
    assert "four days" in answer.text


def test_other_methods_are_refused(desk: Client, story: Article) -> None:
    assert desk.put(address(story)).status_code == 405
    assert desk.post(address(story, "compare")).status_code == 405
