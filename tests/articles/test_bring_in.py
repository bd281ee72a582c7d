"""An editor brings in a story: a file or pasted text becomes a proposal that she corrects."""

import hashlib
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client

from articles.models import Article, Source
from tests.articles.conftest import WIRE

ADD = "/admin/articles/article/add/"


def upload(desk: Client, data: bytes, name: str = "story.txt") -> HttpResponse:
    return desk.post(ADD, {"file": SimpleUploadedFile(name, data)})


def proposed(desk: Client, answer: HttpResponse) -> Any:
    return desk.get(answer.headers["Location"]).context["adminform"].form


def posted(form: Any, **changes: Any) -> dict[str, Any]:
    held = {field.name: field.value() or "" for field in form if field.name != "keep"}
    return held | {"_save": "Save"} | changes


def test_an_uploaded_file_becomes_a_proposal(desk: Client, editor: User):
    answer = upload(desk, WIRE.encode())
    source = Source.objects.get()
    assert answer.headers["Location"] == f"{ADD}?source={source.pk}"
    assert bytes(source.data) == WIRE.encode()
    assert source.sha256 == hashlib.sha256(WIRE.encode()).hexdigest()
    assert (source.name, source.size, source.uploaded_by) == ("story.txt", len(WIRE.encode()), editor)
    form = proposed(desk, answer)
    assert (form["dateline"].value(), form["agency"].value()) == ("PORT EXAMPLE", "Reuters")
    body = form["body"].value()
    assert "<figcaption>FILE PHOTO: Two cranes stand over a quiet harbour" in body
    assert "The harbour opened on Monday after a “long and careful” inspection, officials said.</p>" in body


def test_the_proposal_is_saved_as_a_draft_with_its_source(desk: Client, editor: User):
    answer = upload(desk, WIRE.encode())
    form = proposed(desk, answer)
    saved = desk.post(answer.headers["Location"], posted(form, headline="A quiet harbour"))
    article = Article.objects.get()
    assert saved.headers["Location"] == f"/admin/articles/article/{article.pk}/change/"
    assert (article.headline, article.status, article.created_by) == ("A quiet harbour", "draft", editor)
    assert article.current.source == Source.objects.get()
    assert article.current.text.endswith("“Nobody was in a hurry,” said the harbour master.")


@pytest.mark.parametrize(
    ("pasted", "name"),
    [(WIRE, "pasted.txt"), ("<h1>A quiet harbour</h1><p>Ships waited for three days.</p>", "pasted.html")],
)
def test_pasted_text_becomes_a_proposal(desk: Client, pasted: str, name: str):
    answer = desk.post(ADD, {"pasted": pasted})
    source = Source.objects.get()
    assert source.name == name
    assert "Ships waited" in proposed(desk, answer)["body"].value()


def test_she_may_start_empty(desk: Client):
    form = desk.get(ADD, {"source": ""}).context["adminform"].form
    assert desk.post(f"{ADD}?source=", posted(form, headline="New", body="<p>Words.</p>")).status_code == 302
    assert Article.objects.get().current.source is None


CLOSING = WIRE + "\nSubscribe to our newsletter and follow us on Twitter for more stories like this.\n"


def test_what_is_left_out_is_shown_and_kept_with_one_tick(desk: Client):
    answer = upload(desk, CLOSING.encode())
    page = desk.get(answer.headers["Location"])
    form = page.context["adminform"].form
    assert "Probably not part of the article" in page.text
    assert "Subscribe to our newsletter" in form.pieces[0]["body"]
    assert "Subscribe" not in form["body"].value()
    desk.post(answer.headers["Location"], posted(form, headline="Without"))
    again = upload(desk, CLOSING.encode())
    desk.post(again.headers["Location"], posted(form, headline="With", keep=["0"]))
    without, kept = (Article.objects.get(headline=headline).current.text for headline in ("Without", "With"))
    assert "Subscribe" not in without
    assert kept.split("\n\n")[-1].startswith("Subscribe to our newsletter")


def test_a_tick_is_remembered_when_something_else_is_wrong(desk: Client):
    answer = upload(desk, CLOSING.encode())
    form = proposed(desk, answer)
    again = desk.post(answer.headers["Location"], posted(form, headline="", keep=["0"]))
    assert again.context["adminform"].form.pieces[0]["ticked"]


def test_the_same_file_again_is_said_and_allowed(desk: Client):
    answer = upload(desk, WIRE.encode())
    desk.post(answer.headers["Location"], posted(proposed(desk, answer), headline="The first one"))
    article = Article.objects.get()
    again = desk.get(upload(desk, WIRE.encode(), "renamed.txt").headers["Location"])
    assert "The same file was brought in before:" in again.text
    assert f'<a href="/admin/articles/article/{article.pk}/change/">The first one</a>' in again.text


