"""Stories made at random of whole sentences, and corrections of them whose truth is known: a map of sentences."""

import random
import re
from typing import NamedTuple

from hypothesis import strategies as st

from tests.annotations.anchoring.corrections import Span

ENDS = (" ", " ", "\n\n")


def sentences(count: int, words: int, seed: int, vocabulary: str) -> list[str]:
    """Different sentences of words that come again and again in all of them."""
    chance = random.Random(seed)
    stems = ["".join(chance.choices(vocabulary, k=chance.randint(2, 8))) for _ in range(words)]
    made: set[str] = set()
    while len(made) < count:
        made.add(" ".join(chance.choices(stems, k=chance.randint(5, 14))).capitalize() + ".")
    return sorted(made)


POOL = sentences(60, 90, 1, "aeiounrstl")
SPARE = sentences(30, 60, 2, "bcdfghkmpy")  # no word of which is in the pool


class Story(NamedTuple):
    """A text, and where each of its sentences stands in it."""

    text: str
    places: dict[str, Span]

    @classmethod
    def of(cls, sentences: list[tuple[str, str]]) -> "Story":
        """Put sentences together, each with what follows it."""
        pieces, places, length = [], {}, 0
        for sentence, end in sentences:
            places[sentence] = length, length + len(sentence)
            pieces += [sentence, end]
            length += len(sentence) + len(end)
        return cls("".join(pieces).rstrip(), places)


class Correction(NamedTuple):
    old: Story
    new: Story
    untouched: frozenset[str]

    def fate(self, sentence: str, start: int, end: int) -> tuple[Span, Span | None]:
        """Give the place of a part of a sentence in the old text, and in the new one if it is there."""
        begin = self.old.places[sentence][0]
        there = self.new.places.get(sentence)
        return (begin + start, begin + end), there and (there[0] + start, there[0] + end)


@st.composite
def stories(draw: st.DrawFn) -> list[tuple[str, str]]:
    order = draw(st.lists(st.sampled_from(POOL), min_size=4, max_size=16, unique=True))
    return [(sentence, draw(st.sampled_from(ENDS))) for sentence in order]


@st.composite
def corrected(draw: st.DrawFn, story: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Delete, replace and insert whole sentences and move some; what was not asked for stays."""
    spare = draw(st.permutations([sentence for sentence in SPARE if sentence not in dict(story)]))
    new = list(story)
    for _ in range(draw(st.integers(1, 5))):
        edit = draw(st.sampled_from(("delete", "replace", "insert", "move")))
        place = draw(st.integers(0, len(new) - 1))
        if edit == "insert":
            new.insert(place, (spare.pop(), draw(st.sampled_from(ENDS))))
        elif edit == "replace":
            new[place] = spare.pop(), new[place][1]
        elif len(new) > 2:
            sentence = new.pop(place)
            if edit == "move":
                new.insert(draw(st.integers(0, len(new))), sentence)
    return new


@st.composite
def corrections(draw: st.DrawFn) -> Correction:
    story = draw(stories())
    new = draw(corrected(story))
    return Correction(Story.of(story), Story.of(new), untouched(story, new))


def untouched(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> frozenset[str]:
    """Name the sentences that have the same sentences before and after them as they had."""
    runs = {tuple(new[i : i + 3]) for i in range(len(new) - 2)}
    return frozenset(old[i + 1][0] for i in range(len(old) - 2) if tuple(old[i : i + 3]) in runs)


@st.composite
def parts(draw: st.DrawFn, sentence: str) -> Span:
    start = draw(st.integers(0, len(sentence) - 1))
    return start, draw(st.integers(start + 1, len(sentence)))


@st.composite
def words(draw: st.DrawFn, sentence: str) -> Span:
    """Choose at least three words that follow each other; of fewer nobody can say much."""
    found = [word.span() for word in re.finditer(r"\w+", sentence)]
    first = draw(st.integers(0, len(found) - 3))
    last = draw(st.integers(first + 2, len(found) - 1))
    return found[first][0], found[last][1]


def whole(sentence: str) -> st.SearchStrategy[Span]:
    return st.just((0, len(sentence)))
