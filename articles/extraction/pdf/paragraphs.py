"""Lines of one column as paragraphs: told apart by spacing, indents, short last lines and changes of look."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from .direction import is_rtl
from .lines import Line, join
from .tables import Table, side_by_side, tables

BULLET = re.compile(r"[•‣▪■□●○◦⁃∙►➢✓❖\uf0a7\uf0b7\uf076\uf0d8]\s*|[–—*·-]\s+")
NUMBERED = re.compile(r"\(?(\d{1,3}|[a-zA-Z])[.)]\s+(?=\S)")
ENDS = re.compile(r"[.!?:。！？：؟۔…][\"'”’»)\]\d]*$")
LARGE = 1.12  # of the body's size
FEWEST_LINES = 4


@dataclass(slots=True)
class Paragraph:
    """Lines that belong together, and the column they stand in: its edges, in points, in reading direction."""

    lines: list[Line]
    start: float
    end: float
    page: int = 0
    last_of_region: bool = False
    table: Table | None = None
    tail_end: float = field(default=0.0)  # the end of the column in which the last line stands

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def size(self) -> float:
        return max(self.lines, key=lambda line: len(line.text)).size

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def ends(self) -> bool:
        """Whether the last line ends a sentence."""
        return ENDS.search(self.lines[-1].text) is not None

    @property
    def is_indented(self) -> bool:
        return span(self.first)[0] > self.start + 0.6 * self.first.size

    @property
    def is_item(self) -> bool:
        return BULLET.match(self.first.text) is not None


def span(line: Line) -> tuple[float, float]:
    """Where a line starts and ends, in points along the direction in which it is read."""
    return (-line.right, -line.left) if line.rtl else (line.left, line.right)


def paragraphs(region: list[Line], body: float, page: int, rtl: bool) -> list[Paragraph]:
    """The paragraphs and tables of a region in order; `body` is the size of the document's text in points."""
    found: list[Paragraph] = []
    for part in tables(region):
        if isinstance(part, Table):
            lines = [line for row in part.rows for cell in row for line in cell]
            found.append(Paragraph(lines, lines[0].left, lines[0].right, page, table=part))
        else:
            found.extend(_paragraphs(_one_per_row(part, rtl), body, page))
    return found


def _one_per_row(lines: list[Line], rtl: bool) -> list[Line]:
    return [_one(row, rtl or is_rtl(" ".join(line.text for line in row))) for row in side_by_side(lines)]


def _one(row: list[Line], rtl: bool) -> Line:
    whole = row[0]
    for line in row[1:]:
        whole = join(whole, line, rtl)
    return whole


def _paragraphs(rows: list[Line], body: float, page: int) -> list[Paragraph]:
    if not rows:
        return []
    leading = _leading(rows)
    edges = _edges(rows)
    found: list[Paragraph] = []
    for place, row in enumerate(rows):
        key = (row.rtl, round(row.size))
        start, end = edges[key]
        following = rows[place + 1] if place + 1 < len(rows) else None
        if not found or _starts(found[-1], row, following, leading.get(key), body):
            found.append(Paragraph([row], start, end, page, tail_end=end))
        else:
            found[-1].lines.append(row)
    return found


def _leading(rows: list[Line]) -> dict[tuple[bool, int], float]:
    """The usual distance between baselines for each size of letters, in points."""
    steps = defaultdict[tuple[bool, int], list[float]](list)
    for above, below in pairwise(rows):
        step = below.baseline - above.baseline
        if abs(above.size - below.size) < 0.6 and 0.8 * below.size < step < 2.2 * below.size:
            steps[below.rtl, round(below.size)].append(step)
    ratios = [step / key[1] for key, some in steps.items() for step in some]
    usual = {key: median(ratios) * key[1] for key in {(row.rtl, round(row.size)) for row in rows} if len(ratios) > 2}
    return usual | {key: median(some) for key, some in steps.items() if len(some) > 1}


