"""Web pages of many kinds of news sites, of our own making: the article is found, its surroundings are not in it."""

from datetime import date

import pytest

from articles.extraction import extract
from articles.extraction.about import without_outlet
from articles.text import prepare
from tests.bench.pages import word_f1
from tests.pages import Page, pages

PAGES = [*pages("tuned"), *pages("held_out")]
READ = {page.name: extract("page.html", page.source.encode()) for page in PAGES}
each_page = pytest.mark.parametrize("made", PAGES, ids=[page.name for page in PAGES])
# Words of what stands around the stories.
FURNITURE = ("Puzzles", "lighthouse", "rhubarb", "thirty years and never", "312 partners", "six, the five", "WhatsApp")


def named(*layouts: str) -> pytest.MarkDecorator:
    some = [page for page in PAGES if page.name.rpartition("-")[0] in layouts]
    assert len({page.name.rpartition("-")[0] for page in some}) == len(layouts)
    return pytest.mark.parametrize("made", some, ids=[page.name for page in some])


@each_page
def test_the_words_are_those_of_the_story(made: Page) -> None:
    assert word_f1(prepare(READ[made.name].body_html).text, "\n".join(made.paragraphs)) >= 0.95


@each_page
def test_what_stands_around_the_story_is_not_in_it(made: Page) -> None:
    body = READ[made.name].body_html
    assert not [words for words in FURNITURE if words in body]


@each_page
def test_headline_byline_and_language(made: Page) -> None:
    found = READ[made.name]
    assert (found.headline, found.language) == (made.story.headline, made.story.language)
    if found.byline is not None:
        assert made.byline is not None
        assert made.byline.split(", ") == found.byline.replace(" and ", ", ").split(", ")


def test_most_bylines_are_found() -> None:
    signed = [page for page in PAGES if page.byline]
    assert sum(READ[page.name].byline is not None for page in signed) / len(signed) >= 0.95


@named("wordpress", "hashed_classes", "author_box", "interleaved", "gallery")
def test_outlet_date_and_address(made: Page) -> None:
    found = READ[made.name]
    assert found.outlet == made.story.outlet
    assert found.published_on == date.fromisoformat(made.story.day)
    assert found.source_url == made.story.url


@named("saved_behind_dialog")
def test_a_browser_notes_where_it_saved_the_page_from(made: Page) -> None:
    assert READ[made.name].source_url == made.story.url


@named("wordpress", "hashed_classes", "components", "many_comments", "pull_quotes", "interleaved")
def test_markup_survives(made: Page) -> None:
    body = prepare(READ[made.name].body_html).body
    for tag in ("table", "ul", "ol", "blockquote", "h2", "em", "figcaption"):
        assert body.count(f"</{tag}>") == made.story.body.count(f"</{tag}>")
    if "<a " in made.story.body:
        assert 'href="https://news.example/documents/plan"' in body


@named("footnotes")
def test_notes_and_the_signs_that_lead_to_them_survive(made: Page) -> None:
    body = READ[made.name].body_html
    assert '<sup><a href="#n1" id="r1">1</a></sup>' in body
    assert '<ol class="footnotes"><li id="n1">' in body


@named("interleaved")
def test_what_was_dropped_between_paragraphs_can_be_put_back_in_its_place(made: Page) -> None:
    found = READ[made.name]
    blocks = found.body_html.split("\n")
    assert [piece.before for piece in found.left_out] == sorted(piece.before for piece in found.left_out)
    first = found.left_out[0]
    assert first.reason == "promotion"
    assert "Read also: the lighthouse turned green" in first.html
    assert [made.story.blocks.index(block) for block in blocks[: first.before]] == [0, 1]
    assert any("Garden chairs" in piece.html for piece in found.left_out)


@named("pull_quotes", "told_to_machines", "author_box")
def test_boxes_beside_the_story_are_offered(made: Page) -> None:
    said = {"pull_quotes": "Founded 1921", "told_to_machines": "print some on Fridays", "author_box": "short sentences"}
    found = READ[made.name]
    (piece,) = (piece for piece in found.left_out if said[made.name.rpartition("-")[0]] in piece.html)
    assert piece.reason == "surroundings"
    assert piece.words == "Probably not part of the article: it stands beside it on the page."


@each_page
def test_navigation_and_comments_are_not_offered_one_by_one(made: Page) -> None:
    found = READ[made.name]
    assert len(found.left_out) <= 9
    if not made.name.startswith("tables"):  # where nothing says what is navigation
        assert not any("Puzzles" in piece.html or "reader5" in piece.html for piece in found.left_out)


def test_at_most_forty_pieces_are_offered() -> None:
    made = next(page for page in PAGES if page.name == "wordpress-bienen")
    boxes = (f"<aside><p>{'A box of its own with words. ' * 6} No. {number}.</p></aside>" for number in range(90))
    first = made.story.blocks[0]
    source = made.source.replace(first, first + "".join(boxes))
    found = extract("page.html", source.encode())
    assert len(found.left_out) == 40
    assert found.body_html == READ[made.name].body_html


@pytest.mark.parametrize(
    ("title", "outlet", "headline"),
    [
        ("Ferry late | The Courier", "The Courier", "Ferry late"),
        ("The Courier - Ferry late", "The Courier", "Ferry late"),
        ("Ferry late - again | World | Courier", "Courier", "Ferry late - again | World"),
        ("The ferry is late again today - Courier", None, "The ferry is late again today"),
        ("Courier | The ferry is late", None, "The ferry is late"),
        ("Ferry late", "The Courier", "Ferry late"),
        ("Well-known half-truths about ferries", None, "Well-known half-truths about ferries"),
        ("The Courier", "The Courier", "The Courier"),
    ],
)
def test_a_title_without_the_name_of_the_site(title: str, outlet: str | None, headline: str) -> None:
    assert without_outlet(title, outlet) == headline
