"""Web pages saved with their pictures in one file."""

from base64 import b64encode

import pytest

from articles.extraction import Doubt, ExtractionError, extract
from articles.extraction.mhtml import read

PICTURE = b"\x89PNG\r\n\x1a\nwhatever"
PAGE = """<!DOCTYPE html><html lang=3D"en"><head><meta charset=3D"utf-8"><title>The Courier</title></head>
<body><h1>A quiet harbour</h1><p>Caf=C3=A9s by the <a href=3D"/piers">piers</a> opened.</p>
<figure><img src=3D"ship.png"><figcaption>A ship.</figcaption></figure><img src=3D"cid:pier@x">
<iframe src=3D"cid:frame-2@mhtml.blink"></iframe><p>Ships =
waited.</p></body></html>"""


def saved(page: str = PAGE, end: str = "------B--\n", **fields: str) -> bytes:
    picture = b64encode(PICTURE).decode()
    return f"""From: <Saved by Blink>
Snapshot-Content-Location: {fields.get("address", "https://courier.example/news/1")}
Subject: The Courier
Date: Tue, 3 May 2022 10:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related;
	type="text/html";
	boundary="----B"


------B
Content-Type: text/html
Content-ID: <frame-1@mhtml.blink>
Content-Transfer-Encoding: quoted-printable
Content-Location: https://courier.example/news/1

{page}
------B
Content-Type: text/html
Content-ID: <frame-2@mhtml.blink>

<p>An advertisement in a frame.</p>
------B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-Location: https://courier.example/news/ship.png

{picture}
------B
Content-Type: image/png
Content-Transfer-Encoding: base64
Content-ID: <pier@x>

{picture}
{end}""".encode()


def test_a_page_saved_by_chromium():
    page = extract("a.mhtml", saved())
    assert (page.headline, page.source_url) == ("A quiet harbour", "https://courier.example/news/1")
    assert page.published_on is None
    assert '<p>Cafés by the <a href="https://courier.example/piers">piers</a> opened.</p>' in page.body_html
    assert "<p>Ships waited.</p>" in page.body_html
    assert "advertisement" not in page.body_html
    assert page.doubts == (Doubt("short"),)


def test_its_pictures_come_along():
    document = read(saved().replace(b"\n", b"\r\n"))
    assert document.pictures == {"p2": PICTURE, "p3": PICTURE}
    assert 'src="picture:p2"' in extract("a.mhtml", saved()).body_html
    assert 'src="picture:p3"' in document.html


def test_a_page_saved_by_word_has_no_sender():
    data = b"""MIME-Version: 1.0
Content-Type: multipart/related; boundary="--=N"; start="<page@x>"

----=N
Content-Location: file:///C:/A/other.htm
Content-Type: text/html; charset="windows-1251"

<p>Other.</p>
----=N
Content-ID: <page@x>
Content-Location: file:///C:/A/page.htm
Content-Transfer-Encoding: 8bit
Content-Type: text/html; charset="windows-1251"

<html><body><h1>\xcf\xee\xf0\xf2</h1><p>\xce\xf2\xea\xf0\xfb\xeb\xf1\xff.</p></body></html>
----=N--
"""
    page = extract("a.mht", data)
    assert (page.headline, page.body_html, page.source_url) == ("Порт", "<p>Открылся.</p>", None)


def test_a_single_page_with_its_address():
    data = b"MIME-Version: 1.0\nContent-Type: text/html\nContent-Location: http://courier.example/1\n\n<h1>A</h1><p>Ships.</p>"
    assert extract("a.mht", data).source_url == "http://courier.example/1"


@pytest.mark.parametrize("address", ["file:///C:/a.htm", "javascript:alert(1)", "cid:x", ""])
def test_only_an_address_of_the_web_is_proposed(address):
    assert extract("a.mht", saved(address=address)).source_url in {None, "https://courier.example/news/1"}


@pytest.mark.parametrize("left", [40, 300, 500])
def test_a_page_that_was_cut_off_is_read_as_far_as_it_goes(left):
    page = extract("a.mht", saved()[:-left])
    assert page.headline == "A quiet harbour"
    assert Doubt("truncated") in page.doubts


def test_a_file_without_page_is_refused():
    with pytest.raises(ExtractionError, match="no web page"):
        extract("a.mht", saved().replace(b"text/html", b"text/css"))


def test_a_page_nested_too_deeply_is_refused():
    with pytest.raises(ExtractionError, match="nested too deeply"):
        extract("a.mht", saved("<div>" * 5_000 + "deep"))
