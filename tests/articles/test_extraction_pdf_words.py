"""Words of PDFs: parted at a line's end, in scripts without spaces, and from right to left."""

import pytest

from articles.extraction.pdf import read_pdf

from .making_pdf import Pdf

ARABIC = ("افتتح الميناء يوم الاثنين بعد تفتيش طويل ودقيق كما قال", "المسؤولون وانتظرت السفن ثلاثة أيام.")
CHINESE = ("港口周一在长时间的仔细检查之后重新开放，", "官员们说，船只在外面等了三天。")


def said(*rows: str, font: str = "mono", x: float = 60) -> str:
    pdf = Pdf()
    pdf.page().lines(x, 100, rows, font=font)
    return read_pdf(pdf.made()).html


@pytest.mark.parametrize(
    ("rows", "words"),
    [
        # a mere break
        (("Nobody said a word about the inspec-", "tion of the piers in the harbour."), "the inspection of"),
        # the same word elsewhere decides
        (("A well-known pier is not the only well-", "known pier of this town, they say."), "only well-known pier"),
        (("The co-operation was long, and so was co-", "operation with others in the harbour."), "was co-operation"),
        # no break ever stands so
        (("The ships are waiting for an answer by e-", "mail from the council of the harbour."), "by e-mail from"),
        (("She is a member of the council of Nord-", "Ost, which is responsible for the pier."), "of Nord-Ost, which"),
        (("Nothing was heard of the virus COVID-", "19 while the ships were waiting there."), "COVID-19 while"),
        # a part that two words share
        (
            ("Der Hafen ist offen für die Ein- und Ausfuhr und Ein-", "und Ausreise aller Schiffe."),
            "und Ein- und Ausreise",
        ),
        (("The port inspected all of the pre- and post-", "or even later ships, they say again."), "post- or even"),
        # addresses
        (
            ("The report is at https://example.org/reports/", "harbour.html and may be read by all."),
            "reports/harbour.html",
        ),
        # dashes
        (("The ships were waiting out there in 2019–", "2020 while divers looked at the piers."), "2019–2020 while"),
    ],
)
def test_a_line_goes_on(rows, words):
    assert words in said(*rows, font="unicode" if "–" in rows[0] else "mono").replace("\u2010", "-")


def test_soft_hyphens_go():
    assert "inspection of" in said(
        "Nobody said a word about the inspec\u00ad", "tion of the piers in the har­bour.", font="unicode"
    )


def test_chinese_lines_are_joined_without_space():
    assert said(*CHINESE, font="unicode") == f"<p>{''.join(CHINESE)}</p>"


def test_chinese_from_the_top_to_the_bottom_is_told():
    pdf = Pdf()
    page = pdf.page()
    for place, sign in enumerate(CHINESE[0]):
        page.text(500, 100 + 14 * place, f"{sign} ", font="unicode", size=12)
    document = read_pdf(pdf.made())
    assert document.html == f"<p>{CHINESE[0]}</p>"
    assert [doubt.code for doubt in document.doubts] == ["upright"]


def test_arabic_is_read_from_the_right():
    pdf = Pdf()
    page = pdf.page(width=900)
    for place, row in enumerate(ARABIC):
        # as it is drawn: the last letter first, from the left
        page.text(800 - 10 * len(row), 100 + 14 * place, row[::-1], font="unicode")
    assert read_pdf(pdf.made()).html == f"<p>{' '.join(ARABIC)}</p>"


def test_forms_of_letters_become_letters():
    assert said("An oﬃcial ﬁle ﬂew away.", font="unicode") == "<p>An official file flew away.</p>"
    assert said("ﻪﺒﺘﻛ", font="unicode") == "<p>كتبه</p>"


def test_wide_letters_stay_what_they_are():
    assert said("x² and ½ of № 5", font="unicode") == "<p>x² and ½ of № 5</p>"
