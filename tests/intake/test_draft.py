"""One click saves what was read as a draft, once however often it is pressed."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article, Source
from intake.models import Arrival
from tests.articles.test_bring_in import posted
from tests.intake import making
from tests.intake.conftest import ADD, ARRIVALS, SCRIPT, at, story, told

Read = Callable[..., Arrival]


def test_a_row_becomes_a_draft_and_leads_to_it(desk: Client, read: Read, editor: User) -> None:
    arrival = read("choir.eml", making.letter())
    answer = desk.post(at(arrival, "draft"), headers=SCRIPT)
    article = Article.objects.get()
    assert (article.headline, article.byline, article.status) == ("Choir sings among trains", "Ben Writer", "draft")
    assert (article.published_on, article.created_by) == (date(2024, 3, 3), editor)
    assert article.current.source == arrival.source
    assert 'data-state="saved"' in answer.text
    assert f'<a href="/admin/articles/article/{article.pk}/change/">Open the article' in answer.text


def test_without_a_script_she_comes_back_to_her_desk(desk: Client, read: Read) -> None:
    answer = desk.post(at(read(), "draft"))
    assert (answer.status_code, answer.headers["Location"]) == (302, ADD)
    assert Article.objects.count() == 1


def test_without_a_headline_the_file_gives_its_name(desk: Client, read: Read) -> None:
    words = making.SCHOOL[0]
    desk.post(at(read("harbour school.html", f"<p>{words}</p><p>{words}</p>".encode()), "draft"))
    assert Article.objects.get().headline == "harbour school"


def test_what_the_sender_says_of_time_and_terms_is_kept(desk: Client, read: Read) -> None:
    desk.post(at(read("item.json", making.ninjs(expires="2099-02-01T00:00:00Z")), "draft"))
    article = Article.objects.get()
    assert article.embargoed_until
    assert article.embargoed_until.isoformat() == "2099-01-01T06:00:00+00:00"
    assert article.expires_at
    assert article.expires_at.isoformat() == "2099-02-01T00:00:00+00:00"
    assert article.usage_terms == "Not for use in print."


def test_twice_makes_one_article(desk: Client, read: Read) -> None:
    arrival = read()
    for _ in range(2):
        assert desk.post(at(arrival, "draft"), headers=SCRIPT).status_code == 200
    assert Article.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_at_the_same_moment_makes_one_article(
    read: Read, editor: User, at_once: Callable[..., list[Any]], browser_of: Callable[[User], Client]
) -> None:
    arrival = read()
    windows = [browser_of(editor) for _ in range(4)]
    presses = [
        lambda window=window: window.post(at(arrival, "draft"), headers=SCRIPT).status_code for window in windows
    ]
    assert at_once(*presses) == [200] * 4
    assert Article.objects.count() == 1


def test_what_was_corrected_in_the_form_stands_as_saved(desk: Client, read: Read) -> None:
    arrival = read()
    address = f"{ADD}?source={arrival.source_id}"
    form = desk.get(address).context["adminform"].form
    desk.post(address, posted(form, headline="Corrected by hand"))
    page = desk.get(ADD).text
    assert 'data-state="saved"' in page
    assert "Corrected by hand" in page
    assert desk.post(at(arrival, "draft"), headers=SCRIPT).status_code == 200
    assert Article.objects.count() == 1


def test_the_form_of_a_saved_file_leads_to_its_article(desk: Client, read: Read) -> None:
    arrival = read()
    address = f"{ADD}?source={arrival.source_id}"
    form = desk.get(address).context["adminform"].form
    desk.post(at(arrival, "draft"))
    answer = desk.post(address, posted(form, headline="Typed too late"))
    assert answer.status_code == 200
    assert "This was saved as an article already:" in answer.text
    assert f'<a href="/admin/articles/article/{Article.objects.get().pk}/change/">' in answer.text
    assert 'value="Typed too late"' in answer.text
    assert "The same file was brought in before:" in desk.get(address).text


@pytest.mark.parametrize("state", ["waiting", "refused", "dropped"])
def test_what_was_not_read_makes_none(desk: Client, put: Read, read: Read, state: str) -> None:
    arrival = put() if state == "waiting" else read("empty.txt", b"") if state == "refused" else read()
    if state == "dropped":
        arrival.drop()
    answer = desk.post(at(arrival, "draft"), headers=SCRIPT)
    assert f'data-state="{state}"' in answer.text
    assert not Article.objects.exists()


def test_several_at_once(desk: Client, read: Read) -> None:
    chosen = [read(data=story(f"Number {number}")) for number in range(3)]
    answer = desk.post(f"{ARRIVALS}selected/", {"verb": "draft", "arrival": [c.pk for c in chosen[:2]]}, follow=True)
    assert told(answer) == ["2 drafts saved."]
    assert Source.objects.filter(revisions=None).count() == 1
