"""Files made to do harm: each is refused with a sentence or read as harmless, within the limits of its worker."""

import json
from contextlib import suppress

import pytest

from articles import quarantine
from articles.extraction import DOUBTS, ExtractionError
from articles.extraction.containers import DEFINITIONS, PROTECTED, TOO_LARGE, TOO_MANY_PARTS, UNSAFE
from articles.quarantine import SENTENCES
from articles.quarantine.confinement import MEMORY, PROCESSOR_SECONDS
from articles.quarantine.pool import Ended, worker
from tests.articles.making import picture
from tests.quarantine.harmless import harm
from tests.quarantine.hostile import HOSTILE, archives, packages, pdfs, pictures

WORDS = "Ships waited outside for three days."
SECRET = "root:"  # what /etc/passwd begins with


def answer(file: str, data: bytes) -> dict:
    """What the worker answers; it must have kept within its limits, unless it was ended: then that is the answer."""
    try:
        with worker() as reader:
            found = list(reader.ask({"do": "read", "name": file}, data))
            report = reader.report
    except Ended as ended:
        return {"refused": SENTENCES[str(ended)], "ended": str(ended)}
    assert report
    assert 0 <= report.seconds <= PROCESSOR_SECONDS
    assert 0 < report.peak <= MEMORY
    return found[0].fields


@pytest.mark.parametrize("name", HOSTILE)
def test_it_is_refused_or_harmless(name: str) -> None:
    told = answer(*HOSTILE[name]())

    assert SECRET not in json.dumps(told)
    if "refused" in told:
        assert told["refused"].endswith(".")
        if "ended" in told:
            assert answer("story.txt", f"A harbour\n\n{WORDS}".encode())["extracted"]["headline"] == "A harbour"
    elif not told.get("archive"):
        found = told["extracted"]
        assert harm(found["body_html"]) == []
        assert [problem for piece in found["left_out"] for problem in harm(piece["html"])] == []
        assert {doubt["code"] for doubt in found["doubts"]} <= DOUBTS.keys()


def refusal(name: str) -> str:
    with pytest.raises(ExtractionError) as refused:
        quarantine.read(*HOSTILE[name]())
    return str(refused.value)


@pytest.mark.parametrize("encoding", ["UTF-8", "UTF-16"])
@pytest.mark.parametrize("definitions", packages.DEFINITIONS)
@pytest.mark.parametrize("kind", ["docx", "odt", "epub"])
def test_no_xml_may_define_anything(kind: str, definitions: str, encoding: str) -> None:
    name = f"{kind}: {definitions}, {encoding}"
    if (kind, definitions) == ("epub", "definitions elsewhere"):  # every chapter names its document type
        assert WORDS in quarantine.read(*HOSTILE[name]()).body_html
    else:
        assert refusal(name) == DEFINITIONS


@pytest.mark.parametrize("name", [f"docx: a part called {name!r}" for name in archives.NAMES])
def test_no_part_may_lead_elsewhere(name: str) -> None:
    assert refusal(name) == UNSAFE


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("docx: 300 MB in 0.3 MB", TOO_LARGE),
        ("docx: says it is larger", TOO_LARGE),
        ("docx: 20,000 parts", TOO_MANY_PARTS),
        ("zip: 20,000 files", TOO_MANY_PARTS),
        ("docx: encrypted", PROTECTED),
        ("docx: a link for a picture", UNSAFE),
        ("docx: two documents of one name", UNSAFE),
        ("pdf: 300 MB in 0.3 MB", SENTENCES["memory"]),
    ],
)
def test_a_container_is_refused_by_its_reason(name: str, sentence: str) -> None:
    assert refusal(name) == sentence


@pytest.mark.parametrize("name", [name for name in HOSTILE if name.startswith("zip: ")])
def test_an_archive_gives_nothing_of_it(name: str) -> None:
    _, data = HOSTILE[name]()
    assert len(data) < 5_000_000
    members = []
    with suppress(ExtractionError):
        members.extend(quarantine.unpack(data, limit=5_000_000))
    assert [member for member in members if not member.refused] == []


@pytest.mark.parametrize("name", ["docx: parts elsewhere", "odt: parts elsewhere", "epub: parts elsewhere"])
def test_what_is_said_to_be_elsewhere_is_not_fetched(name: str) -> None:
    found = quarantine.read(*HOSTILE[name]())
    assert WORDS in found.body_html
    assert found.pictures == ()


@pytest.mark.parametrize("name", [name for name in HOSTILE if ": a picture of " in name])
def test_the_words_are_read_without_the_picture(name: str) -> None:
    found = quarantine.read(*HOSTILE[name]())
    assert WORDS in found.body_html
    assert found.pictures == ()
    assert "pictures" in {doubt.code for doubt in found.doubts}


def test_a_picture_that_is_one_is_kept() -> None:
    for place in (pictures.in_word, pictures.in_letter):
        assert len(quarantine.read(*place(picture)).pictures) == 1


@pytest.mark.parametrize(
    ("make", "sentence"),
    [(pdfs.bomb, SENTENCES["memory"]), (pdfs.shared_strokes, SENTENCES["time"])],
    ids=["memory", "time"],
)
def test_what_needs_too_much_is_ended_and_the_next_file_is_read(make, sentence: str) -> None:
    with pytest.raises(ExtractionError) as refused:
        quarantine.read("story.pdf", make())

    assert str(refused.value) == sentence
    assert WORDS in quarantine.read("story.pdf", pdfs.plain()).body_html
