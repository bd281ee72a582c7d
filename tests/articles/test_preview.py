"""Staff see an article as readers will, before they do."""

from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from tests.articles.conftest import address


def test_she_sees_what_readers_will(desk: Client, draft: Article):
    page = desk.get(address(draft, "preview")).text
    assert draft.current.body in page
    assert "Only staff see this." in page
    assert f'action="{address(draft, "publish")}"' in page


def test_save_and_preview_shows_what_was_typed(desk: Client, draft: Article, opened):
    answer = desk.post(address(draft), opened(draft, body="<p>Ships came.</p>", _preview="1"), follow=True)
    assert answer.redirect_chain == [(address(draft, "preview"), 302)]
    assert "Ships came." in answer.text


def test_an_earlier_wording_can_be_looked_at(desk: Client, draft: Article, editor: User):
    draft.revise("<p>Ships came.</p>", editor, seen=1)
    page = desk.get(address(draft, "preview/1")).text
    assert "Ships waited." in page
    assert "Revision 1, an earlier wording." in page
    assert f'action="{address(draft, "publish")}"' not in page
    assert desk.get(address(draft, "preview/3")).status_code == 404


def test_a_published_article_offers_no_publishing(desk: Client, publish):
    article = publish()
    page = desk.get(address(article, "preview")).text
    assert "This is what readers see now." in page
    assert address(article, "publish") not in page


def test_readers_are_asked_to_sign_in_as_staff(client: Client, draft: Article, reader: User):
    client.force_login(reader)
    answer = client.get(address(draft, "preview"))
    assert answer.headers["Location"].startswith("/admin/login/")


def test_staff_without_the_permission_see_no_drafts(client: Client, draft: Article, moderator: User):
    client.force_login(moderator)
    assert client.get(address(draft, "preview")).status_code == 403


def test_a_missing_article_is_not_found(desk: Client):
    assert desk.get("/admin/articles/article/12345/preview/").status_code == 404
