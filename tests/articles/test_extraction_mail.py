"""E-mail: the letter becomes the article; who sent it, what it quotes and what came with it are told apart."""

from base64 import b64encode
from datetime import date

import pytest

from articles.extraction import Doubt, ExtractionError, extract
from articles.extraction.mail import read
from articles.extraction.reading import READERS

SENT = """From: {sender}
To: desk@courier.example
Subject: {subject}
Date: Tue, 3 May 2022 23:30:00 +0900
Message-ID: <1@courier.example>
MIME-Version: 1.0
"""
WIRE = "PORT EXAMPLE (Reuters) - The harbour opened on Monday.\n\nShips waited outside for three days.\n"
PNG = b"\x89PNG\r\n\x1a\nwhatever"


def letter(rest: str, subject: str = "A quiet harbour", sender: str = "Jane Doe <jane@courier.example>") -> bytes:
    return (SENT.format(subject=subject, sender=sender) + rest).encode()


def plain(text: str, form: str = "", **fields: str) -> bytes:
    return letter(f"Content-Type: text/plain; charset=utf-8{form}\n\n{text}", **fields)


def mixed(*parts: str, kind: str = "mixed") -> bytes:
    pieces = "".join(f"--b\n{part}\n" for part in parts)
    return letter(f'Content-Type: multipart/{kind}; boundary="b"\n\nFor old programs.\n{pieces}--b--\nAfter.\n')


def reasons(data: bytes) -> list[tuple[str, str]]:
    return [(each.reason, each.html) for each in extract("a.eml", data).left_out]


def test_a_wire_story_by_mail():
    story = extract("a.eml", plain(WIRE))
    assert (story.headline, story.byline) == ("A quiet harbour", "Jane Doe")
    assert (story.dateline, story.agency, story.published_on) == ("PORT EXAMPLE", "Reuters", date(2022, 5, 3))
    assert story.body_html == (
        "<p>PORT EXAMPLE (Reuters) - The harbour opened on Monday.</p>\n<p>Ships waited outside for three days.</p>"
    )
    assert story.doubts == (Doubt("short"),)


def test_what_the_story_says_of_itself_counts_more():
    story = extract("a.eml", plain(f"By Ana Roe\n\nPublished: 1 May 2022\n\n{WIRE}"))
    assert (story.byline, story.published_on) == ("Ana Roe", date(2022, 5, 1))


@pytest.mark.parametrize(
    ("subject", "headline"),
    [
        ("Re: AW: [wire-list] Fwd: A quiet harbour", "A quiet harbour"),
        ("=?utf-8?B?5riv5Y+j?= =?utf-8?B?5byA5pS+?=", "港口开放"),
        ("=?koi8-r?B?8M/S1A==?=", "Порт"),
        ("转发：港口开放", "港口开放"),
        ("=?no-such-thing?Q?Harbour?=", "Harbour"),
        ("Report: a quiet harbour", "Report: a quiet harbour"),
        ("[Update]", "[Update]"),
        ("A quiet\n harbour", "A quiet harbour"),
    ],
)
def test_subjects(subject, headline):
    assert extract("a.eml", plain(WIRE, subject=subject)).headline == headline


@pytest.mark.parametrize(
    ("sender", "byline"),
    [
        ('"Doe, Jane" <jane@courier.example>', "Jane Doe"),
        ("=?iso-8859-1?Q?Ren=E9e_Duc?= <renee@courier.example>", "Renée Duc"),
        ("王小明 <wang@courier.example>", "王小明"),
        ("Jane Doe via Wire List <list@courier.example>", "Jane Doe"),
        ("Reuters News <wire@courier.example>", None),
        ("The Courier Newsletter <jane@courier.example>", None),
        ("Agence France-Presse <a@courier.example>", None),
        ("Jane Doe <noreply@courier.example>", None),
        ("jane@courier.example", None),
        ("(((<@", None),
    ],
)
def test_only_a_person_is_proposed_as_writer(sender, byline):
    assert extract("a.eml", plain(WIRE, sender=sender)).byline == byline


