"""What needs nothing any more is cleared from the desk."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Source
from intake.models import Arrival
from tests.articles.making import zipped
from tests.intake.conftest import ARRIVALS, at, story

Read = Callable[..., Arrival]


def test_what_is_done_goes_and_the_rest_stays(desk: Client, read: Read, put: Read) -> None:
    saved, open_still, dropped = read(), read(), read()
    refused, archive, waiting = read("empty.txt", b""), read("a.zip", zipped({"in.txt": story("In")})), put()
    desk.post(at(saved, "draft"))
    desk.post(at(dropped, "drop"))
    assert desk.post(f"{ARRIVALS}settled/").status_code == 302
    left = set(Arrival.objects.values_list("pk", flat=True))
    assert {open_still.pk, waiting.pk} <= left
    assert not left & {saved.pk, dropped.pk, refused.pk, archive.pk}
    assert Arrival.objects.get(name="a.zip/in.txt").archive is None


def test_sources_of_articles_are_kept_and_no_others(desk: Client, read: Read) -> None:
    saved, dropped = read(), read()
    desk.post(at(saved, "draft"))
    desk.post(at(dropped, "drop"))
    desk.post(f"{ARRIVALS}settled/")
    assert Source.objects.get() == saved.source
    assert Article.objects.get().current.source == saved.source


def test_nobody_clears_the_desk_of_another(desk: Client, read: Read, administrator: User) -> None:
    theirs = read(by=administrator)
    theirs.drop()
    desk.post(f"{ARRIVALS}settled/")
    assert Arrival.objects.get() == theirs
