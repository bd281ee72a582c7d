"""Texts that are alike are told from those that are not, however they were cut, edited or ordered."""

import random
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.likeness import SHARED, SHORT, SIZE, likeness, sketch, words_of
from tests.articles.wire_copy import SAME_EVENT, SIGN_OFF, Pair, pairs, signed, stories

VOCABULARY = ["harbour", "ship", "pier", "diver", "fog", "ferry", "net", "crew", "mast", "tide", "storm", "rope"]
STORY = " ".join(random.Random(1).choices([f"{one}{other}" for one in VOCABULARY for other in VOCABULARY], k=400))
texts = st.text(max_size=400) | st.lists(st.sampled_from(["one", "two", "海", "مرفأ", "É"])).map(" ".join)


def shared(one: str, other: str) -> int:
    return len(set(sketch(one)).intersection(sketch(other)))


@pytest.fixture(scope="module")
def known() -> list[Pair]:
    """The pairs of our own stories whose truth is known, but for those too short to be sketched."""
    return [pair for pair in pairs() if min(len(words_of(pair.one)), len(words_of(pair.other))) >= SHORT]


def found(pair: Pair) -> bool:
    return shared(pair.one, pair.other) >= SHARED and likeness(pair.one, pair.other).is_alike


def test_wire_copy_is_found(known: list[Pair]) -> None:
    copies = [pair for pair in known if pair.is_copy]
    missed = [pair.name for pair in copies if not found(pair)]
    assert len(copies) > 500
    assert len(missed) <= 0.03 * len(copies), missed
    # Of a story of some length nothing is missed.
    assert [pair.name for pair in copies if pair.name in missed and len(words_of(pair.one)) > 110] == []


def test_other_stories_are_not(known: list[Pair]) -> None:
    """Nor are translations, stories by others on the same event, and those that one outlet signed off alike."""
    others = [pair for pair in known if not pair.is_copy]
    assert len(others) > 900
    assert [pair.name for pair in others if found(pair)] == []


@pytest.mark.parametrize(("one", "other"), SAME_EVENT)
def test_a_quotation_in_both_is_counted_and_not_enough(one: str, other: str) -> None:
    found = likeness(one, other)
    assert 0 < found.share < 0.2
    assert not found.is_alike


def test_a_sign_off_is_counted_and_not_enough() -> None:
    brief, other = (" ".join(STORY.split()[start : start + 45]) for start in (0, 200))
    found = likeness(signed(brief), signed(other))
    assert found.share > 0.5
    assert found.apart_from_ending == 0
    assert not found.is_alike
    assert likeness(signed(brief), signed(f"Briefly. {brief}")).is_alike


def test_how_much_of_each_stands_in_the_other() -> None:
    words = STORY.split()
    half = likeness(" ".join(words[:200]), STORY)
    assert (half.here, half.there, half.same) == (1, 0.5, False)
    assert half.percent == (100, 50)
    apart = likeness(STORY, SIGN_OFF)
    assert (apart.here, apart.there, apart.share) == (0, 0, 0)
    # A word in the midst of ten is another, so the runs before and after it are of four and of five.
    edited = likeness("a b c d e f g h i j", "a b c d x f g h i j")
    assert (edited.here, edited.there) == (0.9, 0.9)
    assert likeness(STORY, f"{STORY} more").percent == (100, 99)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ships waited – “for days” – off Nordskär.", "SHIPS WAITED, 'for days', OFF NORDSKAR"),
        ("Straße", "STRASSE"),
        ("الْمَرْفَأُ مُغْلَقٌ", "المرفا مغلق"),
        ("کتاب‌ها", "کتاب ها"),
        ("港口于２０２４年开放。", "港口于2024年开放"),
        ("ﾌｪﾘｰ", "フェリー"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_words_are_the_same_however_they_are_written(one: str, other: str) -> None:
    assert likeness(one, other).same
    assert sketch(one) == sketch(other)


@pytest.mark.parametrize("name", sorted(stories()))
def test_composed_or_not_a_sketch_is_the_same(name: str) -> None:
    story = stories()[name]
    assert sketch(unicodedata.normalize("NFD", story)) == sketch(story.upper().lower()) == sketch(story)


def test_characters_are_words_where_a_script_sets_no_spaces() -> None:
    assert words_of("港口开放 now") == ["港", "口", "开", "放", "now"]
    assert words_of("제주 항구") == words_of(unicodedata.normalize("NFD", "제주 항구"))
    assert len(words_of("제주 항구")) == 2


def test_a_short_text_is_sketched_as_a_whole() -> None:
    brief = " ".join(STORY.split()[: SHORT - 1])
    assert len(sketch(brief)) == 1
    assert shared(brief, f"{brief}.") == 1
    assert shared(brief, STORY) == 0
    assert sketch("") == sketch(" … — !") == ()
    assert not likeness("", "…").is_alike


def test_a_sketch_is_the_same_on_every_machine() -> None:
    """It is stored: another one for the same words would find nothing of what is there."""
    assert sketch("One two three.") == (7274879177180986167,)
    assert sketch(STORY)[:2] == (-9146701052522200352, -9107780044141146955)


@given(texts)
def test_a_sketch_is_small_ascending_and_fits_a_database(text: str) -> None:
    values = sketch(text)
    assert len(values) <= SIZE
    assert list(values) == sorted(set(values))
    assert all(-(2**63) <= value < 2**63 for value in values)
    assert bool(values) == bool(words_of(text))


@given(texts, texts)
def test_likeness_is_the_same_from_both_sides(one: str, other: str) -> None:
    here, there, apart, same = likeness(one, other)
    assert likeness(other, one) == (there, here, apart, same)
    assert 0 <= min(here, there, apart) <= max(here, there, apart) <= 1
    assert same == (words_of(one) == words_of(other) != [])


@given(texts)
def test_a_text_is_like_itself(text: str) -> None:
    assert likeness(text, text).share == bool(words_of(text))