def test_the_original_bytes_are_handed_out_as_a_file(desk: Client):
    data = b"<html><body><h1>Harbour</h1><p>Ships waited for three days.</p><script>alert(1)</script></body></html>"
    upload(desk, data, "story.html")
    answer = desk.get(f"/admin/articles/article/sources/{Source.objects.get().pk}/")
    assert answer.getvalue() == data
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="story.html"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_scripts_in_a_file_reach_neither_form_nor_article(desk: Client):
    data = (
        b"<article><h1>Harbour</h1><p onclick='x()'>Ships waited for three days.<script>steal()</script></p></article>"
    )
    answer = upload(desk, data, "story.html")
    page = desk.get(answer.headers["Location"])
    assert "steal()" not in page.text
    assert "onclick" not in page.text


# Refusals: the page comes again with a sentence, and nothing is kept.


def refused(desk: Client, posted: dict[str, Any]) -> str:
    answer = desk.post(ADD, posted)
    assert answer.status_code == 422
    assert Source.objects.count() == 0
    errors = answer.context["form"].errors
    return " ".join(sentence for sentences in errors.values() for sentence in sentences)


@pytest.mark.parametrize("data", [b"", b" \n\t ", b"\xef\xbb\xbf"])
def test_an_empty_file_is_refused(desk: Client, data: bytes):
    assert refused(desk, {"file": SimpleUploadedFile("story.txt", data)}) == "There is no text in this file."


@pytest.mark.parametrize(
    "data", [b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20, b"PK\x03\x04" + bytes(500), b"\0" * 500]
)
def test_a_binary_renamed_txt_is_refused(desk: Client, data: bytes):
    assert refused(desk, {"file": SimpleUploadedFile("story.txt", data)})


def test_nothing_at_all_is_refused(desk: Client):
    assert refused(desk, {}) == "Choose a file, or paste the text of an article."


def test_a_file_and_text_at_once_are_refused_and_the_text_kept(desk: Client):
    both = {"file": SimpleUploadedFile("story.txt", WIRE.encode()), "pasted": "Also this"}
    assert refused(desk, both) == "Choose a file or paste text, not both."
    both["file"].seek(0)
    assert desk.post(ADD, both).context["form"]["pasted"].value() == "Also this"


def test_pasted_text_with_nul_is_refused_and_kept(desk: Client):
    assert refused(desk, {"pasted": "Ships\x00 waited."}) == "Null characters are not allowed."


@pytest.mark.parametrize("given", ["file", "pasted"])
def test_too_much_is_refused(desk: Client, settings, given: str):
    settings.MAX_UPLOAD_MB = 1
    text = "Ships waited. " * 80_000
    value = SimpleUploadedFile("story.txt", text.encode()) if given == "file" else text
    assert refused(desk, {given: value}) == "This is too large: at most 1 MB can be brought in."


def test_a_request_larger_than_any_upload_is_refused_unread(desk: Client, settings):
    settings.MAX_REQUEST_BYTES = 1000
    assert upload(desk, b"x" * 2000).status_code == 413
    assert Source.objects.count() == 0


def test_a_long_file_name_is_shortened(desk: Client):
    upload(desk, WIRE.encode(), "x" * 300 + ".txt")
    assert Source.objects.get().name == "x" * 251 + ".txt"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (WIRE.encode("utf-16"), "“long and careful”"),
        (WIRE.encode("cp1252"), "“long and careful”"),
        (WIRE.encode("utf-8-sig"), "“long and careful”"),
        (WIRE.encode() + b"\nAn odd byte: \xff here.\n", "“long and careful”"),
    ],
)
def test_other_and_mixed_encodings_are_read(desk: Client, data: bytes, words: str):
    assert words in proposed(desk, upload(desk, data))["body"].value()


def test_100000_nested_tags_are_refused(desk: Client):
    data = b"<html><body>" + b"<div>" * 100_000 + b"<p>Ships waited for three days.</p>"
    assert "nested" in refused(desk, {"file": SimpleUploadedFile("story.html", data)})


@pytest.mark.parametrize("source", ["12345", "x", "9" * 30, "9" * 5000])
def test_a_missing_source_is_not_found(desk: Client, source: str):
    assert desk.get(ADD, {"source": source}).status_code == 404


def test_signed_out_people_bring_in_nothing(client: Client, db: None):
    assert client.post(ADD, {"pasted": WIRE}).status_code == 302
    assert Source.objects.count() == 0


def test_staff_without_the_permission_bring_in_nothing(client: Client, moderator: User, editor: User):
    source = Source.objects.create(name="story.txt", data=b"Ships", uploaded_by=editor)
    client.force_login(moderator)
    assert client.get(ADD).status_code == 403
    assert client.post(ADD, {"pasted": WIRE}).status_code == 403
    assert client.get(f"{ADD}?source={source.pk}").status_code == 403
    assert client.get(f"/admin/articles/article/sources/{source.pk}/").status_code == 403
