"""The sample library that the first start loads: complete, marked as samples, and anchored where it says."""

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from annotations.models import Annotation, Theme
from articles.models import Revision
from articles.text import prepare

SAMPLES = Path(__file__).parent.parent / "newsroom" / "samples"
LIBRARY: dict[str, Any] = json.loads((SAMPLES / "library.json").read_text(encoding="utf-8"))
ARTICLES = {article["slug"]: article for article in LIBRARY["articles"]}
ANNOTATIONS: list[dict[str, Any]] = LIBRARY["annotations"]
TEXTS = {
    slug: prepare((SAMPLES / article["file"]).read_text(encoding="utf-8")).text for slug, article in ARTICLES.items()
}

SAMPLE_MARK = {
    "en": "Sample text, written for this software from public facts.",
    "zh": "示例文本：根据公开事实为本软件撰写。",
    "ar": "نص نموذجي كُتب لهذا البرنامج استنادًا إلى وقائع منشورة.",
    "ug": "بۇ ماقالە مۇشۇ يۇمشاق دېتال ئۈچۈن ئاشكارا پاكىتلارغا ئاساسەن يېزىلغان ئۈلگە تېكىست.",
}

each_article = pytest.mark.parametrize("slug", ARTICLES)
each_annotation = pytest.mark.parametrize(
    "annotation", ANNOTATIONS, ids=[f"{number}-{a['author']}-{a['article']}" for number, a in enumerate(ANNOTATIONS)]
)


def occurrences(text: str, quote: str) -> int:
    """How often the quote begins in the text, overlapping occurrences counted."""
    return len(re.findall(f"(?={re.escape(quote)})", text))


@each_annotation
def test_an_annotation_is_found_in_its_article(annotation: dict[str, Any]) -> None:
    assert annotation["quote"] == annotation["quote"].strip() != ""
    assert 1 <= annotation["nth"] <= occurrences(TEXTS[annotation["article"]], annotation["quote"])


@each_annotation
def test_an_annotation_names_only_what_exists(annotation: dict[str, Any]) -> None:
    themes = {theme["name"] for theme in LIBRARY["themes"]}
    assert annotation["author"] in {reader["username"] for reader in LIBRARY["readers"]}
    assert set(annotation["themes"]) <= themes
    assert len(annotation["themes"]) == len(set(annotation["themes"]))
    assert annotation["visibility"] in Annotation.Visibility.values


@each_article
def test_an_article_has_the_length_of_a_wire_story(slug: str) -> None:
    if ARTICLES[slug]["language"] == "zh":
        assert 800 <= len(re.findall(r"[\u4e00-\u9fff]", TEXTS[slug])) <= 1500
    else:
        assert 400 <= len(TEXTS[slug].split()) <= 900


@each_article
def test_an_article_says_that_it_is_a_sample(slug: str) -> None:
    blocks = TEXTS[slug].split("\n\n")
    assert SAMPLE_MARK[ARTICLES[slug]["language"]] in (blocks[0], blocks[-1])
    assert ARTICLES[slug]["outlet"] == "Newsroom sample texts"


@each_article
def test_an_article_can_be_catalogued(slug: str) -> None:
    article = ARTICLES[slug]
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug)
    assert all(article[field] for field in ("headline", "byline", "dateline"))
    assert date(2021, 1, 1) <= date.fromisoformat(article["published_on"]) <= date(2026, 12, 31)


@each_article
def test_sanitising_takes_nothing_from_an_article(slug: str) -> None:
    def words(text: str) -> str:
        return "".join(text.split())

    source = (SAMPLES / ARTICLES[slug]["file"]).read_text(encoding="utf-8")
    assert words(TEXTS[slug]) == words(re.sub(r"<[^>]+>", "", source).replace("&amp;", "&"))


@each_article
def test_each_article_has_annotations_of_more_than_one_reader(slug: str) -> None:
    assert len({a["author"] for a in ANNOTATIONS if a["article"] == slug and a["visibility"] == "everyone"}) > 1


def test_every_article_file_is_in_the_library() -> None:
    listed = [article["file"] for article in LIBRARY["articles"]]
    assert sorted(listed) == sorted(f"articles/{path.name}" for path in (SAMPLES / "articles").iterdir())
    assert len(ARTICLES) == len(LIBRARY["articles"])


@pytest.mark.parametrize("correction", LIBRARY["corrections"], ids=lambda correction: correction["article"])
def test_a_correction_changes_its_article_and_says_why(correction: dict[str, Any]) -> None:
    text = prepare((SAMPLES / correction["file"]).read_text(encoding="utf-8")).text
    assert text != TEXTS[correction["article"]]
    assert SAMPLE_MARK[ARTICLES[correction["article"]]["language"]] in text
    assert correction["kind"] in Revision.Kind.values
    assert correction["reason"]


def test_themes_are_defined_and_look_different() -> None:
    themes = LIBRARY["themes"]
    assert len({theme["name"].casefold() for theme in themes}) == len(themes)
    assert len({(theme["colour"], theme["underline"]) for theme in themes}) == len(themes)
    for theme in themes:
        assert theme["colour"] in Theme.Colour.values
        assert theme["underline"] in Theme.Underline.values
        assert len(theme["definition"]) > 40


def test_every_theme_and_reader_is_used() -> None:
    assert {name for a in ANNOTATIONS for name in a["themes"]} == {theme["name"] for theme in LIBRARY["themes"]}
    assert {a["author"] for a in ANNOTATIONS} == {reader["username"] for reader in LIBRARY["readers"]}


def test_the_annotations_show_what_readers_can_do() -> None:
    assert any(a["visibility"] == "private" for a in ANNOTATIONS)
    assert any(not a["note"] for a in ANNOTATIONS)
    assert any(len(a["themes"]) == 3 for a in ANNOTATIONS)
    assert any("\n\n" in a["quote"] for a in ANNOTATIONS)
    passages = [(a["article"], a["quote"]) for a in ANNOTATIONS]
    assert len(set(passages)) < len(passages)
