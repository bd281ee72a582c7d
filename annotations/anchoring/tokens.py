"""Cuts a text into words, signs and, where a script sets no spaces, characters; white space is left out."""

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate, compress
from typing import NamedTuple

from articles.text.scripts import UNSPACED

# The non-joiner parts words: Persian writes the same word with it, with a space, or in one.
NON_JOINER = "\u200c"
# What belongs to the character before it: combining marks and what is not seen (joiners, directions, soft hyphens).
CLINGING = "".join(
    character
    for character in map(chr, range(0xAD, 0x10000))
    if unicodedata.category(character) in ("Mn", "Mc", "Me", "Cf") and character != NON_JOINER
)
WORD = rf"[^\W{UNSPACED}]+(?:[{CLINGING}]+[^\W{UNSPACED}]*)*"
PIECE = re.compile(rf"[{UNSPACED}][{CLINGING}]*|{WORD}|[\s{NON_JOINER}]+|[^\s{NON_JOINER}][{CLINGING}]*")
# In a text without any of these the same is found faster.
SPECIAL = re.compile(f"[{UNSPACED}{CLINGING}{NON_JOINER}]")
PLAIN_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
LONGEST = 60  # a longer run of letters is no word, and is cut into characters
# Letters that match nothing: for words that one text has alone, and for those that have a place already. No text
# has them, for they are halves of surrogate pairs.
OURS, THEIRS, OURS_PLACED, THEIRS_PLACED = map(chr, range(0xD800, 0xD804))


class Tokens(NamedTuple):
    """The tokens of a text in its order: code points where each starts and ends, and how it is compared."""

    starts: Sequence[int]
    ends: Sequence[int]
    words: list[str]

    def beginning_of(self, place: int) -> int:
        """Return where the token begins that has this place inside, or the place itself between tokens."""
        number = bisect_right(self.ends, place)
        return min(place, self.starts[number]) if number < len(self.starts) else place

    def ending_of(self, place: int) -> int:
        """Return where the token ends that has this place inside, or the place itself between tokens."""
        number = bisect_left(self.starts, place) - 1
        return max(place, self.ends[number]) if number >= 0 else place

    def begins_at(self, place: int) -> bool:
        return self.beginning_of(place) == place

    def ends_at(self, place: int) -> bool:
        return self.ending_of(place) == place


def tokenise(text: str, start: int, end: int) -> Tokens:
    """Return the tokens between two places; words that are canonically the same are the same."""
    alphabet = "".join(set(text[start:end]))
    pieces: list[str] = (PIECE if SPECIAL.search(alphabet) else PLAIN_PIECE).findall(text, start, end)
    if max(map(len, pieces), default=0) > LONGEST:
        pieces = [part for piece in pieces for part in (piece if len(piece) > LONGEST else (piece,))]
    ends = array("L", accumulate(map(len, pieces), initial=start))
    once: dict[str, str] = {}
    pieces = [once.setdefault(piece, piece) for piece in pieces]
    if not unicodedata.is_normalized("NFC", text):
        once = {piece: unicodedata.normalize("NFC", piece) for piece in once}
    blank = {piece for piece in once if piece[0].isspace() or piece[0] == NON_JOINER}
    filled = [piece not in blank for piece in pieces]
    words = [once[piece] for piece in compress(pieces, filled)]
    return Tokens(array("L", compress(ends, filled)), array("L", compress(ends[1:], filled)), words)


def letters(old: Tokens, new: Tokens) -> tuple[str, str]:
    """Write both texts with one character for each word that they share, so that words can be compared as characters.

    Words of one text alone become OURS and THEIRS.
    """
    shared = set(old.words).intersection(new.words)
    letter = {word: chr(number) for number, word in zip(range(0xE000, 0x110000), sorted(shared), strict=False)}
    ours, theirs = [letter.get(word, OURS) for word in old.words], [letter.get(word, THEIRS) for word in new.words]
    return "".join(ours), "".join(theirs)