def test_quotation_and_signature_are_left_out():
    text = "Ships waited.\n\nOn Mon, 2 May 2022 at 10:00,\nJohn Roe wrote:\n> Is it open?\n>> No.\n\nDivers looked.\n\n-- \nJane"
    story = extract("a.eml", plain(text))
    assert story.body_html == "<p>Ships waited.</p>\n<p>Divers looked.</p>"
    assert [(each.reason, each.before) for each in story.left_out] == [("reply", 1)] * 4 + [("signature", 2)] * 2
    assert "<p>Is it open?</p>" in [each.html for each in story.left_out]


def test_a_letter_below_an_answer_is_left_out():
    text = (
        "Ships waited.\n\n-----Original Message-----\nFrom: John Roe\nSent: Monday\nTo: Jane\nSubject: x\n\nIs it open?"
    )
    assert [reason for reason, _ in reasons(plain(text))] == ["sending"] * 5 + ["reply"]


def test_what_was_passed_on_is_the_story():
    heading = "---------- Forwarded message ---------\nFrom: Wire <w@wire.example>\nDate: Mon\nSubject: x\nTo: y\n\n"
    story = extract("a.eml", plain(heading + WIRE, subject="Fwd: A quiet harbour"))
    assert story.byline is None
    assert story.published_on is None
    assert story.body_html.startswith("<p>PORT EXAMPLE (Reuters)")
    assert {each.reason for each in story.left_out} == {"sending"}
    assert "PORT EXAMPLE" in extract("a.eml", plain("> " + WIRE, subject="WG: Harbour")).body_html


def test_flowing_lines_are_joined():
    text = "The harbour opened \non Monday.\n\nThe next \n> quoted \n> words\n-- \nJane"
    story = extract("a.eml", plain(text, "; format=flowed"))
    assert story.body_html == "<p>The harbour opened on Monday.</p>\n<p>The next</p>"
    assert [each.html for each in story.left_out] == ["<p>quoted words</p>", "<p>--</p>", "<p>Jane</p>"]
    assert "港口开放" in extract("a.eml", plain("港口 \n开放\n\nx.", "; format=flowed; delsp=yes")).body_html


