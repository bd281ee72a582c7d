"""What counts as the same letter, the tokens of a text, and the forms of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.folding import Folded, fold
from search.stems import stems, without_particle
from search.tokens import LONGEST, looked_for, runs_of, tokens_of


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("CAFÉ", "cafe"),
        ("Straße", "strasse"),
        ("Łódź Øre", "lodz ore"),
        ("ＡＢＣ １２", "abc 12"),
        ("ﬁn", "fin"),
        ("ёлка", "елка"),
        ("за́мок", "замок"),
        ("العَمَلُ", "العمل"),
        ("كـــتاب", "كتاب"),
        ("إلغاء أكد آخر", "الغاء اكد اخر"),
        ("مدرسة", "مدرسه"),
        ("کتابی", "كتابي"),
        ("کتاب‌ها", "کتابها"),
        ("ئەمگەك", "ئەمگەک"),
        ("١٢٣ ۱۲۳ १२३", "123 123 123"),
        ("ｶﾞｽ", "ガス"),
        ("שָׁלוֹם", "שלום"),
        ("co\u00adoperate", "cooperate"),
    ],
)
def test_these_are_the_same(one: str, other: str) -> None:
    assert tokens_of(one) == tokens_of(other)


@pytest.mark.parametrize(("one", "other"), [("й", "и"), ("ガ", "カ"), ("a", "b"), ("ก", "ข"), ("ी", "ि")])
def test_these_are_not(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("State-owned; don't!", ["state", "owned", "don", "t"]),
        ("强迫劳动", ["强迫", "迫劳", "劳动", "动"]),
        ("COVID疫情", ["covid", "疫情", "情"]),
        ("강제 노동", ["강제", "제", "노동", "동"]),
        ("งาน", ["งา", "าน", "น"]),
        ("x" * 100, ["x" * LONGEST]),
        ("\ufffc … €", []),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert tokens_of(text) == tokens


@pytest.mark.parametrize(
    ("typed", "sought"),
    [
        ("强", (["强"], True)),
        ("强迫", (["强迫"], False)),
        ("强迫劳", (["强迫", "迫劳"], False)),
        ("COVID疫情", (["covid", "疫情"], False)),
        ("疫情covid", (["疫情", "情", "covid"], False)),
        ("cotton", (["cotton"], False)),
    ],
)
def test_what_is_looked_for(typed: str, sought: tuple[list[str], bool]) -> None:
    assert looked_for(tuple(runs_of(typed)), False) == sought


@given(st.text(alphabet="ab强迫劳カガงา한국 -é", max_size=40), st.data())
def test_what_stands_in_a_text_is_found_there(text: str, data: st.DataObject) -> None:
    runs = runs_of(text)
    if not runs:
        return
    start = data.draw(st.integers(0, len(runs) - 1))
    end = data.draw(st.integers(start + 1, len(runs)))
    sought, begun = looked_for(tuple(runs[start:end]), False)
    tokens = tokens_of(text)
    places = [tokens[at : at + len(sought)] for at in range(len(tokens) - len(sought) + 1)]
    if begun:
        places = [[*place[:-1], place[-1][: len(sought[-1])]] for place in places]
    assert sought in places


@given(st.text(max_size=60))
def test_a_folded_text_knows_where_its_letters_came_from(text: str) -> None:
    folded = Folded(text)
    for at, letter in enumerate(folded.text):
        start, end = folded.origin(at, at + 1)
        assert 0 <= start < end <= len(text)
        assert letter in fold(text[start:end])


def test_vowel_signs_after_a_match_belong_to_it() -> None:
    folded = Folded("العَمَلُ هنا")
    assert folded.original[slice(*folded.origin(0, 5))] == "العَمَلُ"


def test_forms_share_a_stem() -> None:
    assert stems("labours", "en") == stems("labouring", "en-GB") == ["en:labour"]
    assert stems("законы", "ru") == stems("законом", "uk")
    assert stems("houses", "zh") == stems("house", "en")
    assert stems("كتابها", "fa") == stems("كتاب", "fa")


def test_what_has_no_forms() -> None:
    assert stems("2021", "en") == stems("强迫", "zh") == stems("abc", "ug-Latn")[:0] == []


def test_korean_particles() -> None:
    assert without_particle("노동자는") == "노동자"
    assert without_particle("집이") == "집이"
