"""What the public function does not show: chains of blocks, agreeing ends, and comparisons too large for one piece."""

from itertools import combinations, pairwise

from hypothesis import given
from hypothesis import strategies as st

from annotations.anchoring import alignment
from annotations.anchoring.alignment import common_prefix, common_suffix, compared
from annotations.anchoring.blocks import Block, Stretch, heaviest, joined


@st.composite
def pairs_of_pieces(draw):
    """Blocks as unique pieces give them: none overlap in either text, their order differs."""
    sizes = draw(st.lists(st.integers(1, 9), max_size=7))
    order = draw(st.permutations(range(len(sizes))))
    new = {number: sum(sizes[other] for other in order[:place]) for place, number in enumerate(order)}
    return [Block(sum(sizes[:number]), new[number], size) for number, size in enumerate(sizes)]


def in_order(blocks):
    return all(one.old_end <= other.old and one.new_end <= other.new for one, other in pairwise(blocks))


@given(pairs_of_pieces())
def test_no_chain_is_heavier_than_the_heaviest(blocks):
    chain = heaviest(blocks)
    assert in_order(chain)
    choices = (choice for size in range(len(blocks) + 1) for choice in combinations(sorted(blocks), size))
    most = max(sum(block.size for block in choice) for choice in choices if in_order(choice))
    assert sum(block.size for block in chain) == most


@given(st.text("ab", max_size=80), st.text("ab", max_size=80))
def test_ends_agree_as_far_as_can_be(old, new):
    most = min(len(old), len(new))
    head, tail = common_prefix(old, 0, new, 0, most), common_suffix(old, len(old), new, len(new), most)
    assert old[:head] == new[:head]
    assert head == most or old[head] != new[head]
    assert old[len(old) - tail :] == new[len(new) - tail :]
    assert tail == most or old[-tail - 1] != new[-tail - 1]


@given(st.text("abcde", max_size=120), st.text("abcde", max_size=120))
def test_a_comparison_that_is_cut_in_pieces_still_keeps_equal_text_in_order(old, new):
    largest, alignment.LARGEST = alignment.LARGEST, 50
    try:
        blocks = joined(compared(old, new, Stretch(0, len(old), 0, len(new))))
    finally:
        alignment.LARGEST = largest
    assert in_order(blocks)
    assert all(old[block.old : block.old_end] == new[block.new : block.new_end] for block in blocks)
