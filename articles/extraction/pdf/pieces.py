"""The words of one page with their places, as PDFium gives them.

Asking PDFium costs about a microsecond for each question, more than all it does for a letter. So a line is asked about
as a whole where it has one look and no gaps, else word by word; letter by letter only where a note's mark may be.
"""

import re
from collections.abc import Iterator
from ctypes import addressof, byref, c_double, c_int, create_string_buffer
from dataclasses import dataclass
from itertools import pairwise
from math import atan2, hypot, pi

import pypdfium2 as pdfium
from pypdfium2 import raw

from .direction import RIGHT_TO_LEFT, by_place

LINE = re.compile(r"[^\s\x00](?:[^\r\n]*[^\s\x00])?")
WORD = re.compile(r"[^\s\x00\x02\ufffe]+[\x02\ufffe]*|[\x02\ufffe]+")
# The number or mark of a footnote may be part of a word.
MARK = re.compile(r"[\d*∗†‡§¶ª°ᵃ-ᵿ]")
MIXED = re.compile(r"[^\W\d].*\d|\d.*[^\W\d]|[.,;:)”’\"]\d|.[*∗†‡§¶]")
# Ems for each letter beyond which a line has more space than between words: cells of a table, perhaps.
WIDE = 0.75
# Ems between words beyond which something may stand there that was drawn apart, or a column may end.
GAP = 0.58
ITALIC = re.compile(r"(?i)italic|oblique|(?:^|[^a-z])(?:slanted|cmti|sfti)|cmti\d|cmsl\d")
FORCE_BOLD = 1 << 18
BOLD = re.compile(r"(?i)bold|black|heavy|(?:^|\+)(?:cmbx|sfbx)")


@dataclass(frozen=True, slots=True)
class Look:
    """How letters stand: their size in points, and turned by how many quarters (None: aslant)."""

    size: float
    bold: bool
    italic: bool
    quarter: int | None


@dataclass(slots=True)
class Piece:
    """Words drawn in one look; a box and the baseline's place in the page's own space, in points."""

    text: str
    left: float
    bottom: float
    right: float
    top: float
    origin: tuple[float, float]
    look: Look
    spaced: bool  # white space follows


