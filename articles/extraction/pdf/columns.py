"""The order in which a page is read: columns one after the other, what stands across them before or between.

After the recursive cuts of Nagy and Seth (1984): a region is cut along the widest gutter that separates running text;
what crosses the gutter parts the region into bands.
"""

from dataclasses import dataclass
from statistics import median

from .lines import Line

# A column is at least so many letters wide on average, and its lines fill at least so much of it: cells do not.
FEWEST_LETTERS, FULL = 11, 0.5
NARROWEST_GUTTER = 0.55  # ems
DEEPEST = 12
MOST_LINES = 1500


@dataclass(slots=True)
class Gutter:
    left: float
    right: float


def columns(lines: list[Line], rtl: bool, depth: int = 0) -> list[list[Line]]:
    """The lines of a page as regions in reading order, each of one column, its lines from the top to the bottom."""
    gutter = _gutter(lines) if depth < DEEPEST and 3 < len(lines) < MOST_LINES else None
    if gutter is None:
        return [sorted(lines, key=lambda line: (round(line.baseline), line.left))] if lines else []
    regions: list[list[Line]] = []
    for band, is_across in _bands(lines, gutter):
        left, right = _sides(band, gutter)
        for part in [band] if is_across else [right, left] if rtl else [left, right]:
            regions.extend(columns(part, rtl, depth + 1) if len(part) < len(lines) else [part])
    return regions


def _sides(lines: list[Line], gutter: Gutter) -> tuple[list[Line], list[Line]]:
    left = [line for line in lines if line.left < gutter.left]
    return left, [line for line in lines if line.left >= gutter.left]


def _bands(lines: list[Line], gutter: Gutter) -> list[tuple[list[Line], bool]]:
    """Lines across the gutter, and what stands between them on both its sides; whether it is lines across."""
    bands: list[tuple[list[Line], bool]] = []
    for line in sorted(lines, key=lambda line: line.baseline):
        across = line.left < gutter.left and line.right > gutter.right
        if not bands or bands[-1][1] != across:
            bands.append(([], across))
        bands[-1][0].append(line)
    merged: list[tuple[list[Line], bool]] = []
    for place, (band, across) in enumerate(bands):
        # The last line of a paragraph across the gutter may be too short to reach over it.
        near = len(bands) > 1 and _is_close(bands, place)
        alone = not across and near and not all(_sides(band, gutter))
        if merged and merged[-1][1] and (across or alone):
            merged[-1][0].extend(band)
        else:
            merged.append((band, across or alone))
    return merged


def _is_close(bands: list[tuple[list[Line], bool]], place: int) -> bool:
    """Whether a band follows the one above it as a line follows the one above it."""
    if place == 0:
        return False
    above, first = bands[place - 1][0][-1], bands[place][0][0]
    return first.baseline - above.baseline < 1.7 * first.size and len(bands[place][0]) <= 2


def _gutter(lines: list[Line]) -> Gutter | None:
    """The gutter beside which most lines stand, if text runs on both sides of it."""
    size = median(line.size for line in lines)
    best, most = None, 0.0
    edges = sorted({round(line.left) for line in lines})
    for edge in edges[1:]:
        right = [line for line in lines if edge - 1 <= line.left]
        left = [line for line in lines if line.right < edge + 1 and line.left < edge - 1]
        left = [line for line in left if line.right <= edge - NARROWEST_GUTTER * size]
        if len(left) < 2 or len(right) < 2:
            continue
        both = _side_by_side(left, right)
        crossing = sum(line.left < edge - 1 and line.right > edge - NARROWEST_GUTTER * size for line in lines)
        score = both - crossing * 0.5
        if score > most and both >= 2 and _is_text(left, right) and _is_text(right, left):
            inner = max(line.right for line in left)
            best, most = Gutter(min(inner, edge - 1.0), edge - 1.0), score
    return best


def _side_by_side(left: list[Line], right: list[Line]) -> float:
    """How many lines of the shorter side stand beside the other."""
    top = max(min(line.top for line in left), min(line.top for line in right))
    bottom = min(max(line.bottom for line in left), max(line.bottom for line in right))
    return min(
        sum(top - 1 <= line.top and line.bottom <= bottom + 1 for line in left),
        sum(top - 1 <= line.top and line.bottom <= bottom + 1 for line in right),
    )


def _is_text(side: list[Line], other: list[Line]) -> bool:
    top, bottom = min(line.top for line in other) - 1, max(line.bottom for line in other) + 1
    beside = [line for line in side if top <= line.baseline <= bottom]
    if len(beside) < 2:
        return False
    wide = [line.width for line in beside]
    # Chinese and Japanese say in one letter what others say in two or three.
    letters = sum(len(line.text) + 1.5 * sum(letter > "\u2e7f" for letter in line.text) for line in beside)
    return letters / len(beside) >= FEWEST_LETTERS and sum(wide) / len(wide) >= FULL * max(wide)
