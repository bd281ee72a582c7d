"""Cuts a text into words, signs and, where a script sets no spaces, characters; white space is left out."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from typing import NamedTuple

# Scripts that write without spaces between words: Thai, Lao, Myanmar, Khmer and their kin, kana, bopomofo, Han.
UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\ua9e0-\ua9ff\uaa60-\uaadf"
    "\u3005-\u3007\u3040-\u30ff\u3100-\u312f\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff"
)
# What belongs to the character before it: combining marks and what is not seen (joiners, directions, soft hyphens).
# The non-joiner is left to part words: Persian writes the same word with it, with a space, or in one.
CLINGING = "".join(
    c for c in map(chr, range(0xAD, 0x20000)) if unicodedata.category(c) in ("Mn", "Mc", "Me", "Cf") and c != "\u200c"
)
WORD = rf"[^\W{UNSPACED}]+(?:[{CLINGING}]+[^\W{UNSPACED}]*)*"
TOKEN = re.compile(rf"{WORD}|[^\s\u200c][{CLINGING}]*")
# Letters that match nothing: for words that one text has alone, and for those that have a place already.
OURS, THEIRS, OURS_PLACED, THEIRS_PLACED = map(chr, range(0xD800, 0xD804))  # never in texts
LONGEST = 60  # a longer run of letters is no word, and is cut into characters


class Tokens(NamedTuple):
    """The tokens of a text in its order: code points where each starts and ends, and how it is compared."""

    starts: list[int]
    ends: list[int]
    words: list[str]

    def covering(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of tokens, end exclusive, that these code points touch."""
        return bisect_right(self.ends, start), bisect_left(self.starts, end)

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


def tokenise(text: str) -> Tokens:
    starts: list[int] = []
    ends: list[int] = []
    words: list[str] = []
    for match in TOKEN.finditer(text):
        start, end = match.span()
        if end - start <= LONGEST:
            starts.append(start)
            ends.append(end)
            words.append(match.group())
        else:
            starts.extend(range(start, end))
            ends.extend(range(start + 1, end + 1))
            words.extend(match.group())
    if not unicodedata.is_normalized("NFC", text):
        words = [unicodedata.normalize("NFC", word) for word in words]
    return Tokens(starts, ends, words)


def letters(old: Tokens, new: Tokens) -> tuple[str, str]:
    """Write both texts with one character for each word that they share, so that words can be compared as characters.

    Words of one text alone become OURS and THEIRS: they match nothing.
    """
    shared = set(old.words).intersection(new.words)
    letter = {word: chr(number) for number, word in zip(range(0xE000, 0x110000), sorted(shared), strict=False)}
    ours, theirs = (letter.get(word, OURS) for word in old.words), (letter.get(word, THEIRS) for word in new.words)
    return "".join(ours), "".join(theirs)
