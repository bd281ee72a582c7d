"""The same file, the same words and wire copy are noticed, among articles and on the desk."""

from collections.abc import Callable

from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article
from intake.models import Arrival
from tests.intake import making
from tests.intake.conftest import ADD, SCRIPT, at

Read = Callable[..., Arrival]
FERRY = making.FERRY.encode()
COPY = making.FERRY.replace("Ferry to the islands sails again", "Islands have their ferry back").encode()


def test_the_same_file_on_the_desk(desk: Client, read: Read) -> None:
    first, second = read("ferry.txt", FERRY), read("ferry copy.txt", FERRY)
    page = desk.get(ADD).text
    assert "The same file:" in page
    assert f'<a href="#arrival-{first.pk}"><bdi>ferry.txt</bdi></a>' in page
    compare = f"{at(second)}likeness/{first.pk}/"
    assert f'href="{compare}"' in page
    compared = desk.get(compare)
    assert compared.status_code == 200
    assert "The words of both are the same." in compared.text


def test_the_same_file_in_an_article(desk: Client, read: Read) -> None:
    desk.post(at(read("ferry.txt", FERRY), "draft"))
    article = Article.objects.get()
    again = read("ferry copy.txt", FERRY)
    page = desk.get(ADD).text
    assert f'The same file:\n  <a href="/admin/articles/article/{article.pk}/change/">' in page
    compare = f"/admin/articles/article/sources/{again.source_id}/likeness/{article.pk}/"
    assert f'href="{compare}"' in page
    assert desk.get(compare).status_code == 200


def test_the_same_words_in_another_file(desk: Client, read: Read) -> None:
    read("ferry.txt", FERRY)
    read("ferry again.txt", FERRY.replace(b"\n", b"\r\n"))
    assert "The same words:" in desk.get(ADD).text


def test_much_the_same_under_another_headline(desk: Client, read: Read) -> None:
    read("ferry.txt", FERRY)
    other = read("islands.txt", COPY.replace(b"Forty people", b"Fifty people"))
    (like,) = other.seen
    assert like["how"] == "alike"
    assert f"Much alike ({like['percent']} %):" in desk.get(ADD).text


def test_another_story_is_like_none(read: Read) -> None:
    read("ferry.txt", FERRY)
    assert read("choir.eml", making.letter()).seen == []


def test_a_file_that_was_cleared_away_is_not_named_any_more(desk: Client, read: Read) -> None:
    read("ferry.txt", FERRY).delete()
    read("ferry copy.txt", FERRY)
    assert "The same file" not in desk.get(ADD).text
    gone = read("ferry third.txt", FERRY)
    Arrival.objects.exclude(pk=gone.pk).delete()
    assert "The same file" not in desk.get(ADD).text


def test_the_desk_of_another_is_neither_named_nor_compared(desk: Client, read: Read, administrator: User) -> None:
    theirs = read("ferry.txt", FERRY, by=administrator)
    mine = read("ferry copy.txt", FERRY)
    assert mine.seen == []
    assert desk.get(f"{at(mine)}likeness/{theirs.pk}/", headers=SCRIPT).status_code == 404


def test_what_was_not_read_cannot_be_compared(desk: Client, read: Read, put: Read) -> None:
    mine, waiting = read(), put()
    assert desk.get(f"{at(mine)}likeness/{waiting.pk}/").status_code == 404
