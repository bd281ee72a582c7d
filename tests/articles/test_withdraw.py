"""An editor withdraws an article: readers no longer find it, and nothing is lost."""

from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from tests.articles.conftest import address, messages


def test_readers_no_longer_find_it(desk: Client, publish, annotate, reader: User, other_reader: User):
    article = publish("<p>Ships waited.</p>", headline="A quiet harbour")
    annotate(reader, article, "Ships")
    annotate(other_reader, article, "waited")
    annotate(reader, article, "waited", visibility="private")
    answer = desk.post(address(article, "withdraw"), follow=True)
    assert messages(answer) == [
        "“A quiet harbour” is withdrawn: readers no longer find it.",
        "2 shared annotations are out of sight with that. Nothing is deleted.",
    ]
    assert LogEntry.objects.get().change_message == "Withdrawn."
    assert article.annotations.count() == 3
    desk.force_login(reader)
    assert desk.get(article.get_absolute_url()).status_code == 404


def test_the_button_says_beforehand_what_goes_with_it(desk: Client, publish, annotate, reader: User):
    article = publish("<p>Ships waited.</p>")
    annotate(reader, article, "Ships")
    annotate(reader, article, "waited", visibility="private")
    assert "1 shared annotation goes out of sight with it." in desk.get(address(article)).text


def test_it_is_published_again_with_all_it_had(desk: Client, publish, annotate, reader: User, opened):
    article = publish("<p>Ships waited.</p>", headline="A quiet harbour")
    annotate(reader, article, "Ships")
    desk.post(address(article, "withdraw"))
    assert "Publish again" in desk.get(address(article)).text
    answer = desk.post(address(article), opened(article, _publish="1"), follow=True)
    assert messages(answer) == ["“A quiet harbour” is published: readers find it now."]
    assert article.annotations.visible_to(reader).count() == 1


def test_several_are_withdrawn_from_the_list(desk: Client, publish, draft: Article):
    chosen = [publish(headline="One").pk, publish(headline="Two").pk, draft.pk]
    posted = {"action": "withdraw_selected", "_selected_action": chosen}
    answer = desk.post("/admin/articles/article/", posted, follow=True)
    assert sorted(messages(answer)) == [
        "2 articles are withdrawn: readers no longer find them.",
        "“A quiet harbour” was not published, so there was nothing to withdraw.",
    ]
    assert Article.objects.published().count() == 0


def test_nobody_deletes_an_article(desk: Client, draft: Article, administrator: User):
    desk.force_login(administrator)
    assert desk.post(address(draft, "delete"), {"post": "yes"}).status_code == 403
    assert "delete_selected" not in desk.get("/admin/articles/article/").text
    assert Article.objects.filter(pk=draft.pk).exists()


def test_staff_without_the_permission_do_not_withdraw(client: Client, publish, moderator: User):
    article = publish()
    client.force_login(moderator)
    assert client.post(address(article, "withdraw")).status_code == 403
    article.refresh_from_db()
    assert article.status == "published"
