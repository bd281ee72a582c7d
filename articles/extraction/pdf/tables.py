"""Tables: rows of cells that stand under each other."""

from collections.abc import Iterator
from dataclasses import dataclass

from .lines import Line

Cell = list[Line]
FEWEST_ROWS = 3
MOST_ROWS = 500


@dataclass(slots=True)
class Table:
    """Rows of cells, each of one line or more; an empty cell has none."""

    rows: list[list[Cell]]


def tables(region: list[Line]) -> Iterator[Table | list[Line]]:
    """The tables of a region, and the lines between them."""
    rows = side_by_side(region)
    loose: list[Line] = []
    place = 0
    while place < len(rows):
        end, columns = _extent(rows, place)
        several = sum(len(row) > 1 for row in rows[place:end])
        if several >= FEWEST_ROWS and not _is_within_text(rows, place, end):
            if loose:
                yield loose
            yield _table(rows[place:end], columns)
            loose, place = [], end
        else:
            loose.extend(rows[place])
            place += 1
    if loose:
        yield loose


def _is_within_text(rows: list[list[Line]], start: int, end: int) -> bool:
    """Whether the rows are a paragraph's lines of few words with wide spaces: those before or after fill its width."""
    left, right = min(row[0].left for row in rows[start:end]), max(row[-1].right for row in rows[start:end])
    for place, beside in ((start - 1, start), (end, end - 1)):
        if 0 <= place < len(rows) and len(rows[place]) == 1:
            line, near = rows[place][0], rows[beside][0]
            close = abs(line.baseline - near.baseline) < 1.6 * near.size and abs(line.size - near.size) < 0.3
            if close and abs(line.right - right) < 2 and abs(line.left - left) < 2 * line.size:
                return True
    return False


def side_by_side(lines: list[Line]) -> list[list[Line]]:
    """The lines of a region row by row, each row from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        if rows and line.baseline - rows[-1][0].baseline < 0.35 * min(line.size, rows[-1][0].size):
            rows[-1].append(line)
        else:
            rows.append([line])
    for row in rows:
        row.sort(key=lambda line: line.left)
    return rows


def _extent(rows: list[list[Line]], start: int) -> tuple[int, list[tuple[float, float]]]:
    """How far rows from `start` on stand in the same columns, and the left and right edges of those, in points."""
    columns: list[tuple[float, float]] = []
    if len(rows[start]) < 2:
        return start, columns
    end = last = start
    while end < len(rows) and end - start < MOST_ROWS:
        row = rows[end]
        if end > start and row[0].top - max(line.bottom for line in rows[end - 1]) > 1.6 * row[0].size:
            break
        widened = _merged(columns, row)
        if len(widened) < max(len(columns), 2) or (len(row) == 1 and not _continues(row[0], rows[end - 1], columns)):
            break
        if len({_column(cell, widened) for cell in row}) < len(row):
            break
        columns, end = widened, end + 1
        last = end if len(row) > 1 else last
    # Single lines at the end belong to the last row only where they go on below one of its inner cells.
    while end > last and rows[end - 1][0].left < columns[0][1]:
        end -= 1
    return end, columns


def _continues(line: Line, above: list[Line], columns: list[tuple[float, float]]) -> bool:
    """Whether a line alone goes on below a cell of the row above it."""
    close = line.baseline - above[0].baseline < 1.45 * line.size
    return close and len(columns) > 1 and line.width < 0.7 * (columns[-1][1] - columns[0][0])


def _merged(columns: list[tuple[float, float]], row: list[Line]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted([*columns, *((cell.left, cell.right) for cell in row)]):
        if merged and left < merged[-1][1] + 0.3 * row[0].size:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    return merged


def _column(cell: Line, columns: list[tuple[float, float]]) -> int:
    return next(place for place, (left, right) in enumerate(columns) if left - 1 <= cell.left <= right + 1)


def _table(rows: list[list[Line]], columns: list[tuple[float, float]]) -> Table:
    table: list[list[Cell]] = []
    for row in rows:
        if len(row) > 1 or not table:
            table.append([[] for _ in columns])
        for cell in row:
            table[-1][_column(cell, columns)].append(cell)
    return Table(table)
