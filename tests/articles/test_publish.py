"""An editor publishes an article: once, in one click, whoever else is at it."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from selectolax.lexbor import LexborHTMLParser

from articles.models import Article
from tests.articles.conftest import address, messages

LIST = "/admin/articles/article/"


def test_what_is_on_the_screen_is_saved_and_published(desk: Client, draft: Article, opened, reader: User):
    typed = opened(draft, headline="A busy harbour", _publish="1")
    answer = desk.post(address(draft), typed, follow=True)
    assert messages(answer) == ["“A busy harbour” is published: readers find it now."]
    desk.force_login(reader)
    assert "Ships waited." in desk.get(draft.get_absolute_url()).text


def test_a_preview_is_published(desk: Client, draft: Article, editor: User):
    answer = desk.post(address(draft, "publish"), follow=True)
    assert messages(answer) == ["“A quiet harbour” is published: readers find it now."]
    draft.refresh_from_db()
    assert draft.status == "published"
    entry = LogEntry.objects.get()
    assert (entry.user, entry.object_id, entry.change_message) == (editor, str(draft.pk), "Published.")


def test_the_second_is_told_who_was_first(desk: Client, draft: Article, administrator: User):
    desk.post(address(draft, "publish"), follow=True)
    desk.force_login(administrator)
    answer = desk.post(address(draft, "publish"), follow=True)
    [said] = messages(answer)
    assert said.startswith("“A quiet harbour” was published already, by editor on ")
    assert LogEntry.objects.count() == 1


def test_a_form_opened_before_publishing_still_publishes_the_same_words(desk: Client, draft: Article, opened):
    typed = opened(draft, _publish="1")
    draft.publish()
    answer = desk.post(address(draft), typed, follow=True)
    assert messages(answer) == ["“A quiet harbour” was published already."]


@pytest.mark.django_db(transaction=True)
def test_two_editors_publish_at_once(draft: Article, editor: User, administrator: User):
    together = Barrier(2)

    def publish(person: User) -> str:
        try:
            browser = Client()
            browser.force_login(person)
            together.wait()
            answer = browser.post(address(draft, "publish"), follow=True)
            assert answer.status_code == 200
            # The page, not its context: the test client hears of every template rendered in any thread.
            return "first" if "is published: readers find it now." in answer.text else answer.text
        finally:
            connection.close()

    with ThreadPoolExecutor() as pool:
        said = list(pool.map(publish, [editor, administrator]))
    said.remove("first")
    assert "“A quiet harbour” was published already" in said[0]
    assert LogEntry.objects.filter(change_message="Published.").count() == 1


def test_several_are_published_from_the_list(desk: Client, draft: Article, publish, editor: User):
    published = publish(headline="Known")
    wordless = Article.objects.create(headline="Nothing yet", created_by=editor)
    third = Article.objects.create(headline="Third", created_by=editor)
    third.revise("<p>Words.</p>", editor)
    chosen = [article.pk for article in (draft, published, wordless, third)]
    answer = desk.post(LIST, {"action": "publish_selected", "_selected_action": chosen}, follow=True)
    assert sorted(messages(answer)) == [
        "2 articles are published: readers find them now.",
        "“Known” was published already.",
        "“Nothing yet” has no words yet and was not published.",
    ]
    wordless.refresh_from_db()
    assert wordless.status == "draft"


def test_published_words_are_shown_frozen_and_the_rest_can_be_corrected(desk: Client, publish, opened):
    article = publish("<p>Ships waited.</p>")
    page = desk.get(address(article))
    assert "Corrections come as new revisions." in page.text
    assert 'name="body"' not in page.text
    answer = desk.post(address(article), opened(article, byline="Ana Author"), follow=True)
    assert messages(answer) == ["Saved."]
    article.refresh_from_db()
    assert (article.byline, article.current.text, article.revisions.count()) == ("Ana Author", "Ships waited.", 1)


def test_words_typed_while_another_published_are_not_lost(desk: Client, draft: Article, opened):
    typed = opened(draft, body="<p>Ships waited for long.</p>")
    draft.publish()
    answer = desk.post(address(draft), typed)
    assert answer.status_code == 200
    assert "This article was published meanwhile, and its words are frozen." in answer.text
    assert "&lt;p&gt;Ships waited for long.&lt;/p&gt;" in answer.text
    draft.refresh_from_db()
    assert draft.current.text == "Ships waited.\n\nDivers looked."


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_a_link_publishes_nothing(desk: Client, draft: Article, page: str):
    assert desk.get(address(draft, page)).status_code == 405
    draft.refresh_from_db()
    assert draft.status == "draft"


@pytest.mark.parametrize("page", ["publish", "withdraw"])
def test_a_missing_article_is_not_found(desk: Client, page: str):
    assert desk.post(f"/admin/articles/article/12345/{page}/").status_code == 404


def test_staff_without_the_permission_do_not_publish(client: Client, draft: Article, moderator: User):
    client.force_login(moderator)
    assert client.post(address(draft, "publish")).status_code == 403
    draft.refresh_from_db()
    assert draft.status == "draft"


def test_details_of_a_published_article_are_saved_from_its_own_page(desk: Client, draft: Article):
    """Post what the page holds, as a browser does, not what a test knows of the form."""
    draft.publish()
    page = LexborHTMLParser(desk.get(address(draft)).text)
    typed = {
        field.attributes["name"]: field.attributes.get("value") or ""
        for field in page.css("#article_form input")
        if field.attributes.get("type") not in {"submit", "file"} and field.attributes.get("name")
    }
    answer = desk.post(address(draft), typed | {"dateline": "ROTTERDAM", "_save": "Save"}, follow=True)
    draft.refresh_from_db()
    assert (messages(answer), draft.dateline) == (["Saved."], "ROTTERDAM")
