"""PDFs with text: paragraphs, headings, lists, notes, tables, and what the file says about itself."""

import re

from articles.extraction import extract
from articles.extraction.pdf import read_pdf

from .making_pdf import Pdf

HARBOUR = (
    "The harbour opened on Monday after a long and careful inspection, officials said. Ships had waited outside for "
    "three days while divers looked at the piers, and nobody was in a hurry to let them in again."
)
FERRY = (
    "Ferries to the islands run again from the older of the two piers. Passengers are asked to come early, because the "
    "narrow bridge takes one lorry at a time and the queue reaches the market on most mornings."
)
MARKET = "Traders at the market said that they had sold next to nothing while the ships were away from the town."


def blocks(data: bytes) -> list[str]:
    return read_pdf(data).html.split("\n")


def letter() -> tuple[Pdf, float]:
    """A PDF with one page that begins with a heading, and where the text goes on."""
    pdf = Pdf(Title="A quiet harbour", language="en-GB")
    pdf.page().text(60, 90, "A quiet harbour", 20, "bold")
    return pdf, 130


def test_an_article_is_proposed():
    pdf, y = letter()
    y = pdf.pages[0].prose(60, y, "PORT EXAMPLE, March 3 - " + HARBOUR)
    pdf.pages[0].prose(60, y + 10, FERRY)
    story = extract("harbour.pdf", pdf.made())
    assert story.headline == "A quiet harbour"
    assert story.language == "en"
    assert story.body_html == f"<p>PORT EXAMPLE, March 3 - {HARBOUR}</p>\n<p>{FERRY}</p>"


def test_bytes_before_the_mark_do_not_matter():
    pdf, y = letter()
    pdf.pages[0].prose(60, y, HARBOUR)
    assert HARBOUR in extract("harbour", b"\n" * 100 + pdf.made()).body_html


def test_space_parts_paragraphs():
    pdf, y = letter()
    for words in (HARBOUR, FERRY, MARKET):
        y = pdf.pages[0].prose(60, y, words) + 6
    assert blocks(pdf.made())[1:] == [f"<p>{words}</p>" for words in (HARBOUR, FERRY, MARKET)]


def test_an_indent_parts_paragraphs():
    pdf, y = letter()
    for words in (HARBOUR, FERRY, MARKET):
        y = pdf.pages[0].prose(60, y, words, indent=3)
    assert blocks(pdf.made())[1:] == [f"<p>{words}</p>" for words in (HARBOUR, FERRY, MARKET)]


def test_a_short_last_line_parts_paragraphs():
    pdf, y = letter()
    for words in (HARBOUR, FERRY, MARKET):
        y = pdf.pages[0].prose(60, y, words)
    assert blocks(pdf.made())[1:] == [f"<p>{words}</p>" for words in (HARBOUR, FERRY, MARKET)]


def test_larger_and_bold_lines_are_headings():
    pdf, y = letter()
    page = pdf.pages[0]
    page.text(60, y, "The piers", 14, "bold")
    y = page.prose(60, y + 25, HARBOUR) + 15
    page.text(60, y, "The older one", 10, "bold")
    page.prose(60, y + 15, FERRY)
    assert [block[:12] for block in blocks(pdf.made())] == [
        "<h1>A quiet ",
        "<h2>The pier",
        "<p>The harbo",
        "<h3>The olde",
        "<p>Ferries t",
    ]


def test_emphasis_and_links_stay():
    pdf, y = letter()
    page = pdf.pages[0]
    page.text(60, y, "Divers looked at the").text(186, y, "older", font="mono-bold").text(222, y, "pier and left it.")
    page.text(60, y + 24, "They wrote a report for the council.")
    page.link(138, y + 14, 174, y + 26, "https://example.org/report")
    assert blocks(pdf.made())[1:] == [
        "<p>Divers looked at the <strong>older</strong> pier and left it.</p>",
        '<p>They wrote a <a href="https://example.org/report">report</a> for the council.</p>',
    ]


