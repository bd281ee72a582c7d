"""Compares two wordings once, for all the spans that are to be followed."""

from math import log2

from annotations.anchoring.alignment import common_prefix, common_suffix, compared, trimmed
from annotations.anchoring.blocks import Block, Stretch, between, joined
from annotations.anchoring.borders import Borders, settled
from annotations.anchoring.carried import LEAST, carried
from annotations.anchoring.evidence import Worth, bits_of_characters, supported, worth_of_characters, worth_of_words
from annotations.anchoring.following import Flow, Flows, Wordings
from annotations.anchoring.matches import overwritten
from annotations.anchoring.pieces import aside, in_order, unique_pieces
from annotations.anchoring.strands import Strand, mended, rooted, strands_of, united
from annotations.anchoring.tokens import OURS_PLACED, THEIRS_PLACED, letters, tokenise

AROUND = 200  # characters before and after the first and the last change that are compared too
SHORTEST_LINE = 3  # tokens of a line that is known again wherever it stands


def compare(old: str, new: str) -> Flows:
    """Return how the old text went into the new one."""
    changed = changed_part(old, new)
    before, after = tokenise(old, *changed[:2]), tokenise(new, *changed[2:])
    ours, theirs = letters(before, after)
    borders = Borders(old, before), Borders(new, after)
    bits = bits_of_characters(old[changed.old_start : changed.old_end], new[changed.new_start : changed.new_end])
    words, characters = worth_of_words(ours, theirs, before.words, bits), worth_of_characters(old, bits)

    kept, apart = kept_words(ours, theirs, borders, words)
    elsewhere, kept = carried(ours, theirs, kept, apart, words, borders)

    sentences = [before.starts[number] for number in borders[0].sentences]
    wordings = Wordings(old, new, before, after, sentences)
    flows: list[Flow] = []
    for part in elsewhere:
        i, k, j, m = part.within
        within = Stretch(before.starts[i], before.ends[k - 1], after.starts[j], after.ends[m - 1])
        strands = strands_of(part.blocks, old, new, before, after)
        flows.append(Flow(mended(strands, old, new, within, characters), "moved", within, wordings))
    gone = overwritten(old, [(s.start, s.end) for flow in flows for s in flow.strands], OURS_PLACED)
    taken = overwritten(new, [(s.new_start, s.new_end) for flow in flows for s in flow.strands], THEIRS_PLACED)
    middle = mended(strands_of(kept, old, new, before, after), gone, taken, changed, characters)
    middle = rooted(middle, sentences, changed.old_end, characters)
    ends = (
        Strand(0, changed.old_start, 0, changed.new_start),
        Strand(changed.old_end, len(old), changed.new_end, len(new)),
    )
    in_place = united(strand for strand in (ends[0], *middle, ends[1]) if strand.length)
    whole, wordings = Stretch(0, len(old), 0, len(new)), wordings._replace(new=taken)
    return Flows(Flow(in_place, "exact", whole, wordings), flows)


def changed_part(old: str, new: str) -> Stretch:
    """Return the lines, with some around them, outside which both texts are the same."""
    size = min(len(old), len(new))
    head = common_prefix(old, 0, new, 0, size)
    head = max(0, old.rfind("\n", 0, max(0, head - AROUND)))
    tail = common_suffix(old, len(old), new, len(new), size - head)
    end = old.find("\n", len(old) - tail + AROUND)
    tail = len(old) - end if end >= 0 else 0
    return Stretch(head, len(old) - tail, head, len(new) - tail)


def kept_words(old: str, new: str, borders: tuple[Borders, Borders], worth: Worth) -> tuple[list[Block], list[Block]]:
    """Return what stayed in its order, and whole lines and sentences that did not; in tokens."""
    whole = Stretch(0, len(old), 0, len(new))
    lines = unique_pieces(old, new, borders[0].lines, borders[1].lines)
    sentences = unique_pieces(old, new, borders[0].sentences, borders[1].sentences)
    held = in_order(lines, sentences, whole)
    floor = log2(max(1, trimmed(old, new, whole)[0].area)) + LEAST
    sure = [line for line in lines if line.size >= SHORTEST_LINE]
    sure += [piece for piece in (*lines, *sentences) if worth(piece.old, piece.size) >= floor]
    apart = aside(sure, held)
    left = overwritten(old, [(block.old, block.old_end) for block in apart], OURS_PLACED)
    room = overwritten(new, [(block.new, block.new_end) for block in apart], THEIRS_PLACED)
    kept = joined([*held, *(block for gap in between(whole, held) for block in compared(left, room, gap))])
    return supported(settled(kept, left, room, *borders), worth, whole), apart
