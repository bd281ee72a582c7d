"""HTML files: fragments are taken whole, of web pages the article."""

from datetime import date
from pathlib import Path

import pytest

from articles.extraction import ExtractionError, extract
from articles.text import prepare

WIRE = Path(__file__).parents[1] / "data" / "wire"
SURROUNDED = '<!doctype html><html lang="en"><head><link rel="stylesheet" href="/s.css"></head><body>{}</body></html>'


@pytest.fixture(scope="module")
def page():
    return extract("page.html", (WIRE / "page_en.html").read_bytes())


def test_what_a_page_says_about_itself(page):
    assert page.headline == "Brick kilns: inspectors count the children"
    assert page.byline == "Jane Doe, John Roe"
    assert page.outlet == "The Harbour Courier"
    assert page.published_on == date(2023, 5, 4)
    assert page.language == "en"
    assert (page.dateline, page.agency) == ("LAHORE, Pakistan", None)


def test_the_markup_of_the_article_is_kept(page):
    assert "<em>children</em>" in page.body_html
    assert "<h2>What the inspectors asked for</h2>" in page.body_html
    assert page.body_html.count("<ol><li>Written contracts") == 1
    assert "<blockquote><p>No advance may be passed on to a child." in page.body_html
    assert "<table><caption>Visits by district</caption>" in page.body_html
    assert "<figcaption>A brick kiln near the river in April. Photo: Jane Doe</figcaption>" in page.body_html


def test_links_lead_to_where_the_page_came_from(page):
    assert '<a href="https://courier.example/documents/report">a report</a>' in page.body_html


@pytest.mark.parametrize("around", ["Most read", "Ferry late", "Terms", "Sport", "garden furniture", "By Jane Doe and"])
def test_what_stands_around_the_article_is_not_in_it(page, around):
    assert around not in page.body_html


def test_headline_is_not_said_twice(page):
    assert page.headline not in page.body_html


def test_promotion_at_the_end_of_a_page_is_left_out(page):
    (left,) = page.left_out
    assert (left.html, left.reason) == ("<p>Sign up for our morning newsletter.</p>", "promotion")
    assert left.before == len(page.body_html.split("\n"))


def test_the_proposal_survives_sanitising(page):
    body = prepare(page.body_html).body
    for tag in ("<figcaption", "<em>", "<h2", "<ol", "<blockquote", "<table"):
        assert tag in body


def test_a_fragment_is_taken_whole():
    fragment = extract("fragment.html", (WIRE / "fragment.html").read_bytes())
    assert fragment.headline == "Garment workers win back pay"
    assert fragment.byline == "Jane Doe"
    assert fragment.dateline == "PHNOM PENH"
    assert "<strong>three months</strong>" in fragment.body_html
    assert "<ul><li>Short.</li><li>Also short.</li></ul>" in fragment.body_html
    assert "one of them.<br>She asked" in fragment.body_html


def test_a_simple_document_is_taken_whole():
    source = "<html><head><title>A title</title></head><body><p>One.</p><p>Two</p>three <i>four</i></body></html>"
    story = extract("a.html", source.encode())
    assert story.headline == "A title"
    assert story.body_html == "<p>One.</p>\n<p>Two</p>\n<p>three <i>four</i></p>"


def test_content_decides_and_not_the_name():
    assert extract("a.txt", b"<p>One.</p><p>Two.</p>").body_html == "<p>One.</p>\n<p>Two.</p>"
    assert extract("a.html", b"One.\n\nTwo.").body_html == "<p>One.</p>\n<p>Two.</p>"


def test_a_page_without_a_main_text_is_taken_whole():
    story = extract("a.html", SURROUNDED.format("<nav><a href='/'>Home</a></nav><p>Hm.</p>").encode())
    assert "<p>Hm.</p>" in story.body_html


def test_a_heading_within_the_story_stays_there():
    story = extract("a.html", b"<p>It was a long day for all of them.</p><h2>The night</h2><p>It was short.</p>")
    assert "<h2>The night</h2>" in story.body_html


def test_two_line_breaks_part_paragraphs_and_one_does_not():
    story = extract(
        "a.html", b"<h1>News</h1>By Jane Doe<br> <br>ROME (AP) - It <i>was</i> said.<br>\n<br/><br>He<br>agreed.<br>"
    )
    assert story.byline == "Jane Doe"
    assert story.body_html == "<p>ROME (AP) - It <i>was</i> said.</p>\n<p>He<br>agreed.</p>"


def test_a_page_held_together_by_tables():
    body = (
        "<table><tr><td>Home</td><td><table><tr><td><h1>Salt</h1><p>ROME (AP) - The salt workers of the coast have not "
        "been paid since spring, their union says.</p></td></tr></table></td></tr></table>"
    )
    story = extract("a.html", body.encode())
    assert (story.headline, story.dateline) == ("Salt", "ROME")
    assert story.body_html.startswith("<p>Home</p>\n<p>ROME (AP)")


def test_a_caption_in_a_paragraph_becomes_a_figure():
    story = extract(
        "a.html", b"<h1>News</h1><p>A mill. <i>PHOTO: REUTERS</i></p><p>ROME (AP) - It was <i>said</i>.</p>"
    )
    assert story.body_html.startswith("<figure><figcaption>A mill. <i>PHOTO: REUTERS</i></figcaption></figure>")


@pytest.mark.parametrize(
    ("declared", "words", "language"),
    [
        ("en-US", "The inspectors found that the books were in order.", "en"),
        ("fr", "The inspectors found that the books were in order.", "fr"),
        ("en", "检查人员说，多数企业已经按照要求整改，其余企业将在下月接受复查。", "zh"),
        ("ug", "ھەيئەت ئىمپورت قىلغۇچىلاردىن تەلەپ قىلدى", "ug"),
        ("nonsense!", "Die Prüfer fanden, dass die Bücher in Ordnung waren.", "de"),
    ],
)
def test_the_declared_language_counts_where_it_can_be(declared, words, language):
    page = f'<html lang="{declared}"><body><p>{words}</p><p>{words}</p></body></html>'
    assert extract("a.html", page.encode()).language == language


def test_declared_encoding():
    story = extract("page_zh_gbk.html", (WIRE / "page_zh_gbk.html").read_bytes())
    assert story.headline == "渔工的十个月"
    assert (story.dateline, story.agency, story.language) == ("高雄", "中央社", "zh")


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "table><tr><td", "font", "svg><g"])
@pytest.mark.parametrize("frame", ["{}", SURROUNDED])
def test_a_hundred_thousand_nested_tags_are_refused(tag, frame):
    with pytest.raises(ExtractionError, match="nested too deeply|too many elements"):
        extract("deep.html", frame.format(f"<{tag}>" * 100_000 + "words").encode())


def test_marks_that_only_the_parser_nests_are_refused():
    with pytest.raises(ExtractionError, match="nested too deeply"):
        extract("deep.html", b"<p>x</p><svg></p>" + b"<path/>" * 5000 + b"words")


def test_many_tags_that_are_not_nested_are_read():
    story = extract("long.html", b"<p>Again and again it was said.</p>" * 5000)
    assert story.body_html.count("<p>") == 5000


def test_a_drawing_of_many_strokes_is_not_deep():
    story = extract("a.html", b"<p>Words.</p><svg>" + b"<path/>" * 500 + b"</svg><p>More words.</p>")
    assert "More words." in story.body_html


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<!-- nothing -->", "<script>let words</script>", "<p> </p>"]
)
def test_a_page_without_words_is_refused(page):
    with pytest.raises(ExtractionError, match="no text"):
        extract("a.html", page.encode())
