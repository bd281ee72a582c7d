"""Containers made to do harm: each is refused with a sentence, or does none."""

import io
import struct
import zipfile
from contextlib import suppress

import pytest

from articles.extraction import ExtractionError, extract
from articles.extraction.containers import MOST_PARTS, Container
from articles.extraction.kinds import kind_of
from tests.articles.making import WORD_SPACES, docx, epub, odt, p, picture, zipped

STORY = (p("They walked out on Monday."), p("They want more."))
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500)
BOMB = (
    '<!DOCTYPE a [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;">]>'
    f"<w:document {WORD_SPACES}><w:body><w:p><w:r><w:t>&c;</w:t></w:r></w:p></w:body></w:document>"
)
OUTSIDE = (
    '<!DOCTYPE a [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
    f"<w:document {WORD_SPACES}><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>"
)


def refuse(data: bytes, sentence: str) -> None:
    with pytest.raises(ExtractionError, match=sentence):
        extract("story.docx", data)


def named(name: str, flags: int = 0, system: int = 3, attributes: int = 0) -> bytes:
    """A Word document with one more entry of this name, written as no library would."""
    made = io.BytesIO(docx(*STORY))
    with zipfile.ZipFile(made, "a") as archive:
        info = zipfile.ZipInfo("placeholder"[: len(name)].ljust(len(name), "x"))
        info.create_system, info.external_attr = system, attributes
        archive.writestr(info, "words")
    return made.getvalue().replace(info.filename.encode(), name.encode())


def with_central(data: bytes, part: bytes, place: int, written: bytes) -> bytes:
    """`data` with bytes of the central directory's entry for `part` written over, `place` from its beginning."""
    start = data.rindex(part) - 46 + place
    return data[:start] + written + data[start + len(written) :]


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (docx(*STORY), "docx"),
        (odt("<text:p>Words.</text:p>"), "odt"),
        (epub("<p>Words.</p>"), "epub"),
        (zipped({"a.txt": "words", "b/c.pdf": "words"}), "zip"),
        (zipped({}), "zip"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.text-template", "content.xml": "<a/>"}), "odt"),
        (zipped({"content.xml": "<a/>", "META-INF/manifest.xml": "<a/>"}), "odt"),
        (zipped({"META-INF/container.xml": "<a/>"}), "epub"),
        (zipped({"[Content_Types].xml": "…wordprocessingml…", "document.xml": "<a/>"}), "docx"),
    ],
)
def test_the_kind_is_told_by_the_bytes(data, kind):
    assert kind_of("story.txt", data) == kind


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (zipped({"[Content_Types].xml": "<a/>", "xl/workbook.xml": "<a/>"}), "spreadsheet"),
        (zipped({"[Content_Types].xml": "<a/>", "ppt/presentation.xml": "<a/>"}), "presentation"),
        (zipped({"[Content_Types].xml": "<a/>", "visio/document.xml": "<a/>"}), "no Word document"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"}), "spreadsheet"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.presentation"}), "presentation"),
        (zipped({"mimetype": "application/vnd.oasis.opendocument.graphics"}), "drawing"),
        (zipped({"META-INF/MANIFEST.MF": "x"}), "program"),
        (zipped({"AndroidManifest.xml": "x", "classes.dex": "x"}), "program"),
        (zipped({"Index/Document.iwa": "x"}), "Pages"),
        (zipped({"a.txt": "words"}), "archive"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), "Word file is protected by a password"),
        (OLE + "WordDocument".encode("utf-16-le"), r"older Word document \(DOC\)"),
        (OLE + "Workbook".encode("utf-16-le"), "spreadsheet"),
        (OLE, "older Office file"),
    ],
)
def test_other_kinds_are_refused_by_name(data, sentence):
    refuse(data, sentence)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "cp037"])
@pytest.mark.parametrize("document", [BOMB, OUTSIDE])
def test_definitions_in_xml_are_refused(document, encoding):
    declaration = f'<?xml version="1.0" encoding="{encoding}"?>'
    refuse(docx(parts={"word/document.xml": (declaration + document).encode(encoding)}), "DTD|damaged")


