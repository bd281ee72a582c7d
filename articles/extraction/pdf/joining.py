"""How the words at the end of one line go on at the beginning of the next."""

import re
from collections import Counter
from collections.abc import Iterable

SOFT = "\u00ad"
HYPHENS = "-\u2010" + SOFT
# Scripts without spaces between words. (Korean has them.)
SPACELESS = re.compile(
    "[\u2e80-\u303f\u3040-\u30ff\u3100-\u312f\u31a0-\u9fff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef"
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\U00020000-\U0003ffff]"
)
HANGUL = re.compile("[\uac00-\ud7a3]")
LAST = re.compile(r"([^\W\d_]+(?:['’-][^\W\d_]+)*)[-\u2010\u00ad]$")
FIRST = re.compile(r"([^\W\d_]+)(?:['’-][^\W\d_]+)*")
WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")
# A part of a word to come that all share: "Ein- und Ausfuhr", "pre- and post-war".
SHARING = frozenset(
    (
        "und",
        "oder",
        "bis",
        "bzw",
        "sowie",
        "and",
        "or",
        "to",
        "nor",
        "et",
        "ou",
        "y",
        "och",
        "eller",
        "og",
        "en",
        "i",
        "lub",
    )
)
# These stand before a hyphen, hardly ever before a mere break.
BEFORE_HYPHEN = frozenset(("self", "well", "ex", "vice", "quasi", "all", "cross"))
ADDRESS = re.compile(r"(?:https?://|www\.)\S*$")
ADDRESS_GOES_ON = re.compile(r"[\w%?=&#/~.-]+(?:[/?=&#._-][\w%?=&#/~.-]*|$)")


class Joiner:
    """Joins lines, and learns from the words of the whole document which hyphens are part of a word."""

    def __init__(self, lines: Iterable[tuple[str, bool]]) -> None:
        self._words = Counter[str]()
        parted: list[tuple[str, str]] = []
        before = ""
        drawn = 0
        for line, spaced in lines:
            drawn += bool(spaced and HANGUL.match(line[-1:]))
            self._words.update(word.casefold() for word in WORD.findall(line))
            if before and (pair := _parted(before, line)):
                parted.append(pair)
            before = line
        # Where words at a line's end occur elsewhere with a hyphen rather than in one piece, none was parted.
        joined = sum(left + right in self._words for left, right in parted)
        hyphened = sum(f"{left}-{right}" in self._words for left, right in parted)
        self._parts_words = joined >= hyphened
        # Korean lines may end within words: where spaces at their ends were drawn, there are none without.
        self._keeps_spaces = drawn > 1
        # The halves are no evidence of themselves.
        self._words.subtract(half for pair in parted for half in pair)
        self._english = 50 * self._words["the"] > self._words.total()

    def seam(self, text: str, following: str, spaced: bool = False) -> tuple[int, str]:
        """What the break between `text` and the line `following` becomes: how many letters to take off, what to put.

        `spaced` says that the line of `text` was drawn with a space at its end.
        """
        if not text or not following:
            return 0, ""
        last, first = text[-1], following[0]
        if last == SOFT:
            return 1, ""
        if last in HYPHENS and len(text) > 1 and not text[-2].isspace():
            return self._over_hyphen(text, following)
        if HANGUL.match(last) and HANGUL.match(first) and self._keeps_spaces and not spaced:
            return 0, ""
        goes_on = (
            (SPACELESS.match(last) and SPACELESS.match(first))
            or (last in "/-_=&?.%" and ADDRESS.search(text) and ADDRESS_GOES_ON.match(following))
            or (last in "–/" and text[-2:-1].isdigit() and first.isdigit())
            or (last == "—" and not text[-2:-1].isspace())
        )
        return 0, "" if goes_on else " "

    def _over_hyphen(self, text: str, following: str) -> tuple[int, str]:
        pair = _parted(text, following)
        if pair is None:
            first_word = following.split(maxsplit=1)[0].casefold().strip(".,;:()")
            return 0, " " if first_word in SHARING and text[-2].isalpha() else ""
        left, right = pair
        if right in SHARING and left + right not in self._words:
            return 0, " "
        return int(self._was_parted(left, right, text, following)), ""

    def _was_parted(self, left: str, right: str, text: str, following: str) -> bool:
        together, apart = self._words[left + right], self._words[f"{left}-{right}"]
        if together != apart:
            return together > apart
        last = left.rpartition("-")[2]
        # Hyphenation leaves two letters on either side, and splits no compound that is written with hyphens.
        if len(last) < 2 or len(right) < 2 or "-" in left or last in BEFORE_HYPHEN:
            return False
        capital = following[0].isupper()
        if capital and not text[-2].isupper():
            return False
        # English joins two words by a hyphen; German and its like write them as one.
        if self._english and min(len(left), len(right)) > 3 and min(self._words[left], self._words[right]) > 0:
            return False
        return self._parts_words or not following[0].islower()


def _parted(text: str, following: str) -> tuple[str, str] | None:
    """Both parts of a word that a hyphen parts at the end of `text`, without case."""
    last, first = LAST.search(text), FIRST.match(following)
    return (last[1].casefold(), first[1].casefold()) if last and first else None
