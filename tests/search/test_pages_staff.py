"""Staff search the lists of the admin by the language of the site."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.test import Client

from annotations.models import Annotation, Theme
from articles.models import Article
from search.models import IndexState


@pytest.fixture
def desk(client: Client, administrator: User) -> Client:
    client.force_login(administrator)
    return client


@pytest.fixture
def articles(publish: Callable[..., Article], editor: User) -> dict[str, Article]:
    draft = Article.objects.create(headline="棉花抵制", created_by=editor, language="zh", outlet="新闻")
    draft.revise("<p>工人在棉田里。</p>", editor)
    withdrawn = publish("<p>Workers walked out.</p>", headline="A strike", outlet="The Wire", published_on="2021-05-01")
    withdrawn.withdraw()
    return {
        "draft": draft,
        "withdrawn": withdrawn,
        "published": publish(
            "<p>A worker walks.</p>", headline="A walk", byline="Ana Author", published_on="2022-05-01"
        ),
    }


def found(desk: Client, table: str, text: str) -> set[int]:
    answer = desk.get(f"/admin/{table}/", {"q": text})
    assert answer.status_code == 200
    return {row.pk for row in answer.context["cl"].result_list}


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("棉花", {"draft"}),
        ("棉田", {"draft"}),
        ("walk", {"withdrawn", "published"}),
        ("walk*", {"withdrawn", "published"}),
        ('"workers walked"', {"withdrawn"}),
        ("walk -strike", {"published"}),
        ("strike OR 棉花", {"withdrawn", "draft"}),
        ('outlet:"the wire"', {"withdrawn"}),
        ("lang:zh", {"draft"}),
        ("by:ana", {"published"}),
        ("ana", {"published"}),
        ("walk before:2022", {"withdrawn"}),
        ("zebra", set()),
    ],
)
def test_articles_drafts_and_withdrawn_ones_too(
    desk: Client, articles: dict[str, Article], text: str, names: set[str]
) -> None:
    assert found(desk, "articles/article", text) == {articles[name].pk for name in names}


def test_annotations_that_are_hidden_and_none_that_are_private(
    desk: Client,
    articles: dict[str, Article],
    annotate: Callable[..., Annotation],
    reader: User,
    other_reader: User,
    moderator: User,
) -> None:
    article = articles["published"]
    plain = annotate(reader, article, "worker", note="Naïve, surely.", themes=["Labour"])
    hidden = annotate(other_reader, article, "walks", note="naive too")
    hidden.hide(moderator, "No.")
    annotate(reader, article, "walks", note="naive, and mine", visibility="private")
    table = "annotations/annotation"

    assert found(desk, table, "naive") == {plain.pk, hidden.pk}
    assert found(desk, table, "naive -surely") == {hidden.pk}
    assert found(desk, table, "is:hidden") == {hidden.pk}
    assert found(desk, table, "is:private") == set()
    assert found(desk, table, "theme:labour") == found(desk, table, "labour naive") == {plain.pk}
    assert found(desk, table, "by:otto") == found(desk, table, "otto") == {hidden.pk}
    assert found(desk, table, "workers") == {plain.pk}


def test_themes_by_former_names_too(desk: Client, administrator: User) -> None:
    theme = Theme.objects.coin("Forced labour", administrator)
    theme.rename("Compulsion")
    theme.definition = "Work under menace."
    theme.save()

    for text in ("compulsion", "menace", "forced", "puls"):
        assert found(desk, "annotations/theme", text) == {theme.pk}, text
    assert found(desk, "annotations/theme", "voluntary") == set()


def test_slips_are_told(desk: Client, articles: dict[str, Article]) -> None:
    page = desk.get("/admin/articles/article/", {"q": "colour:red"}).content.decode()

    assert "There is no field “colour”" in page


def test_only_what_to_leave_out_finds_nothing(desk: Client, articles: dict[str, Article]) -> None:
    assert found(desk, "articles/article", "-walk") == set()


def test_without_an_index_headlines_are_searched(desk: Client, articles: dict[str, Article]) -> None:
    IndexState.objects.update(format=0)

    assert found(desk, "articles/article", "strike") == {articles["withdrawn"].pk}
    assert found(desk, "articles/article", "棉花") == {articles["draft"].pk}
