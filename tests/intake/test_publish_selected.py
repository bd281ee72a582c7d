"""What was chosen is published at once, save for what its sender withholds."""

from collections.abc import Callable

from django.contrib.auth.models import Permission, User
from django.test import Client

from articles.models import Article
from intake.models import Arrival
from tests.intake import making
from tests.intake.conftest import ARRIVALS, at, story, told

Read = Callable[..., Arrival]


def publish(desk: Client, *chosen: Arrival):
    return desk.post(f"{ARRIVALS}selected/", {"verb": "publish", "arrival": [one.pk for one in chosen]}, follow=True)


def test_the_chosen_are_published_and_no_other(desk: Client, read: Read, reader: User) -> None:
    chosen = [read(data=story("One of them")), read(data=story("Another"))]
    read(data=story("Not this"))
    answer = publish(desk, *chosen)
    assert told(answer) == ["2 articles are published: readers find them now."]
    assert set(Article.objects.published().values_list("headline", flat=True)) == {"One of them", "Another"}
    desk.force_login(reader)
    assert "One of them" in desk.get("/").text


def test_a_draft_that_was_saved_before_is_published_too(desk: Client, read: Read) -> None:
    arrival = read()
    desk.post(at(arrival, "draft"))
    publish(desk, arrival)
    assert Article.objects.published().count() == Article.objects.count() == 1


def test_what_is_withheld_is_saved_and_said(desk: Client, read: Read) -> None:
    answer = publish(desk, read("item.json", making.ninjs(pubstatus="withheld")))
    (said,) = told(answer)
    assert said.startswith("“Museum to show a ship” was saved as a draft and not published: its sender says")
    assert Article.objects.get().status == "draft"


def test_an_embargo_is_kept_and_said(desk: Client, read: Read) -> None:
    (said,) = told(publish(desk, read("item.json", making.ninjs())))
    assert said.startswith("“Museum to show a ship” is published under an embargo: readers find it from Jan. 1, 2099")
    assert not Article.objects.published().exists()


def test_what_was_not_read_is_left_and_said(desk: Client, read: Read) -> None:
    answer = publish(desk, read("empty.txt", b""))
    assert told(answer) == ["1 file was not read and is left as it is."]
    assert not Article.objects.exists()


def test_who_may_only_add_publishes_nothing(client: Client, read: Read, reader: User) -> None:
    reader.is_staff = True
    reader.save()
    reader.user_permissions.add(Permission.objects.get(codename="add_article"))
    client.force_login(reader)
    arrival = read(by=reader)
    chosen = {"verb": "publish", "arrival": arrival.pk}
    assert client.post(f"{ARRIVALS}selected/", chosen).status_code == 403
    assert not Article.objects.exists()
    assert "Publish the chosen" not in client.get("/admin/articles/article/add/").text