@pytest.mark.parametrize("part", ["word/styles.xml", "word/_rels/document.xml.rels", "_rels/.rels"])
def test_definitions_in_any_part_are_refused(part):
    refuse(docx(*STORY, parts={part: '<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}), "DTD")


@pytest.mark.parametrize(
    "definition", ['<!DOCTYPE html [<!ENTITY a "b">]>', '<!DOCTYPE html SYSTEM "file:///etc/a" [ ]>']
)
def test_definitions_in_books_are_refused(definition):
    chapter = f"{definition}<html><body><p>&a;</p></body></html>"
    refuse(epub("<p>a</p>", parts={"OPS/text/chapter1.xhtml": chapter}), "DTD")


def test_xml_nested_beyond_reason_is_refused():
    refuse(docx("<w:smartTag>" * 5000 + STORY[0] + "</w:smartTag>" * 5000), "damaged")
    refuse(odt("<text:section>" * 300 + "<text:p>x</text:p>" + "</text:section>" * 300), "damaged")


def test_tables_in_tables_without_end_are_refused_or_read():
    opened, closed = "<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"
    refuse(docx(opened * 70 + STORY[0] + closed * 70), "nested too deeply")
    opened = "<table:table><table:table-row><table:table-cell>"
    closed = "</table:table-cell></table:table-row></table:table>"
    assert "<p>Deep.</p>" in extract("a.odt", odt(opened * 70 + "<text:p>Deep.</text:p>" + closed * 70)).body_html


def test_boxes_in_boxes_are_read():
    story = extract("a.docx", docx("<w:txbxContent><w:p><w:r>" * 70 + STORY[0] + "</w:r></w:p></w:txbxContent>" * 70))
    assert story.body_html == "<p>They walked out on Monday.</p>"


@pytest.mark.parametrize("name", ["../a", "a/../../b", "/etc/a", "C:\\a", "c:a", "a\\b", "\\\\host\\a", "word/.."])
def test_names_that_lead_elsewhere_are_refused(name):
    refuse(named(name), "lead elsewhere")


def test_a_name_with_a_zero_is_refused():
    refuse(named("a\0b.xml"), "lead elsewhere")


def test_links_are_refused():
    refuse(named("link", attributes=0o120777 << 16), "lead elsewhere")


def test_parts_of_the_same_name_are_refused():
    refuse(named("word/document.xml"), "lead elsewhere")


def test_too_many_parts_are_refused():
    refuse(docx(*STORY, parts={f"a{number}": "" for number in range(MOST_PARTS)}), "too many parts")
    refuse(zipped({f"a{number}": "" for number in range(20_000)}), "too many parts")


def test_what_expands_without_end_is_refused():
    refuse(docx(parts={"word/document.xml": bytes(300 * 1024**2)}), "far too large")
    refuse(
        docx(*STORY, parts={f"word/media/{number}.png": bytes(30 * 1024**2) for number in range(3)}), "far too large"
    )


def test_a_part_that_is_too_dense_is_not_unpacked():
    data = docx(*STORY, parts={"word/styles.xml": " " * 5 * 1024**2})
    refuse(data, "far too large")


def test_sizes_that_are_not_true_are_refused():
    data = docx(*STORY, parts={"word/document.xml": " " * 3 * 1024**2 + "<a/>"})
    refuse(with_central(data, b"word/document.xml", 24, struct.pack("<I", 1000)), "damaged")
    data = docx(*STORY)
    refuse(with_central(data, b"word/document.xml", 24, struct.pack("<I", 60_000)), "damaged")


def test_entries_that_share_their_bytes_are_refused():
    data = docx(*STORY)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        place = archive.getinfo("word/styles.xml").header_offset
    refuse(with_central(data, b"word/document.xml", 42, struct.pack("<I", place)), "lead elsewhere")


def test_a_changed_byte_is_found():
    data = zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "A" * 100}, zipfile.ZIP_STORED)
    refuse(data.replace(b"A" * 100, b"A" * 99 + b"B"), "damaged")


def test_encrypted_parts_are_refused():
    data = docx(*STORY)
    refuse(with_central(data, b"word/document.xml", 8, b"\x01\x00"), "password")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_unusual_ways_of_packing_are_refused(method):
    refuse(zipped({"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}, method), "damaged")


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.99])
def test_truncated_files_are_refused(share):
    for data in (docx(*STORY), odt("<text:p>Words.</text:p>"), epub("<p>Words.</p>")):
        refuse(data[: int(len(data) * share)], "damaged")


@pytest.mark.parametrize("made", [docx(*STORY), odt("<text:p>Words.</text:p>"), epub("<p>Words.</p>")])
def test_any_changed_byte_is_refused_or_harmless(made):
    for place in range(0, len(made), 11):
        with suppress(ExtractionError):
            extract("story", made[:place] + bytes([made[place] ^ 0xFF]) + made[place + 1 :])


def test_what_stands_before_the_archive_does_not_confuse():
    assert Container(b"#!/bin/sh\n" + docx(*STORY)).read("word/document.xml").startswith(b"<w:document")


def test_a_damaged_picture_does_not_cost_the_words():
    data = docx(*STORY, parts={"word/media/a.png": picture()})
    refuse(with_central(data, b"word/document.xml", 16, b"\x00\x00\x00\x00"), "damaged")
    story = extract("a.docx", with_central(data, b"word/media/a.png", 16, b"\x00\x00\x00\x00"))
    assert story.body_html.endswith("<p>They want more.</p>")
