"""Lists of which the lines share nearly all their words: a line that stands once in both wordings owns its words."""

import re
from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from annotations.anchoring import move
from tests.annotations.anchoring.stories import POOL, parts

TEAMS = ["Lindholm", "Nordby", "Ostby", "Falken", "Waldrode", "Gulbagh"]
figures = st.integers(2, 40)
teams = st.sampled_from(TEAMS)
scores = st.builds("{} {} - {} {}".format, teams, figures, teams, figures)
reports = st.builds(
    "{}:{} GMT - Police say {} people were {} near {}.".format,
    figures,
    figures,
    figures,
    st.sampled_from(["hurt", "rescued", "missing"]),
    teams,
)
people = st.builds(
    "{} {}, {}, of {}".format, st.sampled_from(["Ana", "Ivo", "Mona"]), st.sampled_from(["Berg", "Ek"]), figures, teams
)


def touched(lines: list[str], more: list[str], data: st.DataObject) -> list[str]:
    """Delete some lines, swap some and insert others."""
    lines = list(lines)
    for line in more:
        place = data.draw(st.integers(0, len(lines) - 1))
        edit = data.draw(st.sampled_from(("delete", "insert", "swap")))
        if edit == "insert":
            lines.insert(place, line)
        elif edit == "swap":
            other = data.draw(st.integers(0, len(lines) - 1))
            lines[place], lines[other] = lines[other], lines[place]
        elif len(lines) > 2:
            del lines[place]
    return lines


def starts(lines: list[str]) -> dict[str, int]:
    """Say where the lines begin that stand once."""
    places, length = {}, 0
    for line in lines:
        places[line] = length
        length += len(line) + 1
    return {line: place for line, place in places.items() if Counter(lines)[line] == 1}


@settings(deadline=None, max_examples=200)
@given(st.data())
def test_words_are_never_put_on_a_line_that_was_there_before(data):
    lines = data.draw(st.sampled_from([scores, reports, people]))
    before = data.draw(st.lists(lines, min_size=8, max_size=25, unique=True))
    after = touched(before, data.draw(st.lists(lines, min_size=1, max_size=5)), data)
    places, there = starts(before), starts(after)
    owned = {line: there[line] for line in places if line in there}
    for line, place in places.items():
        words = [word.span() for word in re.finditer(r"\w+", line)]
        first, last = sorted(data.draw(st.lists(st.sampled_from(words), min_size=2, max_size=2)))
        span = place + first[0], place + last[1]
        anchor = move("\n".join(before), "\n".join(after), [span])[0]
        if anchor.start is None or anchor.end is None:
            continue
        if line in owned:
            shift = owned[line] - place
            assert (anchor.start, anchor.end) == (span[0] + shift, span[1] + shift), line
        for other, begin in owned.items():
            if other != line:
                assert anchor.end <= begin or begin + len(other) <= anchor.start, (line, anchor, other)


CREDIT = "Photo: Coastal Pictures"


@settings(deadline=None, max_examples=100)
@given(st.data())
def test_the_copies_of_a_line_that_are_left_stay_between_their_neighbours(data):
    paragraphs = data.draw(st.lists(st.sampled_from(POOL), min_size=3, max_size=10, unique=True))
    gone = data.draw(st.integers(0, len(paragraphs) - 1))
    before = [line for paragraph in paragraphs for line in (paragraph, CREDIT)]
    after = before[: 2 * gone + 1] + before[2 * gone + 2 :]
    start, end = data.draw(parts(CREDIT))
    places = [len("\n".join(before[: 2 * number + 1])) + 1 for number in range(len(paragraphs))]
    anchors = move("\n".join(before), "\n".join(after), [(place + start, place + end) for place in places])
    shift = len(CREDIT) + 1
    left = [place if number < gone else place - shift for number, place in enumerate(places) if number != gone]
    assert anchors.pop(gone).state == "lost"
    assert [(anchor.start, anchor.end) for anchor in anchors] == [(place + start, place + end) for place in left]
    assert {anchor.state for anchor in anchors} == {"exact"}
