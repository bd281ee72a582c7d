"""Words that run from right to left, put into the order in which they are read.

PDFium turns most of them round, but goes by the order of drawing where baselines differ a little. Where the letters
stand says more.
"""

import re
import unicodedata

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
LETTER = re.compile(r"[^\W\d_]")
MIRRORED = str.maketrans("()[]{}«»‹›", ")(][}{»«›‹")
BRACKET, OPENING, CLOSING = re.compile(r"[()\[\]{}«»‹›]"), re.compile(r"[(\[{«‹]"), ")]}»›"
MISPLACED = re.compile(r"(\S)([(\[{«]) +|\s+([)\]}»])(?=\w)")


def by_place(word: str, middles: list[float]) -> str:
    """`word` in logical order: its letters from right to left, marks with their letters, numbers as they are.

    `middles` are the places of its characters on the line, in points.
    """
    bases = [i for i, character in enumerate(word) if not unicodedata.combining(character)]
    if not bases or all(RIGHT_TO_LEFT.match(word[i]) is None for i in bases):
        return word
    marks: dict[int, str] = {}
    for i in set(range(len(word))) - set(bases):
        nearest = min(bases, key=lambda base: abs(middles[base] - middles[i]))
        marks[nearest] = marks.get(nearest, "") + word[i]
    order = sorted(bases, key=lambda i: -middles[i])
    clusters = [word[i] + marks.get(i, "") for i in order]
    return re.sub(r"\d[\d.,:/]*\d|[A-Za-z]{2,}", lambda number: number[0][::-1], "".join(clusters))


def is_rtl(text: str) -> bool:
    """Whether more letters run from right to left than the other way."""
    right = len(RIGHT_TO_LEFT.findall(text))
    return right > 0 and 2 * right >= len(LETTER.findall(text))


def are_turned(words: str) -> bool:
    """Whether PDFium has turned the brackets round once too often: the first one closes, and one opens later."""
    first = BRACKET.search(words)
    return first is not None and first[0] in CLOSING and OPENING.search(words, first.end()) is not None


def turned(words: str) -> str:
    """`words` with their brackets turned round, and the space beside them where it belongs."""
    right = words.translate(MIRRORED)
    return MISPLACED.sub(lambda found: f"{found[1]} {found[2]}" if found[2] else f"{found[3]} ", right)
