"""Corrections as editors make them, in many scripts: each passage is where the files say, or lost where they say so."""

import re
import unicodedata
from itertools import permutations

import pytest

from annotations.anchoring import move
from tests.annotations.anchoring.corrections import (
    LANGUAGES,
    Correction,
    corrections,
    marked,
    passages,
    troubles,
    wording,
)

CORRECTIONS = corrections()
CARRIED = ("paragraph-carried", "paragraphs-swapped")

each_correction = pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda correction: correction.name)
each_language = pytest.mark.parametrize("language", LANGUAGES)


@each_correction
def test_passages_are_where_the_editor_put_them(correction: Correction):
    assert not troubles(correction.old, correction.new)


@each_correction
def test_passages_are_where_they_were_when_an_editor_goes_back(correction: Correction):
    back = wording(correction.new).places
    kept = wording(correction.old).places
    judged = {number for number in kept if number in back}
    assert not [trouble for trouble in troubles(correction.new, correction.old) if int(trouble.split()[0]) in judged]


@each_correction
def test_only_what_is_carried_past_other_text_has_moved(correction: Correction):
    old, new = wording(correction.old), wording(correction.new)
    states = {anchor.state for anchor in move(old.text, new.text, list(passages(old).values()))}
    assert ("moved" in states) == correction.name.endswith(CARRIED)


@each_language
@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("composed", lambda text: unicodedata.normalize("NFC", text)),
        ("decomposed", lambda text: unicodedata.normalize("NFD", text)),
        ("no-break spaces", lambda text: text.replace(" ", "\u00a0")),
        ("two spaces", lambda text: text.replace(" ", "  ")),
        ("lines", lambda text: text.replace("\n\n", "\n")),
        ("carriage returns", lambda text: text.replace("\n", "\r\n")),
        ("each word on a line", lambda text: text.replace(" ", "\n")),
        ("one paragraph", lambda text: text.replace("\n\n", " ")),
        ("soft hyphens", lambda text: re.sub(r"(\w{4})(?=\w{3})", "\\1\u00ad", text)),
        ("direction marks", lambda text: re.sub(r"(?<=\w)(?=[.,،。])", "\u200e", text)),
        ("joiners left out", lambda text: text.replace("\u200c", "")),
        ("commas left out", lambda text: re.sub("[,،、，]", "", text)),
        ("other quotation marks", lambda text: re.sub('["“”»«「」]', "'", text)),
        ("a line before", lambda text: f"Updated at noon.\n\n{text}"),
    ],
)
def test_white_space_signs_and_unicode_form_take_no_words_away(language: str, what: str, change):
    assert not troubles(marked(language), change(marked(language)))


@pytest.mark.parametrize("languages", list(permutations(LANGUAGES, 2)), ids="-".join)
def test_nothing_is_found_in_a_text_of_another_language(languages: tuple[str, str]):
    old, other = (wording(marked(language)).text for language in languages)
    assert not troubles(marked(languages[0]), other), (old, other)


def test_there_are_corrections_of_every_kind():
    assert len(LANGUAGES) >= 11
    assert sum(len(passages(wording(correction.old))) for correction in CORRECTIONS) >= 250
    lost = [number for c in CORRECTIONS for number in wording(c.old).places if number not in wording(c.new).places]
    assert len(lost) >= 100
