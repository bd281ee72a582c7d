"""The pages of a PDF as lines of words: where they stand, seen the way they are read."""

from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field

import pypdfium2 as pdfium
from pypdfium2 import raw

from ..result import ExtractionError, gettext_noop
from .lines import Line, Word, rows
from .links import links
from .pieces import PageText, Piece

MOST_LETTERS = 2_000_000
TOO_LONG = gettext_noop("This PDF has more than two million letters. Bring in the pages of the article alone.")
# A picture this large, as a share of the page, is not a logo.
LARGE = 0.04
MOST_THINGS = 1000
FEWEST_UPRIGHT = 8  # signs, each alone on a line


@dataclass(slots=True)
class Page:
    """One page: its lines, not yet in order, in points from its top left corner as it is read."""

    number: int
    width: float
    height: float
    lines: list[Line] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)  # lines that stand aslant or run down the page
    letters: int = 0
    unknown: int = 0
    upright: bool = False
    pictures: int = 0


def pages(document: pdfium.PdfDocument) -> Iterator[Page]:
    """Every page, one at a time. Raises ExtractionError if there are more letters than anybody reads."""
    letters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except RuntimeError:  # a page that is named but not there
            yield Page(number + 1, 0, 0)
            continue
        with closing(page), closing(page.get_textpage()) as text_page:
            addresses = links(document, page)
            text = PageText(text_page, [box for _, box in addresses])
            letters += text.count
            if letters > MOST_LETTERS:
                raise ExtractionError(TOO_LONG)
            yield _page(page, number + 1, text, addresses)


def _page(page: pdfium.PdfPage, number: int, text: PageText, addresses: list[tuple[str, list[float]]]) -> Page:
    box = page.get_cropbox()
    drawn = list(text.lines())
    turned = Counter[int]()
    for line in drawn:
        if line and line[0].look.quarter is not None:
            turned[line[0].look.quarter] += sum(len(piece.text) for piece in line)
    quarter = turned.most_common(1)[0][0] if turned else 0
    width, height = box[2] - box[0], box[3] - box[1]
    found = Page(number, *((width, height) if quarter % 2 == 0 else (height, width)))
    found.letters, found.unknown = text.count, text.unknown()
    lines: list[list[Word]] = []
    for pieces in drawn:
        seen = [piece for piece in pieces if _within(piece, box)]
        if not seen:
            continue
        if seen[0].look.quarter != quarter:
            found.strays.append(" ".join(piece.text for piece in seen))
        else:
            lines.append([_word(piece, quarter, box, addresses) for piece in seen])
    alone = [words for words in lines if _is_alone(words)]
    if len(alone) > FEWEST_UPRIGHT:
        found.upright = True
        found.strays.append("".join(words[0].text for words in alone))
        lines = [words for words in lines if not _is_alone(words)]
    found.lines = rows(lines)
    found.pictures = _large_pictures(page, width * height)
    return found


def _within(piece: Piece, box: tuple[float, float, float, float]) -> bool:
    across, along = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
    return box[0] <= across <= box[2] and box[1] <= along <= box[3]


def _word(
    piece: Piece, quarter: int, box: tuple[float, float, float, float], addresses: list[tuple[str, list[float]]]
) -> Word:
    """The piece as a word, seen with its letters upright: from the left, and down from the top."""
    left, bottom, right, top = box
    x, y = piece.origin
    if quarter == 0:
        start, end, baseline = piece.left - left, piece.right - left, top - y
    elif quarter == 1:  # runs up the page
        start, end, baseline = piece.bottom - bottom, piece.top - bottom, x - left
    elif quarter == 2:
        start, end, baseline = right - piece.right, right - piece.left, y - bottom
    else:
        start, end, baseline = top - piece.top, top - piece.bottom, right - x
    across, along = (piece.left + piece.right) / 2, (piece.bottom + piece.top) / 2
    link = next((uri for uri, spot in addresses if spot[0] <= across <= spot[2] and spot[1] <= along <= spot[3]), None)
    look = piece.look
    return Word(piece.text, start, end, baseline, look.size or 1.0, look.bold, look.italic, piece.spaced, link)


def _is_alone(words: list[Word]) -> bool:
    """Whether a line is one Chinese or Japanese sign, as where they stand one under the other."""
    return len(words) == 1 and len(words[0].text) == 1 and words[0].text > "\u2e7f"


def _large_pictures(page: pdfium.PdfPage, area: float) -> int:
    count = 0
    for place in range(min(raw.FPDFPage_CountObjects(page), MOST_THINGS)):
        thing = raw.FPDFPage_GetObject(page, place)
        if raw.FPDFPageObj_GetType(thing) == raw.FPDF_PAGEOBJ_IMAGE:
            edges = [raw.c_float() for _ in range(4)]
            raw.FPDFPageObj_GetBounds(thing, *edges)
            left, bottom, right, top = (edge.value for edge in edges)
            count += (right - left) * (top - bottom) > LARGE * area
    return count
