"""What stands at the same place of page after page, and page numbers: part of the paper, not of the text."""

import re
from collections import defaultdict

from .lines import Line
from .pages import Page

# The outer lines of a page among which running heads are looked for, and how far in they may stand, of its height.
OUTER_LINES, OUTER_SHARE = 4, 0.16
FEWEST_OTHERS = 5  # lines: on a page of fewer, a number may be what it says
PAGE_NUMBER = re.compile(
    r"(?i)[-–—|•\[( ]*(?:(?:page|seite|s\.|p\.|pág\.?|página|pagina|strona|стр\.?|страница|صفحة|第)\s*)?"
    r"(?:\d{1,4}|[ivxlc]{1,6})\s*(?:(?:of|von|de|sur|di|из|/|／|من)\s*\d{1,4})?\s*(?:页|頁|ページ|쪽)?[-–—|•\]) .]*"
)
NUMBER = re.compile(r"\d+|\b[ivxlc]+\b", re.IGNORECASE)


def take_out(pages: list[Page]) -> list[str]:
    """Take running heads, footers and page numbers off the pages; what each of those lines first said."""
    outer = [_outer(page) for page in pages]
    places: dict[tuple[str, bool], list[tuple[int, float]]] = defaultdict(list)
    for number, lines in enumerate(outer):
        for line, at_top in lines:
            places[_key(line.text), at_top].append((number, _depth(line, pages[number], at_top)))
    needed = 2 if len(pages) < 8 else 3
    left_out: dict[str, str] = {}
    for number, lines in enumerate(outer):
        page = pages[number]
        gone = set()
        for line, at_top in lines:
            key = _key(line.text)
            depth = _depth(line, page, at_top)
            alike = {other for other, there in places[key, at_top] if abs(there - depth) < 4}
            if len(alike) >= needed or _is_page_number(line, page, at_top):
                gone.add(id(line))
                left_out.setdefault(key, line.text)
        # A page that says nothing else says this.
        page.lines = [line for line in page.lines if id(line) not in gone] or page.lines
    return list(left_out.values())


def _outer(page: Page) -> list[tuple[Line, bool]]:
    """The first and last lines of a page, and whether each stands at the top."""
    lines = sorted(page.lines, key=lambda line: line.baseline)
    heights = sorted({round(line.baseline) for line in lines})
    first, last = set(heights[:OUTER_LINES]), set(heights[-OUTER_LINES:])
    reach = OUTER_SHARE * page.height
    top = [(line, True) for line in lines if round(line.baseline) in first and line.baseline < reach]
    bottom = [(line, False) for line in lines if round(line.baseline) in last and line.baseline > page.height - reach]
    return top + bottom


def _depth(line: Line, page: Page, at_top: bool) -> float:
    return line.baseline if at_top else page.height - line.baseline


def _key(text: str) -> str:
    return NUMBER.sub("#", text)


def _is_page_number(line: Line, page: Page, at_top: bool) -> bool:
    """Whether a line is nothing but a number, and the outermost of its page."""
    if not PAGE_NUMBER.fullmatch(line.text):
        return False
    others = [other.baseline for other in page.lines if other is not line]
    if len(others) < FEWEST_OTHERS:
        return False
    gap = min(others) - line.baseline if at_top else line.baseline - max(others)
    return gap > 1.3 * line.size
