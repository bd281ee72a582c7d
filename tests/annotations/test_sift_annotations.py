"""A moderator finds what needs her among very many annotations."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from annotations.models import Annotation, Decision, Theme
from articles.models import Article
from tests.annotations.conftest import page_of

LIST = "/admin/annotations/annotation/"


@pytest.fixture
def ones(
    reader: User,
    other_reader: User,
    moderator: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
) -> dict[str, Annotation]:
    first = publish("<p>One two three four.</p>", headline="First story")
    second = publish("<p>Five six.</p>", headline="Second story", language="ar")
    ones = {
        "plain": annotate(reader, first, "One"),
        "noted": annotate(reader, first, "two", note="Not so."),
        "flagged": annotate(other_reader, first, "three", themes=["Doubt"]),
        "hidden": annotate(other_reader, second, "Five", themes=["Doubt", "Praise"]),
        "settled": annotate(reader, second, "six"),
    }
    ones["flagged"].flag(reader, "Rude!")
    ones["hidden"].hide(moderator, "Off topic.")
    ones["settled"].flag(other_reader, "Rude!")
    ones["settled"].dismiss_flags(moderator, "It is not.")
    return ones


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"plain", "noted", "flagged", "hidden", "settled"}),
        ("?flags=open", {"flagged"}),
        ("?state=hidden", {"hidden"}),
        ("?state=visible", {"plain", "noted", "flagged", "settled"}),
        ("?theme={doubt}", {"flagged", "hidden"}),
        ("?theme={doubt}&state=visible", {"flagged"}),
        ("?theme=x", set()),
        ("?theme=99999999999999999999", set()),
        ("?article={second}", {"hidden", "settled"}),
        ("?author={other}", {"flagged", "hidden"}),
        ("?created_at__gte=2000-01-01+00:00:00%2B00:00", {"plain", "noted", "flagged", "hidden", "settled"}),
        ("?created_at__lt=2000-01-01+00:00:00%2B00:00", set()),
        ("?q=three", {"flagged"}),
        ("?q=not+so", {"noted"}),
        ("?q=other", {"flagged", "hidden"}),
        ("?q=RANA+two", {"noted"}),
        ("?q=doubt", {"flagged", "hidden"}),
        ("?q=doubt+praise", {"hidden"}),
        ("?q=nothing", set()),
        ("?state=no&flags=such", {"plain", "noted", "flagged", "hidden", "settled"}),
    ],
)
def test_filters_and_search(desk: Client, ones: dict[str, Annotation], query: str, found: set[str]) -> None:
    doubt, second = Theme.objects.get(name="Doubt"), ones["hidden"].article_id

    answer = desk.get(LIST + query.format(doubt=doubt.pk, second=second, other=ones["hidden"].author_id))

    assert answer.status_code == 200
    assert sorted(one.pk for one in answer.context["cl"].result_list) == sorted(ones[name].pk for name in found)


def test_a_row_says_all_that_is_needed(desk: Client, ones: dict[str, Annotation]) -> None:
    page = desk.get(LIST + "?state=hidden").content.decode()

    for part in ('lang="ar" dir="rtl">Five</span></a>', "other", "Second story", "Doubt", "Praise", "hidden"):
        assert part in page


@pytest.mark.parametrize("column", range(1, 5))
def test_every_column_sorts_or_does_not_but_never_breaks(
    desk: Client, ones: dict[str, Annotation], column: int
) -> None:
    assert desk.get(f"{LIST}?o={column}.-{column}").status_code == 200


def test_flags_come_first_when_sorted_by_them(desk: Client, ones: dict[str, Annotation]) -> None:
    assert desk.get(LIST + "?o=-4").context["cl"].result_list[0] == ones["flagged"]


def test_chosen_filters_stay_in_sight_however_many_there_are(
    desk: Client, ones: dict[str, Annotation], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotations.admin.filters.MOST_CHOICES", 1)
    praise = Theme.objects.get(name="Praise")

    assert f"?theme={praise.pk}" not in desk.get(LIST).content.decode()
    assert "Praise" in [
        choice for _, choice in desk.get(f"{LIST}?theme={praise.pk}").context["cl"].filter_specs[2].lookup_choices
    ]


@pytest.mark.parametrize(
    "query",
    ["", "?q=word", "?flags=open", "?state=hidden", "?_facets=True", "?all="],
    ids=lambda query: query or "list",
)
def test_the_list_costs_the_same_with_3_and_with_300(
    desk: Client,
    reader: User,
    moderator: User,
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    query: str,
) -> None:
    article = publish("<p>" + "word " * 300 + "</p>")

    def cost(first: int, last: int) -> int:
        for nth in range(first, last + 1):
            one = annotate(reader, article, "word", nth, note="A note.", themes=["Doubt", "Praise"])
            one.flag(moderator, "Rude!")
            if nth % 3 == 0:
                one.hide(moderator, "Off topic.")
        return [count(query) for query in ("", "?q=word", "?flags=open", "?state=hidden", "?_facets=True", "?all=")]

    def count(query: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert desk.get(LIST + query).status_code == 200
        return len(queries)

    assert cost(1, 3) == cost(4, 300)


def test_a_page_costs_the_same_whatever_happened(
    desk: Client, annotation: Annotation, moderator: User, administrator: User, other_reader: User
) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            desk.get(page_of(annotation))
            desk.get("/admin/annotations/decision/")
            desk.get("/admin/annotations/theme/")
        return len(queries)

    def happen(times: int) -> None:
        for _ in range(times):
            for person in (other_reader, administrator, moderator):
                annotation.flag(person, "Rude!")
            annotation.hide(moderator, "Yes.")
            annotation.restore(administrator, "No.")
            Theme.objects.coin(f"Theme {Theme.objects.count()}", moderator)

    happen(1)
    before = cost()
    happen(30)

    assert cost() == before
    assert Decision.objects.count() == 62


NONSENSE = ("id__exact", "author__id__exact", "article__id__exact", "moderator__id__exact", "p", "o", "created_at__gte")


@pytest.mark.parametrize(
    "name", [*NONSENSE, "note__regex", "reason__iregex", "author__password", "decided_at__gte", "q", "_to_field"]
)
@pytest.mark.parametrize("value", ["9" * 30, "-1", "x", "\x00", "("])
@pytest.mark.parametrize("table", ["annotation", "decision", "theme"])
def test_nonsense_in_the_address_breaks_nothing(
    desk: Client, annotation: Annotation, table: str, name: str, value: str
) -> None:
    answer = desk.get(f"/admin/annotations/{table}/", {name: value})

    assert answer.status_code in (200, 302, 400)
