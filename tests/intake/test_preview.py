"""What was read is shown as readers would see it, and what was left out below it."""

from collections.abc import Callable

from django.test import Client

from articles.models import Article
from intake.models import Arrival
from tests.intake import making
from tests.intake.conftest import at

Read = Callable[..., Arrival]


def test_nothing_is_saved(desk: Client, read: Read) -> None:
    page = desk.get(at(read("ferry.txt", making.FERRY.encode()))).text
    assert "Ferry to the islands sails again</h1>" in page
    assert "Forty people stood in the rain" in page
    assert "Nothing is saved yet." in page
    assert 'id="left-out"' not in page
    assert not Article.objects.exists()


def test_what_was_left_out_stands_below_with_its_reason(desk: Client, read: Read) -> None:
    page = desk.get(at(read("bridge.html", making.BRIDGE.encode()))).text
    text, below = page.split('id="left-out"')
    assert "Subscribe to our newsletter" not in text
    assert "Subscribe to our newsletter" in below
    assert "Probably not part of the article" in below


def test_terms_of_use_stand_below_the_text(desk: Client, read: Read) -> None:
    page = desk.get(at(read("item.json", making.ninjs(usageterms="<b>No</b> print.")))).text
    assert "Terms of use: <bdi>&lt;b&gt;No&lt;/b&gt; print.</bdi>" in page


def test_readers_see_terms_of_use_and_the_text_is_as_it_was(desk: Client, read: Read) -> None:
    desk.post(at(read("item.json", making.ninjs(embargoed=None)), "draft"))
    article = Article.objects.get()
    article.publish()
    page = desk.get(article.get_absolute_url()).text
    assert "Terms of use: <bdi>Not for use in print.</bdi>" in page
    assert article.current
    assert article.current.body in page
    assert "print" not in article.current.text


def test_a_saved_file_shows_its_article(desk: Client, read: Read) -> None:
    arrival = read()
    desk.post(at(arrival, "draft"))
    assert desk.get(at(arrival)).headers["Location"].endswith(f"/{Article.objects.get().pk}/preview/")


def test_what_was_not_read_is_not_found(desk: Client, put: Read, read: Read) -> None:
    refused, waiting = read("empty.txt", b""), put()
    assert [desk.get(at(arrival)).status_code for arrival in (refused, waiting)] == [404, 404]
