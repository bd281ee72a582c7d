"""Lines of words, made from what was drawn: parted where a column ends, joined where only the drawing was in parts."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise

from .direction import is_rtl

# PDFium puts this where a word is parted at a line's end; it stands for unknown letters, too.
PARTED = "\x02￾"
# A gap wider than this many ems parts columns or cells; a smaller one than that does not part at all.
COLUMN_GAP, WORD_GAP = 0.95, 0.5
# Justified lines of few words have spaces of up to so many ems.
FILLING_GAP = 2.4
BULLET = re.compile(r"[•‣▪■□●○◦⁃∙·–—*\-►➢✓❖\uf0a7\uf0b7\uf076\uf0d8]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]")
LATIN = re.compile(r"[A-Za-zÀ-ɏͰ-ӿ]")


@dataclass(slots=True)
class Word:
    """Words in one look on one line, in points from the top left corner of the page."""

    text: str
    left: float
    right: float
    baseline: float
    size: float
    bold: bool = False
    italic: bool = False
    spaced: bool = True  # white space follows
    link: str | None = None
    raised: bool = False

    def like(self, other: "Word") -> bool:
        """Whether both look the same and lead to the same place."""
        mine = (self.bold, self.italic, self.link, self.raised)
        return mine == (other.bold, other.italic, other.link, other.raised) and abs(self.size - other.size) < 0.6


class Line:
    """Words beside each other in the order in which they are read."""

    __slots__ = ("baseline", "bold", "italic", "left", "right", "rtl", "size", "text", "words")

    def __init__(self, words: list[Word]) -> None:
        self.words = words
        self.text = "".join(word.text + " " * word.spaced for word in words).rstrip()
        if len(words) == 1:
            main = words[0]
        else:
            sizes = Counter[tuple[float, float]]()
            for word in words:
                sizes[word.size, word.baseline] += len(word.text)
            size, baseline = max(sizes, key=lambda look: sizes[look])
            main = next(word for word in words if word.size == size and word.baseline == baseline)
        self.size, self.baseline = main.size, main.baseline
        self.left = min(word.left for word in words)
        self.right = max(word.right for word in words)
        self.bold = all(word.bold for word in words if not word.raised)
        self.italic = all(word.italic for word in words if not word.raised)
        self.rtl = is_rtl(self.text)

    @property
    def top(self) -> float:
        return self.baseline - 0.8 * self.size

    @property
    def bottom(self) -> float:
        return self.baseline + 0.25 * self.size

    @property
    def width(self) -> float:
        return self.right - self.left


def rows(drawn: Iterable[list[Word]]) -> list[Line]:
    """The lines of a page, from the top to the bottom. Beside each other stand those of several columns."""
    lines = [Line(part) for words in drawn for part in _parts(words)]
    rtl = sum(len(line.text) for line in lines if line.rtl) * 2 > sum(len(line.text) for line in lines)
    lines = _beside(lines, rtl)
    if _raise_small(lines):
        lines = _beside(lines, rtl)
    return [Line(runs(_marked(line))) for line in lines]


def _marked(line: Line) -> list[Word]:
    """The words of a line; those that stand small above it are raised."""
    for word in line.words:
        if word.size < 0.85 * line.size and line.baseline - word.baseline > 0.15 * line.size:
            word.raised = True
    return line.words


def runs(words: list[Word]) -> list[Word]:
    """Words that look the same, taken together."""
    taken: list[Word] = []
    for word in words:
        last = taken[-1] if taken else None
        if last and last.like(word):
            last.text += " " * last.spaced + word.text
            last.spaced = word.spaced
            last.left, last.right = min(last.left, word.left), max(last.right, word.right)
        else:
            taken.append(replace(word))
    return taken


def _parts(words: list[Word]) -> list[list[Word]]:
    """One drawn line, parted where there is more than the space between words, or where the next line begins."""
    if is_rtl("".join(word.text for word in words)):
        words = _latin_turned(words)
    parts: list[list[Word]] = []
    wide = _wide_gap(words)
    for place, word in enumerate(words):
        before = words[place - 1] if place else None
        if before is None or _apart(before, word, wide):
            parts.append([])
            if before and before.text[-1] in PARTED:
                before.text = before.text[:-1] + "-"
        elif before.text[-1] in PARTED:
            before.text = before.text[:-1] + "\ufffd"
        parts[-1].append(word)
    if words and words[-1].text[-1] in PARTED:
        words[-1].text = words[-1].text[:-1] + "-"
    return parts


def _wide_gap(words: list[Word]) -> float:
    """The gap, in ems, that parts the words of a drawn line; more where a narrow column is filled by wide spaces."""
    gaps = sorted(_gap(before, after) / max(before.size, after.size) for before, after in pairwise(words))
    return max(COLUMN_GAP, min(1.6 * gaps[len(gaps) // 2], FILLING_GAP)) if len(gaps) > 2 else COLUMN_GAP


def _gap(before: Word, after: Word) -> float:
    return max(after.left - before.right, before.left - after.right)


def _apart(before: Word, after: Word, wide: float) -> bool:
    size = max(before.size, after.size)
    gap = _gap(before, after)
    # What marks an item of a list may stand far from its words.
    if BULLET.fullmatch(before.text) and 0 < gap < 3 * size:
        return abs(after.baseline - before.baseline) > 0.6 * size
    return gap > wide * size or abs(after.baseline - before.baseline) > 0.6 * size


def _latin_turned(words: list[Word]) -> list[Word]:
    """Words from right to left; those from left to right among them turned round where PDFium has not done so."""
    ordered: list[Word] = []
    place = 0
    while place < len(words):
        end = place
        while end < len(words) and LATIN.search(words[end].text):
            end += 1
        some = words[place:end]
        if len(some) > 1 and all(a.left > b.left for a, b in pairwise(some)):
            spaced = [word.spaced for word in some]
            some = [replace(word, spaced=space) for word, space in zip(some[::-1], spaced, strict=True)]
        ordered.extend(some)
        ordered.extend(words[end : end + 1])
        place = end + 1
    return ordered


def _beside(lines: list[Line], rtl: bool) -> list[Line]:
    """Lines whose parts were drawn one by one, joined."""
    lines.sort(key=lambda line: line.baseline)
    joined: list[Line] = []
    start = 0
    while start < len(lines):
        end = start + 1
        reach = 0.25 * lines[start].size
        while end < len(lines) and lines[end].baseline - lines[end - 1].baseline <= min(reach, 0.25 * lines[end].size):
            end += 1
        joined.extend(_joined(lines[start:end], rtl))
        start = end
    return joined


def _joined(row: list[Line], rtl: bool) -> list[Line]:
    if len(row) == 1:
        return row
    row.sort(key=lambda line: line.left)
    rtl = rtl or is_rtl(" ".join(line.text for line in row))
    lines = [row[0]]
    for line in row[1:]:
        before = lines[-1]
        gap, size = line.left - before.right, max(line.size, before.size)
        marker = 0 < gap < 3 * size and BULLET.fullmatch(before.text) and not line.rtl
        if marker or -0.4 * size < gap < WORD_GAP * size:
            lines[-1] = join(before, line, rtl)
        else:
            lines.append(line)
    return lines


def join(left: Line, right: Line, rtl: bool) -> Line:
    """Both as one line, in the order in which it is read; `rtl` is how most of the page runs."""
    rtl = left.rtl if left.rtl == right.rtl else rtl
    first, second = (right, left) if rtl else (left, right)
    gap = right.left - left.right
    last = first.words[-1]
    if not last.spaced and gap > 0.15 * max(left.size, right.size):
        first.words[-1] = replace(last, spaced=True)
    elif last.spaced and (right.words[0].raised or second.words[0].raised):
        first.words[-1] = replace(last, spaced=gap > 0.2 * left.size)
    return Line(first.words + second.words)


def _raise_small(lines: list[Line]) -> int:
    """Put small raised or lowered letters onto the line they belong to; how many there were."""
    taken: set[int] = set()
    for place, small in enumerate(lines):
        if len(small.text) > 12:
            continue
        near = [i for i in range(max(place - 15, 0), min(place + 15, len(lines))) if i not in taken and i != place]
        host = min(
            (i for i in near if _hosts(lines[i], small)), key=lambda i: lines[i].baseline - small.baseline, default=None
        )
        if host is not None:
            lines[host] = _with_small(lines[host], small)
            taken.add(place)
    lines[:] = [line for place, line in enumerate(lines) if place not in taken]
    return len(taken)


def _hosts(line: Line, small: Line) -> bool:
    if small.size > 0.85 * line.size or len(line.text) <= 1:
        return False
    above = line.baseline - small.baseline
    reach = 0.35 * line.size
    return (
        -0.25 * line.size < above < 0.65 * line.size
        and line.left - reach < small.right
        and small.left < line.right + reach
    )


def _with_small(line: Line, small: Line) -> Line:
    raised = line.baseline - small.baseline > 0.1 * line.size
    words = [replace(word, raised=raised, baseline=line.baseline) for word in small.words]
    middle = (small.left + small.right) / 2
    if line.rtl:
        place = next((i for i, word in enumerate(line.words) if word.right < middle), len(line.words))
    else:
        place = next((i for i, word in enumerate(line.words) if word.left > middle), len(line.words))
    before = line.words[:place]
    if before:
        gap = small.left - before[-1].right if not line.rtl else before[-1].left - small.right
        before[-1] = replace(before[-1], spaced=gap > 0.25 * line.size)
    if place < len(line.words):
        after = line.words[place]
        words[-1].spaced = max(after.left - small.right, small.left - after.right) > 0.1 * line.size
    return Line(before + words + line.words[place:])


def body_size(lines: Iterable[Line]) -> float:
    """The size of letters, in points, in which most of the words are set."""
    sizes = Counter[float]()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 10.0