def test_bullets_and_numbers_are_lists():
    pdf, y = letter()
    page = pdf.pages[0]
    for mark, words in (("-", "first the ferries, which carry the post and most of the bread"), ("-", "then the rest")):
        page.text(60, y, mark)
        y = page.prose(75, y, words, 40)
    y = page.prose(60, y + 10, MARKET) + 10
    for number in (3, 4):
        page.text(60, y, f"{number}.")
        y = page.prose(80, y, MARKET, 40)
    assert blocks(pdf.made())[1:] == [
        "<ul><li>first the ferries, which carry the post and most of the bread</li><li>then the rest</li></ul>",
        f"<p>{MARKET}</p>",
        f'<ol start="3"><li>{MARKET}</li><li>{MARKET}</li></ol>',
    ]


def test_notes_at_the_foot_come_at_the_end():
    pdf, y = letter()
    page = pdf.pages[0]
    y = page.prose(60, y, HARBOUR)
    page.text(60, y, "The report was kept back").text(204, y - 4, "1", 6).text(212, y, "for a week.")
    page.text(60, 770, "1", 5).text(64, 773, "So the harbour master, who had read it.", 8)
    pdf.page().prose(60, 90, FERRY)
    assert blocks(pdf.made())[1:] == [
        f"<p>{HARBOUR}</p>",
        "<p>The report was kept back<sup>1</sup> for a week.</p>",
        f"<p>{FERRY}</p>",
        "<ul><li><sup>1</sup> So the harbour master, who had read it.</li></ul>",
    ]


def test_a_caption_is_a_figure():
    pdf, y = letter()
    page = pdf.pages[0]
    y = page.prose(60, y, HARBOUR)
    page.picture(60, y, 200, 150).text(60, y + 165, "Figure 1: The older pier at dawn.", 8)
    page.prose(60, y + 190, FERRY)
    document = read_pdf(pdf.made())
    assert "<figure><figcaption>Figure 1: The older pier at dawn.</figcaption></figure>" in document.html
    assert [(doubt.code, doubt.about) for doubt in document.doubts] == [("pictures", "1")]


def test_columns_of_cells_are_a_table():
    pdf, y = letter()
    page = pdf.pages[0]
    y = page.prose(60, y, HARBOUR) + 10
    rows = (
        ("Pier", "Ships", "Days"),
        ("Old pier", "12", "3"),
        ("New pier, north", "7", "11"),
        ("New pier, south", "9", ""),
    )
    for row in rows:
        for x, cell in zip((60, 220, 320), row, strict=True):
            page.text(x, y, cell)
        y += 14
    page.prose(60, y + 15, FERRY)
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    assert blocks(pdf.made())[1:] == [f"<p>{HARBOUR}</p>", f"<table>{cells}</table>", f"<p>{FERRY}</p>"]


def test_no_word_is_lost():
    pdf, y = letter()
    y = pdf.pages[0].prose(60, y, HARBOUR, 40)
    pdf.pages[0].prose(330, 130, FERRY, 30)
    pdf.pages[0].text(500, 500, "aslant", turn="0.7 0.7 -0.7 0.7").text(40, 600, "upward", turn="0 1 -1 0")
    said = re.sub(r"<[^>]+>|\s", "", read_pdf(pdf.made()).html)
    expected = "A quiet harbour" + HARBOUR + FERRY + "aslant" + "upward"
    assert sorted(said) == sorted(re.sub(r"\s", "", expected))


def test_the_title_helps_where_it_is_one():
    pdf = Pdf(Title="Ferries run again", Author="Jane Doe")
    pdf.page().text(60, 90, "THE DAILY EXAMPLE", 30, "bold").text(60, 140, "Ferries run again", 18, "bold")
    pdf.pages[0].prose(60, 180, FERRY)
    document = read_pdf(pdf.made())
    assert (document.headline, document.byline) == ("Ferries run again", "Jane Doe")


def test_names_of_files_are_no_titles():
    for title in ("Microsoft Word - ferry.doc", "ferry_final.indd", "untitled", "http://example.org/ferry", "12-03"):
        pdf = Pdf(Title=title, Author="user01")
        pdf.page().prose(60, 90, FERRY)
        document = read_pdf(pdf.made())
        assert (document.headline, document.byline) == (None, None)


def test_a_title_is_the_headline_where_no_line_is():
    pdf = Pdf(Title="Ferries run again", language="de")
    pdf.page().prose(60, 90, FERRY)
    document = read_pdf(pdf.made())
    assert (document.headline, document.language) == ("Ferries run again", "de")