@pytest.mark.parametrize(
    ("charset", "encoding", "words"),
    [
        ("iso-8859-1", "cp1252", "“Café” was there."),
        ("gb2312", "gb18030", "港口周一开放，官员说，船只等待三天。"),
        ("shift_jis", "cp932", "港は月曜日に開いた。"),
        ("koi8-r", "koi8_r", "Порт открылся."),
        ("us-ascii", "utf-8", "Café was there."),
        ("no-such-thing", "utf-8", "Café was there."),
        ("idna", "utf-8", "Café was there."),
    ],
)
def test_charsets(charset, encoding, words):
    coded = b64encode(words.encode(encoding)).decode()
    data = letter(f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: base64\n\n{coded}\n")
    assert extract("a.eml", data).body_html == f"<p>{words}</p>"


def test_a_newsletter_of_tables_is_read_as_paragraphs():
    page = """<html><body><div style="display:none">Preheader</div><table><tr><td>View this email in your browser</td></tr>
    <tr><td><h1>A quiet harbour</h1><p>Ships <b>waited</b>.</p><table><tr><th>Ship</th></tr><tr><td>Ana</td></tr></table>
    </td></tr></table><p><a href="https://courier.example/u">Unsubscribe</a></p></body></html>"""
    text = "Content-Type: text/plain\n\nShips waited, plainly."
    story = extract("a.eml", mixed(text, f"Content-Type: text/html; charset=utf-8\n\n{page}", kind="alternative"))
    assert story.body_html.startswith("<p>Ships <b>waited</b>.</p>\n<table>")
    assert [each.reason for each in story.left_out] == ["promotion", "promotion"]
    assert "Preheader" not in story.body_html


def test_a_page_without_words_gives_way_to_plain_text():
    data = mixed(
        "Content-Type: text/plain\n\nShips waited.", "Content-Type: text/html\n\n<p><img src=x></p>", kind="alternative"
    )
    assert extract("a.eml", data).body_html == "<p>Ships waited.</p>"


def test_quotations_in_html_are_left_out():
    page = '<p>Ships waited.</p><div class="gmail_quote">He wrote:<blockquote type=cite>Open?</blockquote></div>'
    assert [reason for reason, _ in reasons(letter(f"Content-Type: text/html\n\n{page}"))] == ["reply", "reply"]


def test_pictures_in_the_letter_are_kept_and_other_files_named():
    picture = b64encode(PNG).decode()
    data = mixed(
        'Content-Type: text/html\n\n<p>Ships.</p><p><img src="cid:ship@x" srcset="a 2x"></p><img src="cid:none">',
        f"Content-Type: image/png\nContent-ID: <ship@x>\nContent-Transfer-Encoding: base64\n\n{picture}",
        'Content-Type: application/pdf; name="=?utf-8?Q?h=C3=A4fen.pdf?="\n\n%PDF-',
        "Content-Type: text/plain\nContent-Disposition: attachment; filename*=utf-8''n%C3%B6te.txt\n\nNote",
    )
    document, blocks = read(data)
    assert document.pictures == {"p1": PNG}
    assert 'src="picture:p1"' in blocks[1].html
    assert extract("a.eml", data).doubts[0] == Doubt("attachments", "häfen.pdf, nöte.txt")


def test_a_letter_that_only_encloses_another_is_that():
    inner = plain(WIRE, subject="The true headline").decode()
    story = extract("a.eml", mixed("Content-Type: text/plain\n\n \n", f"Content-Type: message/rfc822\n\n{inner}"))
    assert story.headline == "The true headline"


def test_a_signed_letter_is_read():
    text = f"-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n{WIRE}\n-----BEGIN PGP SIGNATURE-----\n\niQ\n-----END PGP-----"
    assert "BEGIN" not in extract("a.eml", plain(text)).body_html


@pytest.mark.parametrize(
    "data",
    [
        mixed("Content-Type: application/pgp-encrypted\n\nVersion: 1", kind="encrypted"),
        letter("Content-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB"),
        plain("-----BEGIN PGP MESSAGE-----\n\nhQ\n-----END PGP MESSAGE-----"),
    ],
)
def test_an_encrypted_letter_is_refused(data):
    with pytest.raises(ExtractionError, match="is encrypted"):
        extract("a.eml", data)


@pytest.mark.parametrize(
    "rest", ["", "\n", "Content-Type: image/png\n\nx", 'Content-Type: multipart/mixed; boundary=""\n\n--\n']
)
def test_a_letter_without_words_is_refused(rest):
    with pytest.raises(ExtractionError, match="no text in this e-mail"):
        extract("a.eml", letter(rest))


NESTED = "".join(f"Content-Type: multipart/mixed; boundary=b{n}\n\n--b{n}\n" for n in range(5000))


@pytest.mark.parametrize(
    "rest",
    [
        NESTED,
        "Content-Type: message/rfc822\n\n" * 5000,
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nwords\n" * 10_000,
    ],
)
def test_a_tangle_of_parts_is_refused(rest):
    with pytest.raises(ExtractionError, match="too many parts"):
        extract("a.eml", letter(rest))


@pytest.mark.parametrize(
    "rest",
    [
        "X-Field: y\n" * 20_000 + "\nwords",
        "Content-Type: text/plain; " + "a*0*=b; " * 100_000 + "\n\nwords",
        "Cc: " + "<a@b>,(" * 100_000 + "\n\nwords",
        'Content-Type: multipart/mixed; boundary="(.*)+"\n\n--(.*)+\n\nwords\n--(.*)+--\n',
        "Content-Type: multipart/mixed; boundary=missing\n\nwords",
        "Content-Transfer-Encoding: base64\n\nd29yZ\x01HM!",
        "Content-Type: text/html\n\n" + "<style" * 100_000 + "</style><p>words</p>",
    ],
)
def test_hostile_letters_are_survived(rest):
    assert READERS["mail"]("a.eml", letter(rest)).headline == "A quiet harbour"


def test_a_letter_that_was_cut_off_is_read_and_doubted():
    cut = mixed("Content-Type: text/plain\n\nShips waited.").partition(b"\n--b--")[0]
    assert Doubt("truncated") in extract("a.eml", cut).doubts
