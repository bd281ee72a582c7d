"""Finding: groups, fields, order, facets and pages."""

from collections.abc import Callable
from datetime import date

import pytest
from django.contrib.auth.models import User

from annotations.models import Annotation, Theme
from articles.models import Article, Revision
from search.backends import Group
from search.finding import find, suggest
from search.results import Results


def names(results: Results) -> dict[str, list[str]]:
    """Return what was found: headlines, quotes, notes and names."""
    shown = {Group.ARTICLES: "title", Group.PASSAGES: "title", Group.NOTES: "text", Group.THEMES: "title"}
    return {
        group.value: [str(getattr(hit, shown[group])) for hit in found.hits]
        for group, found in results.groups.items()
        if found.hits
    }


@pytest.fixture
def article(publish: Callable[..., Article]) -> Article:
    return publish(
        "<p>They picked cotton at night.</p><p>Nobody paid the wages.</p>",
        headline="After dark",
        byline="Jane Doe",
        outlet="Reuters",
        language="en",
        published_on=date(2022, 5, 3),
    )


@pytest.fixture
def other(publish: Callable[..., Article]) -> Article:
    return publish(
        "<p>新疆的棉花。 Cotton again.</p>",
        headline="Cotton",
        outlet="新华社",
        language="zh",
        published_on=date(2021, 1, 2),
    )


@pytest.fixture
def marked(article: Article, annotate: Callable[..., Annotation], reader: User) -> Annotation:
    return annotate(reader, article, "cotton at night", note="Ask about wages", themes=["Forced labour"])


def test_one_word_is_found_in_every_group(
    article: Article, other: Article, annotate: Callable[..., Annotation], reader: User, other_reader: User
) -> None:
    annotate(reader, article, "picked cotton")
    annotate(other_reader, article, "the wages", note="And the cotton?")
    Theme.objects.coin("Cotton trade", reader)
    assert names(find("cotton", reader)) == {
        "articles": ["Cotton", "After dark"],
        "passages": ["picked cotton"],
        "notes": ["And the cotton?"],
        "themes": ["Cotton trade"],
    }


def test_an_annotation_is_found_by_quote_and_note_together(marked: Annotation, other_reader: User) -> None:
    assert names(find("cotton wages", other_reader))["notes"] == ["Ask about wages"]


def test_an_annotation_whose_quote_says_it_all_is_a_passage(marked: Annotation, other_reader: User) -> None:
    found = names(find("cotton night", other_reader))
    assert found["passages"] == ["cotton at night"]
    assert "notes" not in found


def test_a_hit_leads_to_the_passage(article: Article, marked: Annotation, other_reader: User) -> None:
    groups = find("wages", other_reader).groups
    hit = groups[Group.ARTICLES].hits[0]
    assert hit.address == article.get_absolute_url()
    assert article.current
    assert hit.offset == article.current.text.index("wages")
    note = groups[Group.NOTES].hits[0]
    assert note.address == marked.get_absolute_url()
    assert note.offset == article.current.text.index("cotton at night")


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("outlet:reuters", ["After dark"]),
        ("outlet:新华社", ["Cotton"]),
        ("outlet:新华", ["Cotton"]),
        ("outlet:新", ["Cotton"]),
        ("outlet:华社", ["Cotton"]),
        ("outlet:nobody", []),
        ("by:jane", ["After dark"]),
        ('by:"jane doe"', ["After dark"]),
        ('by:"doe jane"', []),
        ("lang:zh", ["Cotton"]),
        ("cotton lang:en", ["After dark"]),
        ("cotton before:2022", ["Cotton"]),
        ("cotton before:2022-05-03", ["Cotton"]),
        ("cotton after:2021", ["After dark"]),
        ("cotton after:2022", []),
        ("on:2022-05", ["After dark"]),
        ("on:2021", ["Cotton"]),
        ("has:note", ["After dark"]),
        ("has:annotation cotton", ["After dark"]),
        ('theme:"forced labour"', ["After dark"]),
        ("theme:forced", ["After dark"]),
        ("cotton -has:annotation", ["Cotton"]),
        ("cotton -lang:zh", ["After dark"]),
        ("lang:zh OR wages", ["After dark", "Cotton"]),
        ("(lang:zh OR theme:forced) cotton", ["Cotton", "After dark"]),
        ("is:private", []),
        ("in:notes cotton", []),
        ("cotton reuters", ["After dark"]),
        ('"night nobody"', ["After dark"]),
        ('"wages jane"', []),
    ],
)
def test_fields_of_articles(query: str, articles: list[str], marked: Annotation, other: Article, reader: User) -> None:
    results = find(query, reader)
    assert names(results).get("articles", []) == articles
    assert results.groups[Group.ARTICLES].count == len(articles)


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("by:reader", True),
        ("by:rana", True),
        ('by:"Rana Reader"', True),
        ("by:otto", False),
        ("is:mine", True),
        ("is:shared", True),
        ("is:private", False),
        ("is:exact", True),
        ("is:lost", False),
        ("is:hidden", False),
        ("has:note", True),
        ("has:theme", True),
        ("theme:Forced", True),
        ("theme:free", False),
        ("outlet:reuters cotton", True),
        ("lang:en", True),
        ("lang:zh", False),
        ("on:2026", True),
        ("before:2020", False),
        ("after:2020 cotton", True),
        ("cotton -theme:forced", False),
        ("theme:forced -cotton", False),
        ("theme:forced OR wool", True),
        ("in:articles cotton", False),
        ("in:passages cotton", True),
        ("-in:passages cotton", False),
    ],
)
def test_fields_of_annotations(query: str, is_found: bool, marked: Annotation, reader: User) -> None:
    Annotation.objects.update(created_at="2026-06-01T12:00Z")
    results = find(query, reader)
    assert results.groups[Group.PASSAGES].count == is_found
    assert results.groups[Group.NOTES].count == 0


