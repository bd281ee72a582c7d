"""An editor finds articles in the list of the admin."""

from datetime import date

import pytest
from django.contrib.auth.models import User
from django.test import Client

from articles.models import Article

LIST = "/admin/articles/article/"


@pytest.fixture
def library(publish, draft: Article) -> dict[str, Article]:
    return {
        "cotton": publish(headline="Cotton fields", outlet="The Gazette", byline="Ana", published_on=date(2021, 3, 3)),
        "shirts": publish(headline="Five shirts", outlet="The Courier", language="zh", published_on=date(2022, 5, 1)),
        "harbour": draft,
    }


def found(desk: Client, **asked: str) -> list[str]:
    return [article.headline for article in desk.get(LIST, asked).context["cl"].queryset]


@pytest.mark.parametrize(
    ("asked", "headlines"),
    [
        ({}, ["Five shirts", "Cotton fields", "A quiet harbour"]),
        ({"q": "cotton"}, ["Cotton fields"]),
        ({"q": "courier"}, ["Five shirts"]),
        ({"q": "ana"}, ["Cotton fields"]),
        ({"q": "nothing like it"}, []),
        ({"status__exact": "draft"}, ["A quiet harbour"]),
        ({"outlet": "The Gazette"}, ["Cotton fields"]),
        ({"language": "zh"}, ["Five shirts"]),
        ({"published_on__year": "2021"}, ["Cotton fields"]),
    ],
)
def test_she_finds_by_words_status_outlet_language_and_date(desk: Client, library, asked, headlines):
    assert found(desk, **asked) == headlines


def test_the_number_of_queries_does_not_grow(desk: Client, publish, django_assert_num_queries):
    publish()
    desk.get(LIST)
    with django_assert_num_queries(11):
        desk.get(LIST)
    for number in range(20):
        publish(headline=f"Number {number}")
    with django_assert_num_queries(11):
        desk.get(LIST)


def test_signed_out_people_are_asked_to_sign_in(client: Client, db: None):
    assert client.get(LIST).status_code == 302


def test_readers_are_sent_to_the_sign_in_page(client: Client, reader: User):
    client.force_login(reader)
    assert client.get(LIST).headers["Location"] == f"/admin/login/?next={LIST}"


def test_staff_without_the_permission_see_no_list(client: Client, moderator: User):
    client.force_login(moderator)
    assert client.get(LIST).status_code == 403


def test_the_site_names_itself(desk: Client, settings):
    page = desk.get("/admin/").text
    assert f'<a href="/admin/">{settings.SITE_NAME}</a>' in page
    assert "Django administration" not in page
