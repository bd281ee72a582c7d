"""Bytes of all kinds: what can be read is read whole, what cannot is refused with a sentence."""

import gzip
import os
import re
import sqlite3

import pytest

from articles.extraction import ExtractionError, extract

ENGLISH = "A headline\n\nThe café’s owner said: “It is reasonable to conclude that it was forced labour.”\n\nHe agreed."
CHINESE = "标题在这里\n\n联合国专家周二表示，有理由得出结论认为，当地成员曾遭受强迫劳动。\n\n报告说，棉花采摘也在其中。"
TRADITIONAL = (
    "標題在這裡\n\n聯合國專家週二表示，有理由認為該地區的少數民族曾遭受強迫勞動。\n\n報告說，棉花採摘也在其中。"
)
JAPANESE = "見出し\n\n国連の専門家は火曜日、強制労働が行われたと述べた。\n\n報告書は綿花にも触れている。"
RUSSIAN = (
    "Заголовок\n\nЭксперт заявил, что разумно заключить: принудительный труд имел место.\n\n«Это так», — сказал он."
)
ARABIC = (
    "عنوان\n\nقال خبير في الأمم المتحدة يوم الثلاثاء إن من المعقول استنتاج أن العمل القسري حدث.\n\nوأضاف أن القطن منه."
)


def words(text: str) -> str:
    return "".join(text.split())


def said(data: bytes) -> str:
    story = extract("story.txt", data)
    return words((story.headline or "") + story.body_html.replace("<p>", "").replace("</p>", ""))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "utf-8-sig"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32"),
        (ENGLISH, "cp1252"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-16-le"),
        (TRADITIONAL, "big5"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso2022_jp"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8_r"),
        (RUSSIAN, "utf-16-be"),
        (ARABIC, "cp1256"),
        (ARABIC, "utf-8"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_an_encoding_is_made_out(text, encoding, line_end):
    text = text.replace(" — ", " - ") if encoding == "koi8_r" else text
    text = text.replace("«", '"').replace("»", '"') if encoding == "koi8_r" else text
    assert said(text.replace("\n", line_end).encode(encoding)) == words(text)


def test_utf8_with_words_in_windows_1252_loses_none():
    data = ENGLISH.encode() + b"\n\nShe wrote: \x93na\xefve\x94 \x96 and left\x85"
    assert said(data).endswith("Shewrote:“naïve”–andleft…")


def test_utf8_with_its_mark_and_stray_bytes_loses_none():
    assert said(b"\xef\xbb\xbfA headline\n\nIt can\x92t be.\n\nNo.") == "AheadlineItcan’tbe.No."


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("windows-1251", "Да. Нет."),
        ("gb2312", "棉花。"),
        ("Shift_JIS", "綿花。"),
        ("big5", "棉花。"),
        ("iso-8859-1", "“é” €"),
    ],
)
def test_a_page_says_its_encoding(charset, text):
    encoding = {"iso-8859-1": "cp1252"}.get(charset, charset)
    page = f'<html><head><meta charset="{charset}"></head><body><p>{text}</p></body></html>'
    assert extract("a.html", page.encode(encoding)).body_html == f"<p>{text}</p>"


@pytest.mark.parametrize("charset", ["unicode_escape", "idna", "zlib", "no-such-thing"])
def test_a_page_may_not_name_any_codec(charset):
    page = f'<html><head><meta charset="{charset}"></head><body><p>\\x41 “words” and café’s more</p></body></html>'
    assert extract("a.html", page.encode("cp1252")).body_html == "<p>\\x41 “words” and café’s more</p>"


@pytest.mark.parametrize(
    "data", [b"", b"  \n\t\r\n ", b"\xef\xbb\xbf", b"\xef\xbb\xbf \n", "\u3000\n".encode(), b"\x00\x00", b"\xff\xfe"]
)
def test_an_empty_file_is_refused(data):
    with pytest.raises(ExtractionError, match="no text in this file"):
        extract("empty.txt", data)


def database() -> bytes:
    connection = sqlite3.connect(":memory:")
    connection.execute("create table words (word text)")
    made = connection.serialize()
    connection.close()
    return made


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00\x00\x00\rIHDR" * 20, "PNG picture"),
        (b"\xff\xd8\xff\xe0\x00\x10JFIF", "JPEG picture"),
        (b"GIF89a\x01\x00", "GIF picture"),
        (gzip.compress(b"words"), "GZIP"),
        (b"\x7fELF\x02\x01\x01", "program"),
        (b"MZ\x90\x00\x03", "program"),
        (b"{\\rtf1\\ansi words}", "RTF"),
        (database(), "database"),
        (b"words\x00\x01\x02\x03" * 100, "data for a program"),
        (b"\x00\x01\x02\x03\xff" * 100, "data for a program"),
        (b"\x01\x02\x03\x04 words " * 100, "data for a program"),
    ],
)
def test_what_is_no_text_is_refused_by_what_it_seems_to_be(data, kind):
    with pytest.raises(ExtractionError, match="can be read") as refusal:
        extract("story.txt", data)
    assert re.search(kind, refusal.value.about)


def test_random_bytes_are_refused():
    with pytest.raises(ExtractionError):
        extract("story.txt", os.urandom(4000))


def test_a_stray_nul_does_not_make_text_binary():
    assert said(
        b"A headline\n\nIt was \x00said, and it was written down at length.\n\nHe agreed." + b" Yes." * 60
    ).startswith("AheadlineItwassaid,")


def test_a_refusal_is_a_sentence():
    with pytest.raises(ExtractionError) as refusal:
        extract("story.txt", b"")
    assert str(refusal.value) == "There is no text in this file."
