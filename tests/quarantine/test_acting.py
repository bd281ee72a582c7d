"""Markup that acts: whatever file it comes in, what leaves the quarantine holds nothing of it."""

import json
from collections.abc import Callable
from html import escape

import pytest

from articles.extraction import ExtractionError, extract
from articles.quarantine.cleaning import cleaned
from articles.text import prepare
from tests.articles.making import OFFICE, docx, epub, odt, p
from tests.quarantine.harmless import harm
from tests.quarantine.hostile import letters, pages, pdfs
from tests.quarantine.hostile.acting import COMMENTS, MUTATIONS, SCRIPTS, URLS, VECTORS

WORDS = "Ships waited outside for three days."


def _letter(vector: str) -> bytes:
    return f"{letters.HEAD}Content-Type: text/html; charset=utf-8\n\n<p>{WORDS}</p>{vector}".encode()


def _book(vector: str) -> bytes:
    return epub(f"<p>{WORDS}</p>{vector}")


def _item(vector: str) -> bytes:
    item = {"uri": "u", "headline": vector, "byline": vector, "body_html": f"<p>{WORDS}</p>{vector}", "language": "en"}
    return json.dumps(item).encode()


IN_MARKUP: dict[str, Callable[[str], bytes]] = {
    "html": pages.page_of,
    "mhtml": letters.saved,
    "eml": _letter,
    "md": lambda vector: f"# A harbour\n\n{WORDS}\n\n{vector}\n\n[x]({vector}) <{vector}> ![x]({vector})".encode(),
    "epub": _book,
    "json": _item,
}


def _linked_word(address: str) -> bytes:
    link = f'<w:p><w:hyperlink r:id="h"><w:r><w:t>{WORDS}</w:t></w:r></w:hyperlink></w:p>'
    field = f'<w:p><w:r><w:instrText>HYPERLINK "{escape(address)}"</w:instrText></w:r></w:p>'
    target = f'Target="{escape(address)}" TargetMode="External"'
    return docx(link, field, p(WORDS), relations=f'<Relationship Id="h" Type="{OFFICE}/hyperlink" {target}/>')


def _linked_open_document(address: str) -> bytes:
    return odt(f'<text:p><text:a xlink:href="{escape(address)}">{WORDS}</text:a></text:p>')


def _linked_pdf(address: str) -> bytes:
    told = address.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    link = f"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A << /S /URI /URI ({told}) >> >>"
    return pdfs.plain(page=pdfs.ONE_PAGE.replace("/Parent", f"/Annots [{link}] /Parent"))


IN_ADDRESSES = {
    "docx": _linked_word,
    "odt": _linked_open_document,
    "pdf": _linked_pdf,
    "md": lambda address: (
        f"[{WORDS}]({address})\n\n[{WORDS}](<{address}>)\n\n<{address}>\n\n[x]\n\n[x]: {address}".encode()
    ),
}


@pytest.mark.parametrize("around", ["{}", "<p>{}</p>", "<table>{}", "<svg>{}"])
def test_prepared_it_is_harmless(around: str) -> None:
    for vector in VECTORS:
        assert harm(prepare(around.replace("{}", vector)).body) == [], vector


def test_prepared_among_many_tags_it_is_harmless() -> None:
    for vector in (*SCRIPTS, *MUTATIONS, *COMMENTS):
        assert harm(prepare("<b>x</b>" * 2_000 + vector).body) == [], vector


@pytest.mark.parametrize("kind", IN_MARKUP)
def test_read_from_a_file_it_is_harmless(kind: str) -> None:
    read = harmless(kind, [IN_MARKUP[kind](vector) for vector in VECTORS])
    assert read > 0 if kind == "epub" else read > len(VECTORS) / 2  # most of it is no XHTML


@pytest.mark.parametrize("kind", IN_ADDRESSES)
def test_a_link_leads_to_the_web_or_nowhere(kind: str) -> None:
    assert harmless(kind, [IN_ADDRESSES[kind](address) for address in URLS]) > len(URLS) / 2


def harmless(kind: str, files: list[bytes]) -> int:
    """Count the files that can be read; what is read must be harmless."""
    read = 0
    for data in files:
        try:
            found = cleaned(extract(f"story.{kind}", data))
        except ExtractionError:
            continue
        assert harm(found.body_html) == [], data
        assert [harm(piece.html) for piece in found.left_out if harm(piece.html)] == [], data
        read += 1
    return read


def test_harm_is_seen() -> None:
    for html in ("<p onclick=x>", "<script>", "<a href='javascript:x'>x</a>", "<img src=//e.org>", "<!-- x -->"):
        assert harm(html)
    assert harm('<p data-s="0" data-n="1"><a href="https://e.org/">x</a></p>') == []
