"""An editor corrects a draft and saves it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from tests.articles.conftest import address, messages


def test_she_corrects_words_and_details(desk: Client, draft: Article, opened, editor: User):
    typed = opened(
        draft, headline="A busy harbour", body="<p>Ships came.</p>", language="zh", published_on="2021-03-03"
    )
    answer = desk.post(address(draft), typed, follow=True)
    draft.refresh_from_db()
    assert messages(answer) == ["Saved."]
    assert (draft.headline, draft.language, draft.published_on.isoformat()) == ("A busy harbour", "zh", "2021-03-03")
    assert draft.current.text == "Ships came."
    assert [revision.number for revision in draft.revisions.order_by("number")] == [1, 2]
    assert LogEntry.objects.get().user == editor


def test_saving_what_was_not_changed_makes_no_revision(desk: Client, draft: Article, opened):
    desk.post(address(draft), opened(draft))
    assert draft.revisions.count() == 1


def test_scripts_and_handlers_are_not_kept(desk: Client, draft: Article, opened):
    body = '<p onclick="steal()">Ships <script>steal()</script><a href="javascript:steal()">came</a>.</p><iframe src="//x">'
    desk.post(address(draft), opened(draft, body=body))
    draft.refresh_from_db()
    assert draft.current.body == '<p data-s="0" data-n="11">Ships came.</p>'


def test_plain_words_without_tags_become_paragraphs(desk: Client, draft: Article, opened):
    desk.post(address(draft), opened(draft, body="Ships & boats < 3.\r\n\r\nDivers."))
    draft.refresh_from_db()
    assert draft.current.text == "Ships & boats < 3.\n\nDivers."


def test_100000_nested_tags_are_saved_flat(desk: Client, draft: Article, opened):
    desk.post(address(draft), opened(draft, body="<div>" * 100_000 + "Deep." + "</div>" * 100_000))
    draft.refresh_from_db()
    assert draft.current.text == "Deep."


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("headline", "", "This field is required."),
        ("headline", "x" * 301, "Ensure this value has at most 300 characters (it has 301)."),
        ("headline", "nul\x00", "Null characters are not allowed."),
        ("body", "nul\x00", "Null characters are not allowed."),
        ("body", "", "There are no words in this article yet."),
        ("body", "<p> </p><script>words</script>", "There are no words in this article yet."),
        ("language", "English, mostly", "Give the language by its code, for example en, zh, ug or pt-BR."),
        ("published_on", "yesterday", "Enter a valid date."),
        ("source_url", "javascript:steal()", "Enter a valid URL."),
    ],
)
def test_what_cannot_be_saved_is_said_and_the_rest_kept(desk: Client, draft, opened, field, value, sentence):
    answer = desk.post(address(draft), opened(draft, byline="Typed by hand", **{field: value}))
    form = answer.context["adminform"].form
    assert form.errors[field] == [sentence]
    assert form["byline"].value() == "Typed by hand"
    if field != "body":
        assert form[field].value() == value
    draft.refresh_from_db()
    assert (draft.headline, draft.byline, draft.revisions.count()) == ("A quiet harbour", "", 1)
