"""The page of results: groups, conditions, facets, orders and pages, without any script."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation
from articles.models import Article
from search.models import IndexState

Publish = Callable[..., Article]
Annotate = Callable[..., Annotation]


@pytest.fixture
def room(client: Client, reader: User) -> Client:
    client.force_login(reader)
    return client


@pytest.fixture
def library(publish: Publish, annotate: Annotate, reader: User, other_reader: User) -> Article:
    """Two articles on cotton, and annotations that have the word in their quote, their note or their theme."""
    publish(
        "<p>Sugar, and no fibre at all.</p>", headline="A cotton mill", outlet="The Wire", published_on="2021-05-02"
    )
    article = publish(
        "<p>The fields are wide. Cotton is picked by hand in autumn.</p>",
        headline="Autumn",
        outlet="The Gazette",
        published_on="2022-09-03",
        language="en",
    )
    annotate(reader, article, "Cotton is picked", themes=["Cotton trade"])
    annotate(other_reader, article, "by hand", note="All *cotton* is.", themes=["Handwork"])
    annotate(reader, article, "fields", note="Cotton, surely.", visibility="private")
    return article


def page(browser: Client, text: str, **more: str) -> str:
    answer = browser.get("/search/", {"q": text, **more})
    assert answer.status_code == 200
    return answer.content.decode()


def test_everything_is_found_in_groups_and_marked(room: Client, library: Article) -> None:
    found = page(room, "cotton")

    for words in (
        "A <mark>cotton</mark> mill",
        "<mark>Cotton</mark> is picked by hand in autumn.",
        "All *<mark>cotton</mark>* is.",
        "<mark>Cotton</mark>, surely.",
        "<mark>Cotton</mark> trade",
    ):
        assert words in found
    for group, number in (("Articles", 2), ("Passages", 1), ("Notes", 2), ("Themes", 1)):
        assert f'{group} <span class="count">{number}</span>' in found


def test_a_link_opens_the_very_passage(room: Client, library: Article) -> None:
    place = library.current.text.index("Cotton")

    assert f'href="/articles/{library.pk}/?q=cotton#at-{place}"' in page(room, "cotton", group="articles")
    annotation = Annotation.objects.get(exact="by hand")
    assert f'href="/annotations/{annotation.pk}/"' in page(room, "cotton", group="notes")


def test_facets_count_and_lead_to_what_they_count(room: Client, library: Article) -> None:
    answer = room.get("/search/", {"q": "cotton"})
    facets = dict(answer.context["facets"])
    by_label = {value.label: value for values in facets.values() for value in values}

    assert {title: [(value.label, value.count) for value in values] for title, values in facets.items()} == {
        "Outlet": [("The Gazette", 4), ("The Wire", 1)],
        "Year": [(str(Annotation.objects.first().created_at.year), 3), ("2022", 1), ("2021", 1)],
        "Language": [("English", 5)],
        "Theme": [("Cotton trade", 1), ("Handwork", 1)],
        "Author": [("Rana Reader", 2), ("Otto Other", 1)],
        "Seen by": [("everyone", 2), ("only me", 1)],
        "After corrections": [("in its place", 3)],
    }
    for label in ("The Gazette", "Handwork", "Otto Other", "only me", "2021"):
        narrowed = room.get(by_label[label].address).context["results"]
        assert narrowed.count >= by_label[label].count
    assert room.get(by_label["The Wire"].address).context["results"].count == 1


def test_a_condition_is_a_link_that_takes_it_away(room: Client, library: Article) -> None:
    conditions = room.get("/search/", {"q": 'cotton outlet:"the wire" after:2020'}).context["conditions"]

    assert [condition.label for condition in conditions] == ["Outlet: the wire", "After: 2020"]
    assert conditions[0].address == "/search/?q=cotton+after%3A2020"


def test_months_are_offered_within_a_year(room: Client, library: Article) -> None:
    facets = dict(room.get("/search/", {"q": "cotton on:2022"}).context["facets"])

    assert [(value.label, value.count) for value in facets["Month"]] == [("September 2022", 1)]
    assert facets["Year"][0].is_chosen
    assert facets["Year"][0].address == "/search/?q=cotton"


def test_the_fields_of_the_form_make_one_query(room: Client, library: Article) -> None:
    answer = room.get(
        "/search/", {"words": "cotton", "outlet": "The Wire", "before": "2022", "by": "", "sort": "newest"}
    )

    assert answer.headers["Location"] == "/search/?" + urlencode(
        {"q": 'cotton outlet:"The Wire" before:2022', "sort": "newest"}
    )
    shown = {field.name: field.value for field in room.get(answer.headers["Location"]).context["fields"]}
    assert {name: value for name, value in shown.items() if value} == {
        "words": "cotton",
        "outlet": "The Wire",
        "before": "2022",
    }


@pytest.mark.parametrize(
    ("sort", "first"), [("best", "A cotton mill"), ("newest", "Autumn"), ("oldest", "A cotton mill")]
)
def test_orders(room: Client, library: Article, sort: str, first: str) -> None:
    found = room.get("/search/", {"q": "cotton", "group": "articles", "sort": sort}).context["sections"][0]

    assert found.hits[0].object.headline == first


def test_pages(room: Client, publish: Publish) -> None:
    for number in range(45):
        publish("<p>Cotton.</p>", headline=f"Number {number:02}", published_on=f"2021-01-{number % 28 + 1:02}")

    overview = page(room, "cotton")
    assert "Show all 45" in overview
    seen = [
        hit.object.headline
        for number in ("1", "2", "3")
        for hit in room.get("/search/", {"q": "cotton", "group": "articles", "page": number})
        .context["sections"][0]
        .hits
    ]
    assert sorted(seen) == [f"Number {number:02}" for number in range(45)]
    for beyond in ("4", "0", "-1", "x", "9" * 5000, "٣"):
        assert "of 3" in page(room, "cotton", group="articles", page=beyond)


def test_more_than_are_counted(room: Client, library: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("search.paging.MOST", 1)
    monkeypatch.setattr("search.paging.FEW", 1)

    assert 'Articles <span class="count">over 1</span>' in page(room, "cotton")


def test_slips_are_explained(room: Client, library: Article) -> None:
    found = page(room, 'cotton colour:red before:soon "and so')

    assert "There is no field “colour”" in found
    assert "“soon” is no date" in found
    assert "A quotation mark was not closed" in found


def test_did_you_mean(room: Client, library: Article) -> None:
    found = page(room, "coton")

    assert 'Did you mean <a href="/search/?q=cotton"><bdi>cotton</bdi></a>?' in found
    assert "Nothing that you may see has all of these words." in found


def test_a_word_that_is_but_begun_can_be_looked_for(room: Client, library: Article) -> None:
    assert 'href="/search/?q=autumn%20cott%2A"><bdi>autumn cott*</bdi></a>' in page(room, "autumn cott")
    assert "only begin so" not in page(room, "autumn zebra*")


def test_nothing_asked_and_nothing_of_a_kind(room: Client, library: Article) -> None:
    assert "Type some words, or search by fields." in page(room, "")
    assert "Nothing was looked for yet." in page(room, "-cotton")
    assert "Nothing of this kind." in page(room, "sugar", group="notes")


def test_time_that_was_up_is_told(room: Client, library: Article, monkeypatch: pytest.MonkeyPatch) -> None:
    def partial(text: str, *rest: object, **more: object) -> object:
        results = find(text, *rest, **more)  # type: ignore[arg-type]
        for found in results.groups.values():
            found.is_partial = True
        return results

    from search.finding import find

    monkeypatch.setattr("search.views.results.find", partial)
    assert "This took too long" in page(room, "cotton")


def test_a_damaged_index_is_told_and_headlines_are_searched(
    room: Client, library: Article, browser_of: Callable[[User], Client], editor: User
) -> None:
    IndexState.objects.update(format=0)

    found = page(room, "cotton")
    assert "headlines alone were looked through" in found
    assert "A <mark>cotton</mark> mill" in found
    assert "rebuild_search" not in found
    staff = browser_of(editor)
    assert "The search index needs care. Run manage.py rebuild_search." in page(staff, "cotton")
    assert "The search index needs care. Run manage.py rebuild_search." in staff.get("/admin/").content.decode()


def test_the_number_of_queries_does_not_grow(
    room: Client, library: Article, publish: Publish, annotate: Annotate, reader: User
) -> None:
    def cost(**more: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            page(room, "cotton", **more)
        return len(asked)

    before = [cost(), cost(group="articles"), cost(group="notes")]
    for number in range(30):
        article = publish("<p>Cotton, cotton.</p>", headline=f"Cotton {number}", outlet=f"Outlet {number}")
        annotate(reader, article, "Cotton", note="cotton", themes=[f"Cotton {number}"])
        annotate(reader, article, ",", note="cotton", themes=[f"Theme {number}", f"Cotton {number}"])

    after = [cost(), cost(group="articles"), cost(group="notes")]
    assert all(many <= few for many, few in zip(after, before, strict=True)), (before, after)


def test_a_signed_out_person_is_asked_to_sign_in(client: Client, db: None, settings: object) -> None:
    settings.PUBLIC_READING = True  # type: ignore[attr-defined]
    assert client.get("/search/?q=cotton").headers["Location"] == "/accounts/login/?next=/search/%3Fq%3Dcotton"


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_it_is_only_read(room: Client, method: str) -> None:
    assert getattr(room, method)("/search/").status_code == 405
