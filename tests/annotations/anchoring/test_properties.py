"""What holds for every correction, however wild."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotations.anchoring import Anchor, move
from tests.annotations.anchoring.corrections import without_signs
from tests.annotations.anchoring.stories import SPARE, Story, corrected, corrections, parts, stories, whole, words

CERTAIN = ("exact", "moved")

quickly = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])

# All of Unicode, with what breaks offsets more often than chance would bring it.
AWKWARD = [
    *("\U0001f469\u200d\U0001f467", "e\u0301", "\u0301", "\u202eabc\u202c", "שלום", "\ufeff", "\x00", "\x85", "\r\n"),
    *("\u2028", "한", "\u1112\u1161\u11ab", "ß", "İ", "ﬁ", "กำ", "漢字", " ", "  ", "\n\n", "a", "ab", "。", "\u200c"),
    *("\U000e0061", "\ud800"),
]
wild = st.lists(st.sampled_from(AWKWARD) | st.text(alphabet=st.characters(), max_size=4), max_size=25).map("".join)


def spans_of(text: str) -> st.SearchStrategy[list[tuple[int, int]]]:
    if not text:
        return st.just([])
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True)
    return st.lists(edges.map(sorted).map(tuple), max_size=12)


def check(old: str, new: str, spans: list[tuple[int, int]], anchors: list[Anchor]) -> None:
    assert len(anchors) == len(spans)
    for (start, end), anchor in zip(spans, anchors, strict=True):
        assert 0 <= anchor.confidence <= 1
        if anchor.state == "lost":
            assert anchor.start is anchor.end is None
            continue
        assert anchor.start is not None
        assert anchor.end is not None
        assert 0 <= anchor.start < anchor.end <= len(new)
        same_words = old[start:end] == new[anchor.start : anchor.end]
        assert anchor.state in CERTAIN if same_words else anchor.state == "changed"


@quickly
@given(st.data())
def test_every_anchor_lies_in_the_text_and_says_whether_its_words_are_the_same(data):
    old = data.draw(wild)
    new = data.draw(wild | st.just(old[::-1]) | st.just(old + old) | st.just(old[len(old) // 2 :]))
    spans = data.draw(spans_of(old))
    check(old, new, spans, move(old, new, spans))


def test_equal_words_are_never_called_changed():
    old = "\u200c\u200cשלום"
    spans = [(start, end) for start in range(6) for end in range(start + 1, 7)]
    check(old, old + old, spans, move(old, old + old, spans))


@pytest.mark.parametrize("before", ["", " ", "\u200c", "\n"])
@pytest.mark.parametrize("after", ["", " ", "\u200c"])
def test_lines_may_begin_and_end_with_a_non_joiner(before, after):
    """Persian pages are full of them, where nobody sees them."""
    old = f"خانه\u200cها.{before}\n\u200c{after}می\u200cشود."
    new = old.replace("خانه", "باغ")
    start = old.index("می")
    assert move(old, new, [(start, len(old))]) == [Anchor(start - 1, len(new), "exact", 1.0)]


@quickly
@given(st.data())
def test_of_sentences_too(data):
    correction = data.draw(corrections())
    spans = data.draw(spans_of(correction.old.text))
    check(correction.old.text, correction.new.text, spans, move(correction.old.text, correction.new.text, spans))


@quickly
@given(st.data())
def test_the_same_text_keeps_everything_in_its_place(data):
    text = data.draw(wild)
    spans = data.draw(spans_of(text))
    assert [(a.start, a.end, a.state) for a in move(text, text, spans)] == [(*span, "exact") for span in spans]


@quickly
@given(st.data())
def test_what_stands_untouched_among_untouched_sentences_is_found(data):
    correction = data.draw(corrections())
    chosen = [(sentence, data.draw(parts(sentence))) for sentence in sorted(correction.untouched)]
    fates = [correction.fate(sentence, *part) for sentence, part in chosen]
    anchors = move(correction.old.text, correction.new.text, [span for span, _there in fates])
    assert [(anchor.start, anchor.end) for anchor in anchors] == [there for _span, there in fates]
    assert {anchor.state for anchor in anchors} <= set(CERTAIN)


@quickly
@given(st.data())
def test_a_sentence_that_stays_whole_keeps_all_that_is_marked_in_it(data):
    correction = data.draw(corrections())
    stayed = [sentence for sentence in correction.old.places if sentence in correction.new.places]
    fates = [correction.fate(sentence, *data.draw(parts(sentence))) for sentence in stayed]
    anchors = move(correction.old.text, correction.new.text, [span for span, _there in fates])
    assert [(anchor.start, anchor.end) for anchor in anchors] == [there for _span, there in fates]
    assert {anchor.state for anchor in anchors} <= set(CERTAIN)


@quickly
@given(st.data())
def test_words_of_a_deleted_sentence_are_not_found_in_another(data):
    correction = data.draw(corrections())
    gone = [sentence for sentence in correction.old.places if sentence not in correction.new.places]
    fates = [correction.fate(sentence, *data.draw(words(sentence) | whole(sentence))) for sentence in gone]
    anchors = move(correction.old.text, correction.new.text, [span for span, _there in fates])
    assert {anchor.state for anchor in anchors} <= {"lost"}


@quickly
@given(st.data())
def test_what_is_deleted_and_stands_nowhere_else_is_lost(data):
    story = data.draw(stories())
    gone = data.draw(st.sampled_from(SPARE))
    place = data.draw(st.integers(0, len(story)))
    old = Story.of([*story[:place], (gone, " "), *story[place:]])
    new = Story.of(story)
    start, end = data.draw(parts(gone).filter(lambda part: gone[slice(*part)] not in new.text))
    begin = old.places[gone][0]
    assert move(old.text, new.text, [(begin + start, begin + end)])[0].state == "lost"


@quickly
@given(st.data())
def test_going_back_brings_back_what_was_certain(data):
    """But for signs at its ends: a full stop that opens a passage may have been that of another sentence meanwhile."""
    correction = data.draw(corrections())
    old, new = correction.old.text, correction.new.text
    spans = data.draw(spans_of(old))
    there = {span: anchor for span, anchor in zip(spans, move(old, new, spans), strict=True) if anchor.state in CERTAIN}
    back = move(new, old, [(anchor.start, anchor.end) for anchor in there.values()])
    for span, anchor in zip(there, back, strict=True):
        if any(map(str.isalpha, old[slice(*span)])):
            assert anchor.start is not None, span
            assert anchor.end is not None, span
            assert without_signs(old, anchor.start, anchor.end) == without_signs(old, *span)


@quickly
@given(st.data())
def test_two_corrections_never_disagree_with_one(data):
    story = data.draw(stories())
    between = data.draw(corrected(story))
    last = data.draw(corrected(between))
    first, second, third = Story.of(story), Story.of(between), Story.of(last)
    spans = data.draw(spans_of(first.text))
    at_once = move(first.text, third.text, spans)
    steps = move(first.text, second.text, spans)
    for span, direct, step in zip(spans, at_once, steps, strict=True):
        if step.start is not None and step.end is not None and step.state in CERTAIN:
            in_steps = move(second.text, third.text, [(step.start, step.end)])[0]
            if direct.state in CERTAIN and in_steps.state in CERTAIN:
                assert (direct.start, direct.end) == (in_steps.start, in_steps.end), span


@quickly
@given(st.data())
def test_each_span_is_moved_as_if_it_were_alone(data):
    old, new = data.draw(wild), data.draw(wild)
    correction = data.draw(corrections())
    old, new = data.draw(st.sampled_from([(old, new), (correction.old.text, correction.new.text)]))
    spans = data.draw(spans_of(old))
    anchors = dict(zip(spans, move(old, new, spans), strict=True))
    shuffled = data.draw(st.permutations(spans + spans))
    assert move(old, new, shuffled) == [anchors[span] for span in shuffled]
    assert [move(old, new, [span])[0] for span in spans] == [anchors[span] for span in spans]