@pytest.mark.parametrize(
    ("outlet", "is_found"),
    [
        ("post", True),
        ("daily post", True),
        ("of the northern coast", True),
        ("post of the northern coast", True),
        ("the daily post of the northern coast", True),
        ("post daily", False),
        ("the coast", False),
        ("dai", False),
        ("daily post of the coast northern", False),
        ("coast the", False),
    ],
)
def test_an_outlet_is_found_by_some_of_its_words_in_a_row(
    outlet: str, is_found: bool, publish: Callable[..., Article], reader: User
) -> None:
    publish(headline="Porridge", outlet="The Daily Post of the Northern Coast", agency="Coast Wire")
    assert bool(find(f'outlet:"{outlet}"', reader).count) is is_found


def test_the_state_of_an_anchor(marked: Annotation, correct: Callable[..., Revision], reader: User) -> None:
    correct(marked.article, "<p>Nobody paid the wages.</p>")
    assert find("is:lost", reader).groups[Group.PASSAGES].hits[0].offset is None
    assert not find("is:exact", reader).count


def test_order(publish: Callable[..., Article], reader: User) -> None:
    publish("<p>cotton and labour; forced</p>", headline="scattered", published_on=date(2023, 1, 1))
    publish("<p>forced labour</p>", headline="phrase", published_on=date(2021, 1, 1))
    publish("<p>forcing labours</p>", headline="other forms", published_on=date(2024, 1, 1))
    publish("<p>none</p>", headline="Forced labours", published_on=date(2020, 1, 1))
    publish("<p>none</p>", headline="Forced labour", published_on=date(2019, 1, 1))
    best = ["Forced labour", "Forced labours", "phrase", "scattered", "other forms"]
    assert names(find("forced labour", reader))["articles"] == best
    newest = ["other forms", "scattered", "phrase", "Forced labours", "Forced labour"]
    assert names(find("forced labour", reader, sort="newest"))["articles"] == newest
    assert names(find("forced labour", reader, sort="oldest"))["articles"] == newest[::-1]
    assert names(find("forced labour", reader, sort="nonsense"))["articles"] == best


def test_facets(marked: Annotation, other: Article, annotate: Callable[..., Annotation], reader: User) -> None:
    annotate(reader, other, "Cotton", visibility="private")
    groups = find("cotton", reader).groups

    def counted(group: Group) -> dict[str, dict[str, int]]:
        return {
            name: {f"{facet.field}:{facet.value}": facet.count for facet in facets}
            for name, facets in groups[group].facets.items()
        }

    assert counted(Group.ARTICLES) == {
        "outlet": {"outlet:Reuters": 1, "outlet:新华社": 1},
        "year": {"on:2022": 1, "on:2021": 1},
        "month": {"on:2022-05": 1, "on:2021-01": 1},
        "language": {"lang:en": 1, "lang:zh": 1},
    }
    passages = counted(Group.PASSAGES)
    assert passages["theme"] == {"theme:Forced labour": 1}
    assert passages["author"] == {"by:reader": 2}
    assert passages["visibility"] == {"is:shared": 1, "is:private": 1}
    assert passages["state"] == {"is:exact": 2}
    for facets in groups[Group.PASSAGES].facets.values():
        for facet in facets:
            narrowed = find(f'cotton {facet.field}:"{facet.value}"', reader)
            assert narrowed.groups[Group.PASSAGES].count == facet.count


def test_pages(publish: Callable[..., Article], reader: User) -> None:
    for number in range(45):
        publish(headline=f"Cotton {number}")
    pages = [
        find("cotton", reader, group=Group.ARTICLES, page=page).groups[Group.ARTICLES] for page in (1, 2, 3, 99, -5)
    ]
    assert [len(found.hits) for found in pages] == [20, 20, 5, 5, 20]
    assert [found.page for found in pages] == [1, 2, 3, 3, 1]
    assert {found.pages for found in pages} == {3}
    assert len({hit.object.pk for found in pages[:3] for hit in found.hits}) == 45
    assert len(find("cotton", reader).groups[Group.ARTICLES].hits) == 5


def test_many_results_are_counted_up_to_the_most(
    publish: Callable[..., Article], reader: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.paging.MOST", 3)
    monkeypatch.setattr("search.paging.FEW", 2)
    for number in range(4):
        publish(headline=f"Cotton {number}", outlet="Reuters")
    found = find("cotton", reader).groups[Group.ARTICLES]
    assert (found.count, found.is_over) == (3, True)
    assert found.facets["outlet"][0].count == 2
    assert not find("cotton 0", reader).is_over


def test_while_typing_the_last_word_is_but_begun(article: Article, other: Article, reader: User) -> None:
    assert names(suggest("cott", reader))["articles"] == ["Cotton", "After dark"]
    assert names(suggest("wages cot", reader))["articles"] == ["After dark"]
    assert names(suggest("cott ", reader)) == {}
    assert names(suggest('"cott', reader)) == {}
    assert names(suggest("棉", reader))["articles"] == ["Cotton"]
    assert names(suggest("c", reader)) == {}


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("coton", "cotton"), ("cottno", "cotton"), ("octton", "cotton"), ("cotton wagse", "cotton wages"), ("xyzzy", "")],
)
def test_did_you_mean(typed: str, meant: str, article: Article, reader: User) -> None:
    results = find(typed, reader)
    assert results.suggestion == meant
    assert not results.count


def test_what_is_found_needs_no_correction(article: Article, reader: User) -> None:
    assert find("wages", reader).suggestion == ""
