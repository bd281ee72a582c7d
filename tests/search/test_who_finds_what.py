"""Nobody finds, counts, or is proposed what she may not see."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.db import connection

from annotations.models import Annotation
from articles.models import Article
from search.backends import Group
from search.finding import count_since, find, suggest

KINDS = ["private", "hidden", "flagged", "deleted", "withdrawn", "on a withdrawn article", "draft"]
WORD = "zanzibar"  # stands nowhere but in what is tried


@pytest.fixture
def people(reader: User, other_reader: User, editor: User, moderator: User) -> dict[str, User | AnonymousUser]:
    return {
        "author": reader,
        "other reader": other_reader,
        "editor": editor,
        "moderator": moderator,
        "nobody": AnonymousUser(),
    }


@pytest.fixture
def scene(
    publish: Callable[..., Article],
    annotate: Callable[..., Annotation],
    reader: User,
    other_reader: User,
    moderator: User,
    editor: User,
) -> Callable[[str], None]:
    """Return a function that puts the word into something of the kind; its author is the reader."""

    def scene(kind: str) -> None:
        if kind == "draft":
            article = Article.objects.create(headline=WORD, outlet=WORD, byline=WORD, created_by=editor)
            article.revise(f"<p>{WORD}</p>", editor)
            return
        if kind == "withdrawn":
            publish(f"<p>{WORD}</p>", headline=WORD, outlet=WORD, byline=WORD).withdraw()
            return
        article = publish("<p>Words of the article.</p>", outlet="Reuters")
        visibility = "private" if kind == "private" else "everyone"
        annotation = annotate(reader, article, "Words", note=f"Of {WORD}", visibility=visibility)
        match kind:
            case "hidden":
                annotation.hide(moderator, "reason")
            case "flagged":
                annotation.flag(other_reader, "reason")
            case "deleted":
                annotation.delete_by_author()
            case "on a withdrawn article":
                article.withdraw()

    return scene


SEEN = {
    "private": {"author"},
    "hidden": {"author"},
    "flagged": {"author", "other reader", "editor", "moderator"},
    "deleted": set(),
    "withdrawn": set(),
    "on a withdrawn article": set(),
    "draft": set(),
}


@pytest.mark.parametrize("kind", KINDS)
def test_results_counts_and_facets(kind: str, scene: Callable[[str], None], people: dict[str, User]) -> None:
    scene(kind)
    for name, person in people.items():
        for query in (WORD, f"{WORD}*", f'"{WORD}"', f"{WORD} OR xyz", f"outlet:{WORD}", f"by:{WORD}"):
            is_by_field = ":" in query
            results = find(query, person)
            expected = name in SEEN[kind] and not is_by_field
            assert results.count == expected, (name, query)
            assert any(found.hits for found in results.groups.values()) == expected
            assert any(found.facets for found in results.groups.values()) == expected
            assert not results.is_degraded


@pytest.mark.parametrize("kind", KINDS)
def test_while_typing(kind: str, scene: Callable[[str], None], people: dict[str, User]) -> None:
    scene(kind)
    for name, person in people.items():
        hits = [hit for found in suggest(WORD[:4], person).groups.values() for hit in found.hits]
        assert bool(hits) == (name in SEEN[kind]), name


@pytest.mark.parametrize("kind", KINDS)
def test_did_you_mean(kind: str, scene: Callable[[str], None], people: dict[str, User]) -> None:
    scene(kind)
    for name, person in people.items():
        assert find("zanzibra", person).suggestion == (WORD if name in SEEN[kind] else ""), name


@pytest.mark.parametrize("kind", KINDS)
def test_news_of_a_saved_search(kind: str, scene: Callable[[str], None], people: dict[str, User]) -> None:
    from django.utils import timezone

    before = timezone.now()
    scene(kind)
    for name, person in people.items():
        assert count_since(WORD, person, before) == (int(name in SEEN[kind]), False), name


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_not_seen_cannot_be_told_by_the_time(
    kind: str, scene: Callable[[str], None], people: dict[str, User], publish: Callable[..., Article]
) -> None:
    """The same is asked of the database, as often, where nobody wrote the word and where she may not see it."""
    publish("<p>Something else.</p>")
    typed = (WORD, "zanzibra", f"{WORD[:5]}*", f"cotton {WORD}")
    before = {name: [asked(text, person) for text in typed] for name, person in people.items()}
    scene(kind)
    for name, person in people.items():
        after = [asked(text, person) for text in typed]
        assert (after == before[name]) == (name not in SEEN[kind]), name


def asked(text: str, person: User) -> list[str]:
    """Return the statements that a search runs, without their parameters."""
    statements = []

    def note(execute: Callable[..., object], sql: str, *arguments: object) -> object:
        statements.append(sql.partition(' "s')[0])  # without the names of savepoints, which are never the same
        return execute(sql, *arguments)

    with connection.execute_wrapper(note):
        find(text, person)
    return statements


def test_a_word_is_not_proposed_because_a_form_of_it_is_seen(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, other_reader: User
) -> None:
    article = publish("<p>Nobody smuggles.</p>")
    annotate(reader, article, "Nobody", note="smuggling", visibility="private")
    assert find("smugglingg", other_reader).suggestion == ""
    assert find("smugglingg", reader).suggestion == "smuggling"


def test_an_article_is_not_found_by_private_marks(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, other_reader: User
) -> None:
    article = publish("<p>Words of the article.</p>")
    annotate(reader, article, "Words", note="n", themes=["Secret"], visibility="private")
    for query in ("theme:secret", "has:note", "has:annotation", "has:theme"):
        assert find(query, reader, group=Group.ARTICLES).count == 1
        assert find(query, other_reader, group=Group.ARTICLES).count == 0


def test_facets_of_themes_leave_out_what_is_private(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, other_reader: User
) -> None:
    article = publish("<p>Words of the article.</p>")
    annotate(reader, article, "Words", themes=["Open", "Shut"])
    annotate(reader, article, "Words of", themes=["Shut"], visibility="private")
    facets = find("words", other_reader).groups[Group.PASSAGES].facets
    assert {facet.value: facet.count for facet in facets["theme"]} == {"Open": 1, "Shut": 1}
    assert {facet.value: facet.count for facet in facets["visibility"]} == {"shared": 1}


def test_with_public_reading_strangers_find_articles_alone(
    publish: Callable[..., Article], annotate: Callable[..., Annotation], reader: User, settings: object
) -> None:
    settings.PUBLIC_READING = True  # type: ignore[attr-defined]
    annotate(reader, publish("<p>Cotton here.</p>"), "Cotton", note="cotton", themes=["Cotton"])
    groups = find("cotton", AnonymousUser()).groups
    assert {group for group, found in groups.items() if found.count or found.hits} == {Group.ARTICLES}


def test_what_comes_back_is_found_again(
    scene: Callable[[str], None], reader: User, other_reader: User, moderator: User
) -> None:
    scene("hidden")
    Annotation.objects.get().restore(moderator, "reason")
    assert find(WORD, other_reader).count == 1
    article = Article.objects.get()
    article.withdraw()
    assert find(WORD, other_reader).count == 0
    article.publish()
    assert find(WORD, other_reader).count == 1