class PageText:
    """What PDFium knows of a page's letters. The page and its text must stay open meanwhile."""

    def __init__(self, text_page: pdfium.PdfTextPage, links: list[list[float]]) -> None:
        self.page = text_page.raw
        self.count: int = raw.FPDFText_CountChars(self.page)
        self.text = self._text()
        self._links = links
        self._looks: dict[int, tuple[Look, tuple[float, float]]] = {}
        self._same: dict[Look, Look] = {}
        self._fonts: dict[int, tuple[bool, bool]] = {}
        self._box = (c_double(), c_double(), c_double(), c_double())
        self._refs = [byref(edge) for edge in self._box]
        self._matrix = raw.FS_MATRIX()
        self._nowhere = (Look(10.0, False, False, 0), (0.0, 0.0))

    def _text(self) -> str:
        """One character for each of PDFium's, surrogates apart, so that places in both agree."""
        buffer = (raw.FPDF_WCHAR * (self.count + 1))()
        written = raw.FPDFText_GetText(self.page, 0, self.count, buffer)
        if written == self.count + 1:
            return "".join(map(chr, buffer[: self.count]))
        return "".join(chr(raw.FPDFText_GetUnicode(self.page, place)) for place in range(self.count))

    def unknown(self) -> int:
        """How many letters have no meaning that could be known, judged by the first letter of each line."""
        ask = raw.FPDFText_HasUnicodeMapError
        return sum(len(line[0]) for line in LINE.finditer(self.text) if ask(self.page, line.start()) == 1)

    def lines(self) -> Iterator[list[Piece]]:
        """The pieces of each line, in the order in which they are read."""
        for line in LINE.finditer(self.text):
            start, end = line.span()
            if rects := raw.FPDFText_CountRects(self.page, start, end - start):
                yield self._line(start, end, rects)

    def _line(self, start: int, end: int, rects: int) -> list[Piece]:
        text = self.text[start:end]
        rtl = RIGHT_TO_LEFT.search(text)
        parted = rtl or "\x02" in text or "\ufffe" in text
        if rects == 1 and not parted:
            piece = self._piece(start, end, rects)
            narrow = piece.right - piece.left < WIDE * piece.look.size * len(text)
            if (narrow or " " not in text) and not self._crossed(piece.left, piece.bottom, piece.right, piece.top):
                return [piece]
        elif not parted and self._is_even(start, rects):
            return list(self._grouped(start, end))
        pieces: list[Piece] = []
        for word in WORD.finditer(self.text, start, end):
            pieces.extend(self._word(*word.span()))
        return pieces

    def _is_even(self, start: int, rects: int) -> bool:
        """Whether no more than the space between words parts what was drawn; `rects` of the line have been counted."""
        look = self._look(start)[0]
        if look.quarter != 0:
            return False
        left, top, right, bottom = self._rect(0)
        line = [left, bottom, right, top]
        for place in range(1, rects):
            left, top, right, bottom = self._rect(place)
            if not -0.3 * look.size < left - line[2] < GAP * look.size:
                return False
            line = [line[0], min(line[1], bottom), right, max(line[3], top)]
        return not self._crossed(*line)

    def _grouped(self, start: int, end: int) -> Iterator[Piece]:
        """The words of an even line, those of one look together."""
        first = last = start
        current: tuple[Look, float] | None = None
        marked = MARK.search(self.text, start, end)
        for word in WORD.finditer(self.text, start, end):
            begin, finish = word.span()
            look, (_, baseline) = self._look(begin)
            is_plain = not (marked and MIXED.search(word[0]))
            if current is None or current[0] is not look or current[1] != baseline or not is_plain:
                if last > first:
                    yield self._piece(first, last, raw.FPDFText_CountRects(self.page, first, last - first))
                first, current = begin, (look, baseline)
            if is_plain:
                last = finish
            else:
                yield from self._word(begin, finish)
                first = last = finish
                current = None
        if last > first:
            yield self._piece(first, last, raw.FPDFText_CountRects(self.page, first, last - first))

    def _crossed(self, left: float, bottom: float, right: float, top: float) -> bool:
        """Whether a link covers some of what stands in this box, perhaps not all."""
        return any(box[0] < right and left < box[2] and box[1] < top and bottom < box[3] for box in self._links)

    def _word(self, start: int, end: int) -> Iterator[Piece]:
        text = self.text[start:end]
        if not MIXED.search(text):
            ends = [start, end]
        else:
            looks = [self._look(place)[0] for place in range(start, end)]
            ends = [start, *(start + i for i in range(1, len(looks)) if looks[i] != looks[i - 1]), end]
        for first, last in pairwise(ends):
            if rects := raw.FPDFText_CountRects(self.page, first, last - first):
                yield self._piece(first, last, rects)

    def _piece(self, start: int, end: int, rects: int) -> Piece:
        left, top, right, bottom = self._rect(0)
        for place in range(1, rects):
            following = self._rect(place)
            left, top = min(left, following[0]), max(top, following[1])
            right, bottom = max(right, following[2]), min(bottom, following[3])
        return self._made(start, end, (left, top, right, bottom))

    def _made(self, start: int, end: int, box: tuple[float, float, float, float]) -> Piece:
        left, top, right, bottom = box
        look, origin = self._look(start)
        text = self.text[start:end]
        if not text.isascii():
            if end - start > 1 and RIGHT_TO_LEFT.search(text):
                text = by_place(text, [self._middle(place) for place in range(start, end)])
            text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return Piece(text, left, bottom, right, top, origin, look, self.text[end : end + 1] == " ")

    def _rect(self, place: int) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of one of the rectangles that PDFium was last asked to count."""
        raw.FPDFText_GetRect(self.page, place, *self._refs)
        left, top, right, bottom = self._box
        return left.value, top.value, right.value, bottom.value

    def _middle(self, place: int) -> float:
        left, right, _, _ = self._box
        raw.FPDFText_GetCharBox(self.page, place, *self._refs)
        return (left.value + right.value) / 2

    def _look(self, place: int) -> tuple[Look, tuple[float, float]]:
        """The look of the letter at `place`, and where the baseline of what it was drawn with begins."""
        thing = raw.FPDFText_GetTextObject(self.page, place)
        if not thing:
            return self._nowhere
        key = addressof(thing.contents)
        if key not in self._looks:
            matrix = self._matrix
            raw.FPDFText_GetMatrix(self.page, place, byref(matrix))
            size = abs(raw.FPDFText_GetFontSize(self.page, place)) * hypot(matrix.c, matrix.d)
            turns = atan2(matrix.b, matrix.a) / (pi / 2)
            quarter = round(turns) % 4 if abs(turns - round(turns)) < 0.06 else None
            bold, italic = self._font(raw.FPDFTextObj_GetFont(thing))
            look = Look(round(size, 1), bold, italic, quarter)
            self._looks[key] = self._same.setdefault(look, look), (matrix.e, matrix.f)
        return self._looks[key]

    def _font(self, font: raw.FPDF_FONT) -> tuple[bool, bool]:
        if not font:
            return False, False
        key = addressof(font.contents)
        if key not in self._fonts:
            buffer = create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, buffer, 200)
            name = buffer.value.decode("latin-1")
            angle = c_int()
            slanted = bool(raw.FPDFFont_GetItalicAngle(font, byref(angle)) and angle.value)
            bold = bool(BOLD.search(name) or raw.FPDFFont_GetFlags(font) & FORCE_BOLD)
            self._fonts[key] = bold, slanted or bool(ITALIC.search(name))
        return self._fonts[key]
