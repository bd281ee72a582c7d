"""What `move` refuses, and what it does with nothing."""

import pytest

from annotations.anchoring import Anchor, move


@pytest.mark.parametrize("span", [(-1, 2), (2, 2), (3, 2), (0, 6), (5, 6), (-3, -1), (6, 9)])
@pytest.mark.parametrize("new", ["other", "", "Hello"], ids=["corrected", "emptied", "the same"])
def test_a_span_that_is_not_inside_the_old_text(span, new):
    with pytest.raises(ValueError, match=r"not inside"):
        move("Hello", new, [(0, 5), span])


@pytest.mark.parametrize("new", ["", "Hello"])
def test_a_span_in_an_empty_text(new):
    with pytest.raises(ValueError, match=r"not inside"):
        move("", new, [(0, 1)])


@pytest.mark.parametrize(("old", "new"), [("", ""), ("", "Hello"), ("Hello", ""), ("Hello", "Hullo")])
def test_no_spans(old, new):
    assert move(old, new, []) == []


@pytest.mark.parametrize("new", ["", " ", "\n\n \u00a0", "\u200b", "\x00"])
def test_an_emptied_text_has_lost_everything(new):
    assert move("Hello, hello. H", new, [(0, 15), (0, 1), (5, 6), (14, 15)]) == [Anchor(None, None, "lost", 0)] * 4


def test_a_span_of_white_space_or_of_what_is_not_seen_is_no_trouble():
    old = "One two.\n\nThree\u200b\u200d four."
    spans = [(3, 4), (8, 10), (8, 9), (15, 16), (15, 17)]
    assert [anchor.state for anchor in move(old, old, spans)] == ["exact"] * 5
    assert all(anchor.confidence <= 1 for anchor in move(old, "Five.\n\n" + old, spans))
