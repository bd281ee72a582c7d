"""What counts as the same letter. Pure: no Django.

Folding follows Unicode's compatibility decomposition (UAX #15) and case folding, then leaves out the signs that people
leave out when they type: accents, Arabic vowel signs, Hebrew points. Arabic letters that only look different, or are
typed for one another on Persian, Uyghur and Arabic keyboards, become one.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from itertools import accumulate

# Letters that decompose to nothing simpler, and those that are one letter in two orthographies.
LETTERS = {
    "ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d",
    "ی": "ي", "ى": "ي", "ے": "ي", "ک": "ك", "ڪ": "ك", "ۀ": "ه", "ە": "ه", "ة": "ه", "ھ": "ه", "ہ": "ه", "ۃ": "ه",
    "ٱ": "ا", "ـ": "",
}  # fmt: skip
WHOLE = {"й": "й", "Й": "й"}  # not и with an accent: Russian tells them apart

_UNHEARD = (
    (0x300, 0x36F), (0x483, 0x487), (0x591, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670), (0x6D6, 0x6DC),
    (0x6DF, 0x6E8), (0x6EA, 0x6ED), (0x711, 0x711), (0x730, 0x74A), (0x8D3, 0x8FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F), (0xE0100, 0xE01EF), (0x180B, 0x180F),
)  # fmt: skip


def fold(text: str) -> str:
    """Return the text with letters and digits folded and everything else as spaces; its length may differ."""
    return text.translate(_FOLDED)


def folded_word(text: str) -> str:
    """Return the folded text with single spaces and none at its ends."""
    return " ".join(fold(unicodedata.normalize("NFC", text)).split())


class Folded:
    """A folded text that knows where each of its characters came from."""

    def __init__(self, text: str) -> None:
        self.original = text
        self.text = fold(text)
        self._ends: list[int] | None = None

    def origin(self, start: int, end: int) -> tuple[int, int]:
        """Return the code points of the original that the folded ones from `start` to before `end` came from.

        Signs that folding left out after the last letter belong to it.
        """
        if self.original.isascii():
            return start, end
        if self._ends is None:
            self._ends = list(accumulate(len(_FOLDED[ord(character)]) for character in self.original))
        first, last = bisect_right(self._ends, start), bisect_right(self._ends, end - 1) + 1
        while last < len(self.original) and not _FOLDED[ord(self.original[last])]:
            last += 1
        return first, last


class _Table(dict[int, str]):
    """What every character becomes, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        self[code] = folded = _folded(chr(code))
        return folded


def _folded(character: str) -> str:
    if character in WHOLE:
        return WHOLE[character]
    if unicodedata.category(character) == "Cf":
        return ""
    if "가" <= character <= "힣":  # its parts would be letters of their own
        return character
    parts = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", character).casefold())
    return "".join(map(_letter, parts))


def _letter(character: str) -> str:
    if any(first <= ord(character) <= last for first, last in _UNHEARD):
        return ""
    if character in LETTERS:
        return LETTERS[character]
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    return character if kind[0] in "LNM" else " "


_FOLDED = _Table()
