"""Tells how alike two texts are in their words, and finds texts that are alike without comparing all with all.

Pure: no Django, no database. A word is compared without capitals, accents and other marks; signs count nothing. In
scripts without spaces between words every character is one. A *shingle* is a run of a few words: wire copy that was
cut, edited or put in another order keeps most of them, and two stories on one event share hardly any.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from heapq import nsmallest
from itertools import islice, takewhile
from typing import NamedTuple

from articles.text.scripts import UNSPACED

WORDS_OF_SHINGLE = 4
CHARACTERS_OF_SHINGLE = 8  # where most words are single characters: about as many words of two
SHORT = 30  # words; of fewer a sketch would be a matter of chance, so it holds the whole text alone
SIZE = 32  # values of a sketch
SHARED = 2  # values that two sketches share at least before their texts are compared
NEARLY_ALL = 0.75  # of the words of one text in the other make the two alike
HALF = 0.5  # is enough where the two do not just end alike
SIGN_OFF = 20  # shingles at most of such an ending: an outlet closes all its stories with the same words

Words = list[str]

_WORD = re.compile(rf"[{UNSPACED}]|[^\W_{UNSPACED}]+")
_PLAIN_WORD = re.compile(r"[a-z0-9]+")
_NON_JOINER = "\u200c"  # it parts words: Persian writes the same word with it or with a space
_MARKS = re.compile(
    "["
    + "".join(
        character
        for character in map(chr, range(0xAD, 0x10000))
        if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf", "Lm") and character != _NON_JOINER
    )
    + "]+"
)


class Likeness(NamedTuple):
    """How much of each of two texts stands in the other, and how much of either but for a common ending; 0 to 1.

    `same` tells that their words are all the same.
    """

    here: float
    there: float
    apart_from_ending: float
    same: bool

    @property
    def share(self) -> float:
        """How much of the one that has less of its own stands in the other."""
        return max(self.here, self.there)

    @property
    def percent(self) -> tuple[int, int]:
        """The share of each that stands in the other, in whole per cent: 100 only where nothing is left out."""
        return int(100 * self.here), int(100 * self.there)

    @property
    def is_alike(self) -> bool:
        return self.share >= NEARLY_ALL or self.apart_from_ending >= HALF


def sketch(text: str) -> tuple[int, ...]:
    """Return the 32 smallest hashes of the text's shingles, ascending, each a signed 64-bit number (or all, if fewer).

    Two sketches share about as many values as their texts share shingles: bottom-k sketches after Broder, On the
    resemblance and containment of documents, 1997. A short text gives one value, the hash of all its words; one without
    words none.
    """
    words = words_of(text)
    if len(words) < SHORT:
        return (_hash(words),) if words else ()
    return tuple(nsmallest(SIZE, map(_hash, _known(words, _size(words)))))


def likeness(one: str, other: str) -> Likeness:
    """Compare two texts: the share of words of each that stand in runs of four words (eight characters) of both."""
    ours, theirs = words_of(one), words_of(other)
    size = max(_size(ours), _size(theirs))
    here, there = _covered(ours, _known(theirs, size), size), _covered(theirs, _known(ours, size), size)
    ending = _ending(ours, theirs, SIGN_OFF * size)
    rest = max(_share(here - ending, len(ours) - ending), _share(there - ending, len(theirs) - ending))
    return Likeness(_share(here, len(ours)), _share(there, len(theirs)), rest, same=bool(ours) and ours == theirs)


def shares(passages: Iterable[str], text: str) -> list[float]:
    """Return how much of each passage stands in such runs anywhere in the text, from 0 to 1."""
    theirs = words_of(text)
    size = _size(theirs)
    known = _known(theirs, size)
    worded = map(words_of, passages)
    return [_share(_covered(words, known, size), len(words)) for words in worded]


def words_of(text: str) -> Words:
    """Return the words of the text as they are compared."""
    if text.isascii():
        return _PLAIN_WORD.findall(text.lower())
    return _WORD.findall(_MARKS.sub("", unicodedata.normalize("NFKD", text)).casefold())


def shingles(words: Words, size: int) -> list[tuple[str, ...]]:
    """Return every run of so many words, in order; of fewer words the one run there is."""
    if len(words) < size:
        return [tuple(words)] if words else []
    return list(zip(*(words[start:] for start in range(size)), strict=False))


def _size(words: Words) -> int:
    characters = sum(len(word) == 1 and not word.isascii() for word in words)
    return CHARACTERS_OF_SHINGLE if 2 * characters > len(words) else WORDS_OF_SHINGLE


def _hash(words: Sequence[str]) -> int:
    return int.from_bytes(blake2b(" ".join(words).encode(), digest_size=8).digest(), "big", signed=True)


def _known(words: Words, size: int) -> set[tuple[str, ...]]:
    return set(shingles(words, size))


def _covered(words: Words, known: set[tuple[str, ...]], size: int) -> int:
    """Count the words that stand in known shingles."""
    covered = end = 0
    for start, shingle in enumerate(shingles(words, size)):
        if shingle in known:
            covered += start + len(shingle) - max(start, end)
            end = start + len(shingle)
    return covered


def _ending(ours: Words, theirs: Words, most: int) -> int:
    """Count the words that both end with, up to so many."""
    pairs = zip(islice(reversed(ours), most), reversed(theirs), strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _share(part: int, whole: int) -> float:
    return max(part, 0) / whole if whole else 0.0
