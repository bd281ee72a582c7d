"""An editor corrects a draft and saves it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import Permission, User
from django.db import connection
from django.test import Client

from articles.models import Article, Source
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


def test_a_long_text_is_sent_without_swelling(desk: Client, draft: Article):
    assert '<form enctype="multipart/form-data"' in desk.get(address(draft)).text


def test_saving_what_was_not_changed_makes_no_revision(desk: Client, draft: Article, opened):
    desk.post(address(draft), opened(draft))
    assert draft.revisions.count() == 1


def test_scripts_and_handlers_are_not_kept(desk: Client, draft: Article, opened):
    body = '<p onclick="steal()">Ships <script>steal()</script><a href="javascript:steal()">came</a>.</p><iframe>'
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


def test_the_second_of_two_editors_is_told_and_keeps_what_she_typed(
    desk: Client, draft: Article, opened, administrator: User
):
    typed = opened(draft, headline="Mine", body="<p>My words.</p>")
    theirs = opened(draft, headline="Theirs", body="<p>Their words.</p>")
    desk.force_login(administrator)
    desk.post(address(draft), theirs)
    answer = desk.post(address(draft), typed)
    form = answer.context["adminform"].form
    [sentence] = form.non_field_errors()
    assert sentence.startswith("administrator saved this article on ")
    assert (form["headline"].value(), form["body"].value()) == ("Mine", "<p>My words.</p>")
    draft.refresh_from_db()
    assert (draft.headline, draft.current.text) == ("Theirs", "Their words.")

    again = desk.post(address(draft), typed | {"seen": form["seen"].value()})
    assert again.status_code == 302
    draft.refresh_from_db()
    assert (draft.headline, draft.current.text) == ("Mine", "My words.")
    assert draft.revisions.get(number=2).text == "Their words."


def test_a_change_of_details_alone_is_noticed_too(desk: Client, draft: Article, opened):
    typed = opened(draft, byline="Mine")
    desk.post(address(draft), opened(draft, outlet="Theirs"))
    answer = desk.post(address(draft), typed)
    assert answer.context["adminform"].form.has_error("__all__", "outdated")
    draft.refresh_from_db()
    assert (draft.outlet, draft.byline) == ("Theirs", "")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_save_at_once_one_is_told(desk: Client, draft: Article, opened, editor: User):
    together = Barrier(2)

    def save(words: str) -> int:
        try:
            browser = Client()
            browser.force_login(editor)
            posted = typed | {"body": f"<p>{words}</p>"}
            together.wait()
            return browser.post(address(draft), posted).status_code
        finally:
            connection.close()

    typed = opened(draft)
    with ThreadPoolExecutor() as pool:
        codes = sorted(pool.map(save, ["One.", "Two."]))
    assert codes == [200, 302]
    assert draft.revisions.count() == 2


def test_the_page_shows_source_history_and_wordings(desk: Client, editor: User):
    source = Source.objects.create(name="story.txt", data=b"Ships waited.", uploaded_by=editor)
    draft = Article.objects.create(headline="A quiet harbour", created_by=editor)
    draft.revise("<p>Ships waited.</p>", editor, source=source)
    page = desk.get(address(draft)).text
    assert source.sha256 in page
    assert f"/admin/articles/article/sources/{source.pk}/" in page
    assert address(draft, "preview/1") in page


def test_staff_without_the_permission_see_no_form(client: Client, draft: Article, moderator: User):
    client.force_login(moderator)
    assert client.get(address(draft)).status_code == 403
    assert client.post(address(draft), {"headline": "Mine"}).status_code == 403


def test_those_who_may_only_look_see_the_words_but_no_form(client: Client, draft: Article, moderator: User):
    moderator.user_permissions.add(Permission.objects.get(codename="view_article"))
    client.force_login(moderator)
    page = client.get(address(draft)).text
    assert "Ships waited." in page
    assert "<textarea" not in page
    assert 'name="_save"' not in page
