"""The piece of a text that shows a match, and where the match is."""

import pytest

from search.language import read
from search.snippets import Marker


def marker(query: str, **forms: list[str]) -> Marker:
    tree = read(query).tree
    assert tree
    return Marker(tree, lambda word: forms.get(word, []))


@pytest.mark.parametrize(
    ("query", "text", "matches"),
    [
        ("cotton", "Cotton, cottons and COTTON.", ["Cotton", "COTTON"]),
        ("cott*", "Cotton and cottons.", ["Cotton", "cottons"]),
        ("forced labour", "labour, forced labour", ["labour", "forced labour"]),
        ('"forced labour"', "forced; labour and labour", ["forced; labour"]),
        ("cafe", "Das Café.", ["Café"]),
        ("العمل", "قال العَمَلُ هنا", ["العَمَلُ"]),
        ("劳动", "强迫劳动与劳动", ["劳动", "劳动"]),
        ("强迫 劳动", "强迫劳动", ["强迫劳动"]),
        ("covid疫情", "COVID 疫情", ["COVID 疫情"]),
        ("งาน", "แรงงาน", ["งาน"]),
        ("strasse", "Straße", ["Straße"]),
        ("cotton -wool", "cotton wool", ["cotton"]),
        ("a.b", "a.b ab", ["a.b"]),
    ],
)
def test_matches_are_marked(query: str, text: str, matches: list[str]) -> None:
    snippet = marker(query).mark(text)
    assert snippet.matches == matches
    assert str(snippet) == text


def test_other_forms_are_marked_too() -> None:
    assert marker("labour", labour=["labouring"]).mark("labouring men").matches == ["labouring"]


def test_the_offset_counts_code_points() -> None:
    text = "👩‍🌾 " * 100 + "Ünïted cotton"
    snippet = marker("cotton").cut(text)
    assert snippet.offset is not None
    assert text[snippet.offset :] == "cotton"
    assert snippet.matches == ["cotton"]
    assert snippet.cut_before
    assert not snippet.cut_after


def test_a_phrase_is_shown_before_scattered_words() -> None:
    text = f"labour {'x ' * 300} forced labour {'y ' * 300}"
    snippet = marker("forced labour").cut(text)
    assert snippet.offset == text.index("forced")
    assert (snippet.cut_before, snippet.cut_after) == (True, True)


def test_a_word_as_it_stands_is_shown_before_its_other_forms() -> None:
    text = f"labouring {'x ' * 300} labour"
    assert marker("labour", labour=["labouring"]).cut(text).matches == ["labour"]


def test_without_a_match_the_beginning_is_shown() -> None:
    snippet = marker("cotton").cut("nothing of the kind " * 50)
    assert snippet.offset is None
    assert str(snippet).startswith("nothing")
    assert not snippet.cut_before


def test_an_empty_text() -> None:
    assert str(marker("cotton").cut("")) == ""
    assert marker("cotton").mark("").matches == []