def _edges(rows: list[Line]) -> dict[tuple[bool, int], tuple[float, float]]:
    spans = defaultdict[tuple[bool, int], list[tuple[float, float]]](list)
    for row in rows:
        spans[row.rtl, round(row.size)].append(span(row))
    edges = {}
    for key, some in spans.items():
        ends = sorted(end for _, end in some)
        # One line may stick out.
        edges[key] = min(start for start, _ in some), ends[-1 - len(ends) // 8]
    for key, some in spans.items():
        if len(some) < FEWEST_LINES:  # too few to show how wide their column is
            same = [edge for other, edge in edges.items() if other[0] == key[0]]
            edges[key] = min(start for start, _ in same), max(end for _, end in same)
    return edges


def _starts(paragraph: Paragraph, row: Line, following: Line | None, leading: float | None, body: float) -> bool:
    """Whether `row` begins a new paragraph after `paragraph`."""
    above = paragraph.lines[-1]
    size = row.size
    if abs(above.size - size) > 0.06 * max(size, above.size) or above.rtl != row.rtl:
        return True
    step = row.baseline - above.baseline
    large = size >= LARGE * body
    if step > (1.6 * size if large else 1.2 * leading + 0.08 * size if leading else 1.75 * size) or step < 0:
        return True
    if row.bold != above.bold and above.words[-1].bold != row.words[0].bold:
        return True
    if row.words[0].raised and size < 0.95 * body:
        return True
    if BULLET.match(row.text) or _is_numbered(row, paragraph, following):
        return True
    if large:
        return False
    return _is_moved(paragraph, row, _is_short(paragraph, row)) or _is_short(paragraph, row)


def _is_numbered(row: Line, paragraph: Paragraph, following: Line | None) -> bool:
    """Whether `row` begins with the number of an item, and not with a date or a number of its sentence."""
    found = NUMBERED.match(row.text)
    if found is None:
        return False
    before = NUMBERED.match(paragraph.first.text)
    if before and _follows(before[1], found[1]):
        return True
    hangs = following is not None and span(following)[0] > span(row)[0] + 0.7 * row.size
    return found[1] in {"1", "a", "A"} and (hangs or paragraph.ends)


def _follows(before: str, number: str) -> bool:
    if before.isdigit() and number.isdigit():
        return int(number) == int(before) + 1
    return len(before) == len(number) == 1 and ord(number) == ord(before) + 1


def _is_moved(paragraph: Paragraph, row: Line, short: bool) -> bool:
    """Whether `row` starts further in or out than the lines before, other than after a first line's indent."""
    move = (span(row)[0] - span(paragraph.lines[-1])[0]) / row.size
    if move > 0.6:
        if len(paragraph.lines) == 1:
            return short and not paragraph.is_item and not NUMBERED.match(paragraph.first.text)
        return move < 12
    if move < -0.6:
        return len(paragraph.lines) > 1 or (short and paragraph.ends) or (paragraph.is_item and move < -1)
    return False


def _is_short(paragraph: Paragraph, row: Line) -> bool:
    """Whether the first word of `row` would have stood on the line before, had that not been a paragraph's last."""
    above = paragraph.lines[-1]
    return is_short(above, paragraph.tail_end, row, paragraph.end - paragraph.start)


def is_short(above: Line, end: float, row: Line, width: float) -> bool:
    """Whether `row` could have begun on the line `above` of a column that ends at `end` and is `width` points wide."""
    left = end - span(above)[1]
    # Two lines that end at one place stand in a narrower block.
    if abs(span(above)[1] - span(row)[1]) < 1:
        return False
    first_word = row.text.partition(" ")[0]
    needed = row.width * min(len(first_word) / max(len(row.text), 1), 1.0) * 1.15 + 0.7 * row.size
    if left <= needed:
        return False
    goes_on = not ENDS.search(above.text) and row.text[:1].islower()
    return not goes_on or left > 0.4 * width
