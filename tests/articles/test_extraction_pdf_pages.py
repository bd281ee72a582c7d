"""PDFs as pages: columns, what goes on from one to the next, running heads, turned and cropped pages."""

import pytest

from articles.extraction.pdf import read_pdf

from .making_pdf import Pdf

LONG = (
    "The harbour opened on Monday after a long and careful inspection, officials said, and nobody was in a hurry "
    "to let the ships in again. Divers had looked at the piers for three days while the ferries waited with the post."
)
OTHER = (
    "Traders at the market said that they had sold next to nothing while the ships were away. They asked the council "
    "for help, and the council asked the harbour master for a report, which he promised to write in spring."
)
THIRD = (
    "A third inspection is planned for the winter, when fewer ferries run. Until then the narrow bridge takes one "
    "lorry at a time, and the queue reaches the market on most mornings, as it did before the piers were closed."
)


def blocks(data: bytes) -> list[str]:
    return read_pdf(data).html.split("\n")


def lines(words: str, letters: int) -> list[str]:
    import textwrap

    return textwrap.wrap(words, letters)


def told(data: bytes) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.about) for doubt in read_pdf(data).doubts]


def test_two_columns_are_read_one_after_the_other():
    pdf = Pdf()
    page = pdf.page()
    page.prose(60, 100, LONG, 32)
    page.prose(310, 100, OTHER, 32)
    assert blocks(pdf.made()) == [f"<p>{LONG}</p>", f"<p>{OTHER}</p>"]


def test_columns_drawn_row_by_row_are_kept_apart():
    pdf = Pdf()
    page = pdf.page()
    for place, row in enumerate(zip(lines(LONG, 32), lines(OTHER, 32), strict=False)):
        for x, words in zip((60, 310), row, strict=True):
            page.text(x, 100 + 12 * place, words)
    assert blocks(pdf.made())[0].startswith("<p>The harbour opened on Monday after a long and careful inspection")
    assert "nobody was in a hurry to let the ships in again. Divers had" in blocks(pdf.made())[0]


def test_headlines_reach_over_three_columns_and_over_two():
    pdf = Pdf()
    page = pdf.page()
    page.text(50, 90, "The harbour opens after an inspection of three days", 16, "bold")
    page.prose(50, 120, LONG, 25, size=9)
    page.text(220, 120, "The market waits for the ships", 14, "bold")
    page.prose(220, 145, OTHER, 25, size=9)
    page.prose(390, 145, THIRD, 25, size=9)
    assert blocks(pdf.made()) == [
        "<h1>The harbour opens after an inspection of three days</h1>",
        f"<p>{LONG}</p>",
        "<h2>The market waits for the ships</h2>",
        f"<p>{OTHER}</p>",
        f"<p>{THIRD}</p>",
    ]


def test_a_paragraph_goes_on_in_the_next_column_and_on_the_next_page():
    pdf = Pdf()
    words = f"{LONG} {OTHER} {THIRD}"
    rows = lines(words, 32)
    cut = (6, 12)
    first = pdf.page()
    first.lines(60, 100, rows[: cut[0]])
    first.lines(310, 100, rows[cut[0] : cut[1]])
    pdf.page().lines(60, 100, rows[cut[1] :])
    assert blocks(pdf.made()) == [f"<p>{words}</p>"]


def test_a_paragraph_goes_on_round_a_caption():
    pdf = Pdf()
    rows = lines(f"{LONG} {OTHER}", 70)
    page = pdf.page()
    page.text(60, 760, "Figure 2: The queue at the bridge.", 8)
    page.lines(60, 600, rows[:3])
    pdf.page().lines(60, 100, rows[3:])
    assert blocks(pdf.made()) == [
        f"<p>{LONG} {OTHER}</p>",
        "<figure><figcaption>Figure 2: The queue at the bridge.</figcaption></figure>",
    ]


def test_a_new_paragraph_on_a_new_page_stays_one():
    pdf = Pdf()
    pdf.page().prose(60, 100, LONG, 70)
    pdf.page().prose(60, 100, OTHER, 70)
    assert blocks(pdf.made()) == [f"<p>{LONG}</p>", f"<p>{OTHER}</p>"]


def test_running_heads_and_page_numbers_are_left_out_and_told():
    pdf = Pdf()
    for number, words in enumerate((LONG, OTHER, THIRD, "It snows."), 7):
        page = pdf.page()
        page.text(60 if number % 2 else 400, 40, f"The Example, No. {number}", 8)
        page.prose(60, 100, words, 70)
        page.text(290, 815, f"- {number} -", 8)
    document = read_pdf(pdf.made())
    assert document.html.split("\n") == [f"<p>{words}</p>" for words in (LONG, OTHER, THIRD, "It snows.")]
    assert told(pdf.made()) == [("running", "The Example, No. 7 · - 7 -")]


def test_what_stands_on_one_page_alone_is_no_running_head():
    pdf = Pdf()
    pdf.page().text(60, 40, "Published in spring", 10).prose(60, 100, LONG, 70)
    pdf.page().prose(60, 100, OTHER, 70)
    assert "Published in spring" in read_pdf(pdf.made()).html
    assert told(pdf.made()) == []


def test_a_page_of_one_number_keeps_it():
    pdf = Pdf()
    pdf.page().text(290, 815, "12")
    assert blocks(pdf.made()) == ["<p>12</p>"]


@pytest.mark.parametrize(
    ("rotate", "turn", "places"),
    [
        (90, "0 1 -1 0", [(100 + 12 * i, 800) for i in range(12)]),
        (180, "-1 0 0 -1", [(500, 700 - 12 * i) for i in range(12)]),
        (270, "0 -1 1 0", [(500 - 12 * i, 60) for i in range(12)]),
        (0, "0 1 -1 0", [(100 + 12 * i, 800) for i in range(12)]),
    ],
)
def test_turned_pages_are_read_upright(rotate, turn, places):
    pdf = Pdf()
    page = pdf.page(rotate=rotate)
    for (x, y), words in zip(places, lines(LONG, 40), strict=False):
        page.text(x, y, words, turn=turn)
    assert blocks(pdf.made()) == [f"<p>{LONG}</p>"]


def test_words_outside_the_visible_page_are_ignored():
    pdf = Pdf()
    page = pdf.page(crop=(0, 100, 595, 842))
    page.prose(60, 100, LONG, 70)
    page.text(60, 800, "The printer's own remarks")
    page.text(900, 100, "far away")
    assert blocks(pdf.made()) == [f"<p>{LONG}</p>"]


def test_words_printed_twice_are_read_once():
    pdf = Pdf()
    page = pdf.page()
    page.text(60, 60, "A quiet harbour", 20, "bold").text(60.4, 60, "A quiet harbour", 20, "bold")
    page.prose(60, 100, LONG, 70)
    assert blocks(pdf.made()) == ["<h1>A quiet harbour</h1>", f"<p>{LONG}</p>"]


def test_words_that_are_not_shown_are_read():
    pdf = Pdf()
    page = pdf.page()
    page.picture(0, 0, 595, 842)
    for place, words in enumerate(lines(LONG, 70)):
        page.text(60, 100 + 12 * place, words, mode=3)
    assert blocks(pdf.made()) == [f"<p>{LONG}</p>"]
