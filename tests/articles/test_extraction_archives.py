"""An archive of many files is unpacked one by one; what cannot be read does not keep the others back."""

import io
import struct
import warnings
import zipfile

import pytest

from articles.extraction import ExtractionError
from articles.extraction.archives import Unreadable, unpack
from articles.extraction.containers import MOST_FILES
from tests.articles.making import docx, p, zipped

LIMIT = 1024**2


def unpacked(data: bytes, limit: int = LIMIT) -> list[tuple[str, bytes | str]]:
    """The names, and the bytes or the sentence that says why there are none."""
    found = unpack(data, limit)
    return [(each.name, str(each.error)) if isinstance(each, Unreadable) else each for each in found]


def test_the_files_in_their_order():
    word = docx(p("Words."))
    data = zipped({"b.txt": "second", "a/": "", "a/c.docx": word, "a.txt": "", "新闻.txt": "words"})
    assert unpacked(data) == [("b.txt", b"second"), ("a/c.docx", word), ("a.txt", b""), ("新闻.txt", b"words")]


def test_what_systems_leave_is_passed_over():
    left = ("__MACOSX/._a.txt", ".DS_Store", "a/Thumbs.db", "a/.hidden", ".git/config", "desktop.ini")
    assert unpacked(zipped(dict.fromkeys((*left, "a.txt"), "words"))) == [("a.txt", b"words")]


@pytest.mark.parametrize(
    ("raw", "name"),
    [("é.txt".encode(), "é.txt"), (b"\x82.txt", "é.txt"), (b"..\\..\\a.txt", "a.txt"), (b"/etc/a.txt", "etc/a.txt")],
)
def test_names_are_made_readable_and_lead_nowhere(raw, name):
    data = zipped({"x" * len(raw): "words"}).replace(b"x" * len(raw), raw)
    assert unpacked(data) == [(name, b"words")]


def test_one_that_cannot_be_read_does_not_keep_the_others_back():
    data = zipped({"a.txt": "a" * 50, "b.txt": "b" * 50, "c.txt": "c" * 50}, zipfile.ZIP_STORED)
    found = unpacked(data.replace(b"b" * 50, b"b" * 49 + b"x"))
    assert found[0] == ("a.txt", b"a" * 50)
    assert found[1] == ("b.txt", "This file is damaged or incomplete. Save or download it again.")
    assert found[2] == ("c.txt", b"c" * 50)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"x" * (LIMIT + 1), "This file is too large."),
        (zipped({"a.txt": "words"}), "This is an archive in an archive. Unpack it and bring in its files."),
        (
            zipped({"[Content_Types].xml": "", "xl/a": ""}),
            "This is a spreadsheet. Copy what is to be read into a text document and bring in that.",
        ),
    ],
)
def test_what_is_refused_is_named(content, sentence):
    data = zipped({"a": content, "b.txt": "words"})
    assert unpacked(data) == [("a", sentence), ("b.txt", b"words")]


def test_a_dense_file_is_not_unpacked():
    assert unpacked(zipped({"a.txt": bytes(30 * LIMIT)}), 100 * LIMIT) == [
        ("a.txt", "This file becomes far too large when it is unpacked, and was not opened.")
    ]


def test_links_and_protected_files_are_named():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        link = zipfile.ZipInfo("link.txt")
        link.create_system, link.external_attr = 3, 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
        archive.writestr("secret.txt", "words")
    data = made.getvalue()
    start = data.rindex(b"secret.txt") - 46 + 8
    assert unpacked(data[:start] + b"\x01\x00" + data[start + 2 :]) == [
        ("link.txt", "This is no file but a link to one."),
        ("secret.txt", "This file is protected by a password. Save it without one and try again."),
    ]


def test_two_files_of_one_name_are_both_there():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        archive.writestr("a.txt", "first")
        archive.writestr("a.txt", "second")
    assert unpacked(made.getvalue()) == [("a.txt", b"first"), ("a.txt", b"second")]


def test_files_come_one_at_a_time():
    files = unpack(zipped({"a.txt": "a", "b.txt": "b"}), LIMIT)
    assert next(files) == ("a.txt", b"a")


@pytest.mark.parametrize("data", [b"", b"words", zipped({"a.txt": "words"})[:-30]])
def test_what_is_no_archive_is_refused(data):
    with pytest.raises(ExtractionError, match="damaged"):
        unpacked(data)


def test_too_many_files_are_refused():
    with pytest.raises(ExtractionError, match="divide it"):
        unpacked(zipped({f"{number}.txt": "" for number in range(MOST_FILES + 1)}))


def test_files_that_share_their_bytes_are_refused():
    data = zipped({"a.txt": "words", "b.txt": "words"})
    start = data.rindex(b"b.txt") - 46 + 42
    with pytest.raises(ExtractionError, match="damaged"):
        unpacked(data[:start] + struct.pack("<I", 0) + data[start + 4 :])


def test_no_more_than_can_be_unpacked_at_once(monkeypatch):
    monkeypatch.setattr("articles.extraction.archives.MOST_BYTES_IN_ALL", 10)
    found = unpacked(zipped({"a.txt": "a" * 8, "b.txt": "b" * 8, "c.txt": "c"}))
    assert [name for name, content in found if isinstance(content, bytes)] == ["a.txt", "c.txt"]
