"""Whatever somebody types, every page of search answers with a sentence, and none breaks."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from search.models import SavedSearch

NASTY = {
    "operators": "AND OR NOT - -- | * ** AND",
    "quote": '"never closed',
    "quotes": '"""""',
    "brackets": "((((((a) OR (b",
    "brackets closed": "))))",
    "long": "a" * 10_000,
    "long in Chinese": "字" * 10_000,
    "terms": " ".join(f"word{number}" for number in range(1000)),
    "fts5": 'NEAR(a b, 5) {head body}: ^a + b NOT "c" head:a',
    "tsquery": "a & b | !c <-> d:*A & (e",
    "sql": "'; DROP TABLE articles_article; --",
    "everything": "*",
    "nearly everything": "a*",
    "date": "before:2022-13-45 after:yesterday on:0000",
    "field": "colour:red theme: is:sideways",
    "control": "a\x01b\x7f\ufeff",
    "surrogate": "%ED%A0%80 a",
    "emoji": "👩‍👩‍👧 🇺🇳",
    "only signs": "?!…",
    "deep": "(" * 200 + "a" + ")" * 200,
    "percent": "100% %s %(x)s {x}",
    "markup": "<script>alert(1)</script> <mark>",
    "right to left": "\u202eabc\u202c العمال",
}
each = pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)


@pytest.fixture
def room(client: Client, reader: User, publish: Callable[..., Article]) -> Client:
    publish("<p>A word and another.</p>")
    client.force_login(reader)
    return client


@each
def test_the_pages_answer(room: Client, text: str) -> None:
    for group in ("", "articles", "notes", "themes", "nonsense"):
        answer = room.get("/search/", {"q": text, "group": group, "sort": "sideways", "page": "zero"})
        assert answer.status_code == 200
        assert "<script>alert" not in answer.content.decode()
    assert room.get("/search/suggestions/", {"q": text}).status_code == 200
    article = Article.objects.get()
    answer = room.get(f"/articles/{article.pk}/matches/", {"q": text})
    assert answer.status_code == 200
    assert all(0 <= start < end <= article.current.length for start, end in answer.json()["places"])


@each
def test_the_form_of_fields_answers(room: Client, text: str) -> None:
    for name in ("words", "theme", "before", "is"):
        answer = room.get("/search/", {"words": "", name: text}, follow=True)
        assert answer.status_code == 200


@each
def test_what_can_be_saved_can_be_run(room: Client, reader: User, text: str) -> None:
    answer = room.post("/search/saved/", {"name": text, "query": text})

    assert answer.status_code in (302, 422)
    saved = SavedSearch.objects.of(reader).first()
    assert bool(saved) == (answer.status_code == 302)
    if saved:
        assert room.get(saved.get_absolute_url()).status_code == 200
        assert room.get("/search/saved/").status_code == 200


@each
@pytest.mark.parametrize("table", ["articles/article", "annotations/annotation", "annotations/theme"])
def test_lists_of_the_admin_answer(administrator: User, client: Client, text: str, table: str) -> None:
    client.force_login(administrator)

    assert client.get(f"/admin/{table}/", {"q": text}).status_code in (200, 302)


@pytest.mark.parametrize("where", ["/search/?q=%00", "/search/suggestions/?q=a%00b", "/articles/1/matches/?q=%00"])
def test_nul_in_an_address_is_refused(room: Client, where: str) -> None:
    assert room.get(where).status_code == 400


@pytest.mark.parametrize("where", ["/search/?q=%FF%FE", "/search/?q=%ED%A0%80", "/search/?group=%ED%A0%80&q=a"])
def test_bytes_that_are_no_text_are_taken(room: Client, where: str) -> None:
    assert room.get(where).status_code == 200
