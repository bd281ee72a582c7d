"""Moves the places of annotations from one wording of a text to the next: `move`, and `Anchor`, what it answers.

Pure: no Django, no database. Offsets are Unicode code points, end exclusive. docs/anchoring.md tells how it works.
"""

from collections.abc import Sequence

from annotations.anchoring.alignment import Stretch, align
from annotations.anchoring.anchor import Anchor
from annotations.anchoring.borders import Borders, settled
from annotations.anchoring.carried import carried
from annotations.anchoring.evidence import Evidence, of_characters, of_words, supported
from annotations.anchoring.following import Flow, Wordings, follow
from annotations.anchoring.matches import overwritten
from annotations.anchoring.strands import mended, strands_of
from annotations.anchoring.tokens import OURS_PLACED, THEIRS_PLACED, Tokens, letters, tokenise

__all__ = ["Anchor", "move"]


def move(old: str, new: str, spans: Sequence[tuple[int, int]]) -> list[Anchor]:
    """Return for each span of the old text its anchor in the new one, in the order of the spans.

    A span is (start, end) in code points, end exclusive; one that is not inside the old text is a ValueError.
    """
    for start, end in spans:
        if not 0 <= start < end <= len(old):
            raise ValueError(f"The span from {start} to {end} is not inside a text of {len(old)} characters.")
    if old == new:
        return [Anchor(start, end, "exact", 1.0) for start, end in spans]
    if not spans:
        return []
    before, after = tokenise(old), tokenise(new)
    wordings = Wordings(old, new, before, after)
    ours, theirs = letters(before, after)
    characters = of_characters(old, new)
    words = of_words(ours, theirs, before.words, characters)
    old_lines, new_lines = lines(old, before), lines(new, after)
    kept = align(ours, theirs, old_lines, new_lines)
    kept = settled(kept, ours, theirs, Borders(before, old_lines), Borders(after, new_lines))
    kept = supported(kept, words, Stretch(0, len(ours), 0, len(theirs)))
    whole = Stretch(0, len(old), 0, len(new))
    letters_worth = Evidence(characters[c] for c in old)
    elsewhere, kept = carried(ours, theirs, kept, words, old_lines, new_lines)
    in_place = strands_of(kept, old, new, before, after)
    flows = []
    for part in elsewhere:
        strands = strands_of(part.blocks, old, new, before, after)
        i, k, j, m = part.within
        edges = Stretch(before.starts[i], before.ends[k - 1], after.starts[j], after.ends[m - 1])
        flows.append(Flow(mended(strands, old, new, edges, letters_worth), "moved", edges, wordings))
    left = overwritten(old, ((s.start, s.end) for flow in flows for s in flow.strands), OURS_PLACED)
    room = overwritten(new, ((s.new_start, s.new_end) for flow in flows for s in flow.strands), THEIRS_PLACED)
    flows.insert(0, Flow(mended(in_place, left, room, whole, letters_worth), "exact", whole, wordings))
    anchors = {span: follow(flows, *span) for span in set(spans)}
    return [anchors[span] for span in spans]


def lines(text: str, tokens: Tokens) -> list[int]:
    """Return which tokens begin a line."""
    starts, previous = [], 0
    for number, (start, end) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
        if number == 0 or "\n" in text[previous:start]:
            starts.append(number)
        previous = end
    return starts
