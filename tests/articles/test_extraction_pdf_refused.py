"""PDFs that cannot be read, or not wholly: refused or told in an editor's words, within bounds."""

import re
import zlib
from importlib import import_module
from pathlib import Path

import pytest

from articles.extraction import ExtractionError, extract
from articles.extraction.pdf import read_pdf

from .making_pdf import Pdf

DATA = Path(__file__).parent.parent / "data" / "pdf"
WORDS = "The harbour opened on Monday after a long and careful inspection, officials said, and the ships came in."


def pdf_of(pages: int = 1) -> Pdf:
    pdf = Pdf()
    for number in range(pages):
        pdf.page().prose(60, 100 + 5 * (number % 7), f"{number} {WORDS}")
    return pdf


def refused(data: bytes) -> str:
    with pytest.raises(ExtractionError) as error:
        extract("a.pdf", data)
    return str(error.value)


def html_or_refusal(data: bytes) -> str:
    try:
        return read_pdf(data).html
    except ExtractionError as error:
        return str(error)


def told(pdf: Pdf) -> list[tuple[str, str]]:
    return [(doubt.code, doubt.about) for doubt in read_pdf(pdf.made()).doubts]


def test_a_password_is_needed():
    assert refused((DATA / "locked.pdf").read_bytes()).startswith("This PDF is locked with a password.")


def test_a_password_for_changes_alone_is_not_needed():
    assert WORDS in read_pdf((DATA / "protected.pdf").read_bytes()).html


def test_pictures_of_pages_have_no_text():
    pdf = Pdf()
    pdf.page().picture(0, 0, 595, 842)
    assert refused(pdf.made()).startswith("This PDF is made of pictures of pages")


def test_some_pages_without_text_are_told():
    pdf = pdf_of(1)
    for _ in range(3):
        pdf.page().picture(0, 0, 595, 842)
    pdf.page().prose(60, 100, "Nothing else was said.")
    pdf.page()
    assert told(pdf) == [("silent pages", "2–4, 6")]


def test_empty_pages_have_no_text():
    pdf = Pdf()
    pdf.page()
    assert refused(pdf.made()) == "There is no text in this PDF."


def test_no_pages():
    assert refused(Pdf().made()) == DAMAGED


DAMAGED = "This PDF is damaged or incomplete. Ask its sender for another copy."


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + b"\0" * 5000, b"%PDF-1.7\nxref\ntrailer\n<<>>\nstartxref\n9\n"]
)
def test_what_is_damaged(data):
    assert refused(data) == DAMAGED


def test_what_is_cut_short_is_read_as_far_as_it_goes_or_refused():
    data = pdf_of(5).made()
    for cut in range(10, len(data), 211):
        assert html_or_refusal(data[:cut])


def test_signs_that_are_no_letters():
    pdf = Pdf()
    pdf.page().lines(60, 100, [WORDS] * 3, font="nameless")
    assert refused(pdf.made()).startswith("The letters of this PDF cannot be read")


def test_some_signs_that_are_no_letters_are_told():
    pdf = pdf_of(6)
    pdf.pages[0].text(60, 400, "Harbour news", font="nameless")
    assert told(pdf) == [("letters", "")]


def test_too_many_pages():
    pdf = Pdf()
    for _ in range(2001):
        pdf.page()
    assert refused(pdf.made()).startswith("This PDF has more than 2,000 pages.")


def test_too_many_letters(monkeypatch):
    monkeypatch.setattr(import_module("articles.extraction.pdf.pages"), "MOST_LETTERS", 1000)
    assert refused(pdf_of(20).made()).startswith("This PDF has more than five million letters.")


def test_a_cover_for_what_is_attached_is_told():
    pdf = pdf_of(1)
    pdf.attach("report.pdf")
    pdf.attach("table.xlsx")
    assert told(pdf) == [("attached", "2")]


def test_pages_that_name_each_other():
    data = pdf_of(2).made()
    kids = re.search(rb"/Kids \[[^]]*\]", data)[0]
    assert refused(data.replace(kids, b"/Kids [2 0 R 2 0 R]".ljust(len(kids))))


@pytest.mark.parametrize(
    "content",
    [
        b"q " * 200_000 + b"BT /mono 10 Tf 60 700 Td (deep) Tj ET",
        b"[" * 100_000,
        b"<< /A " * 50_000,
        b"BT /mono 10 Tf " + b"1 0 0 1 60 700 Tm (x) Tj " * 100_000 + b"ET",
        b"BT /mono 1e30 Tf 1e30 0 0 1e-30 nan -1e38 Tm (huge) Tj ET",
        b"/Picture Do " * 20_000,
    ],
)
def test_hostile_content_is_read_or_refused(content):
    data = pdf_of(1).made()
    found = re.search(rb"<< /Length \d+ >>\nstream\nBT.*?endstream", data, re.DOTALL)
    packed = zlib.compress(content)
    stream = b"<< /Filter /FlateDecode /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream"
    assert html_or_refusal(data[: found.start()] + stream + data[found.end() :])
