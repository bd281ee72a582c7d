"""What kind of file it is: its bytes decide; a name only parts what looks alike, and is doubted where it is wrong."""

from pathlib import Path

import pytest

from articles.extraction import Doubt, ExtractionError, extract, kind_of

WIRE = Path(__file__).parents[1] / "data" / "wire"
PAGE = b"<!doctype html><html><body><h1>A quiet harbour</h1><p>Ships waited for three days.</p></body></html>"
ITEM = b'{"uri": "urn:x:1", "type": "text", "headline": "A quiet harbour", "body_html": "<p>Ships.</p><p>Piers.</p>"}'
MAIL = (
    b"From: Jane Doe <jane@courier.example>\nSubject: A quiet harbour\nDate: Tue, 3 May 2022 10:00:00 +0200\n\nShips."
)
SAVED = (
    b"From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/1\nMIME-Version: 1.0\n"
    b"Content-Type: text/html\n\n<p>Ships waited.</p>"
)
MARKDOWN = b"# A quiet harbour\n\nShips **waited** for three days."


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("story.docx", PAGE, "html"),
        ("story.txt", PAGE, "html"),
        ("story.txt", ITEM, "ninjs"),
        ("story.html", ITEM, "ninjs"),
        ("story.txt", b"\xef\xbb\xbf" + ITEM, "ninjs"),
        ("story.txt", ITEM.decode().encode("utf-16"), "ninjs"),
        ("story.txt", MAIL, "mail"),
        ("story.txt", MAIL.replace(b"\n", b"\r\n"), "mail"),
        ("story.txt", b"\xef\xbb\xbf\n" + MAIL, "mail"),
        ("story.txt", b"From jane@courier.example Tue May  3 10:00:00 2022\n" + MAIL, "mail"),
        ("story.eml", MAIL + b"\n<p>words</p><p>words</p>", "mail"),
        ("story.txt", SAVED, "mhtml"),
        ("story.mht", b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n", "mhtml"),
        ("story.txt", MARKDOWN, "markdown"),
        ("story", MARKDOWN, "markdown"),
        ("story.md", b"Ships waited for three days.", "markdown"),
        ("story.MARKDOWN", b"Ships waited.", "markdown"),
        ("story.md", b"<p>Ships</p>\n\n# and\n\n<p>piers</p>", "markdown"),
        ("story.md", PAGE, "html"),
        ("story.txt", b"# One kind of mark alone\n\nShips waited.", "text"),
        ("story.txt", b"* EMBARGOED *\n\n- Ships waited\n- Divers looked\n\n###\n\n** END **", "text"),
        ("story.txt", b"[Update] Ships waited (see above).\n\n[[", "text"),
        ("story.txt", b"{Ships waited}", "text"),
    ],
)
def test_the_bytes_decide(name, data, kind):
    assert kind_of(name, data) == kind


@pytest.mark.parametrize("path", sorted(WIRE.glob("*.txt")), ids=lambda path: path.name)
def test_a_wire_story_is_plain_text(path):
    assert kind_of(path.name, path.read_bytes()) == "text"
    assert kind_of("story", path.read_bytes()) == "text"


@pytest.mark.parametrize(
    "beginning",
    [
        "By Jane Doe\nLONDON (Reuters) - Ships waited.",
        "Subject: The harbour\nBy: Jane Doe\n\nShips waited.",
        "From: The Ministry\nTo: Editors\nDate: 3 May 2022\nSubject: Harbour\n\nIt opens.",
        "From: harbours to homes, she said.\n\nWrite to jane@courier.example.",
        "Date: 3 May 2022\nPlace: Port Example\n\nShips waited.",
    ],
)
def test_lines_with_a_colon_are_no_letter(beginning):
    assert kind_of("story.txt", beginning.encode()) == "text"


@pytest.mark.parametrize(
    ("name", "data", "what"),
    [
        ("report.pdf", PAGE, "a web page (HTML)"),
        ("report.DOCX", PAGE, "a web page (HTML)"),
        ("report.json", b"Ships waited.", "plain text"),
        ("report.html", MAIL, "an e-mail"),
        ("report.md", PAGE, "a web page (HTML)"),
        ("a/b.txt/report.eml", ITEM, "a ninjs item (JSON)"),
    ],
)
def test_a_name_that_promises_another_kind_is_doubted(name, data, what):
    assert Doubt("misnamed", what) in extract(name, data).doubts


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("report.html", PAGE),
        ("report.txt", PAGE),
        ("report.txt", MAIL),
        ("report.eml", SAVED),
        ("report.html", b"No tag at all."),
        ("pasted.html", ITEM),
        ("report", MAIL),
        ("report.2022", MARKDOWN),
        (".md", b"Ships."),
    ],
)
def test_other_names_are_not(name, data):
    assert "misnamed" not in [doubt.code for doubt in extract(name, data).doubts]


@pytest.mark.parametrize(
    ("words", "short"),
    [
        ("One word more. " * 9, True),
        ("One word more. " * 10, False),
        ("港口开放。" * 14, True),
        ("港口开放。" * 15, False),
        ("ท่าเรือเปิดแล้ว" * 3, True),
        ("ท่าเรือเปิดแล้ว" * 15, False),
    ],
)
def test_few_words_are_doubted_in_any_file(words, short):
    said = extract("a.html", f"<h1>A quiet harbour</h1><p>{words}</p>".encode()).doubts
    assert said == ((Doubt("short"),) if short else ())


def test_a_file_without_headline_is_doubted():
    doubts = extract("a.txt", ("LONDON (Reuters) - " + "Ships waited. " * 20).encode()).doubts
    assert doubts == (Doubt("headline"),)
    assert doubts[0].sentence == "No headline was found."


def test_an_outlook_message_is_refused_by_name():
    data = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600 + "__substg1.0_0037001F".encode("utf-16-le")
    with pytest.raises(ExtractionError, match="Outlook message"):
        extract("story.msg", data)


@pytest.mark.parametrize(("name", "data"), [("a.txt", b"a\n" * 100_001), ("a.eml", MAIL + b"\n> a\n\nb" * 50_000)])
def test_a_hundred_thousand_lines_are_refused(name, data):
    with pytest.raises(ExtractionError, match="100,000 lines"):
        extract(name, data)


def test_two_hundred_thousand_elements_are_refused():
    with pytest.raises(ExtractionError, match="too many elements"):
        extract("a.html", b"<p>a</p>" * 200_001)
