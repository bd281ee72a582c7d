"""Paragraphs over columns and pages: those that go on are joined; notes at the foot of a page are gathered."""

import re
from itertools import islice

from .paragraphs import LARGE, NUMBERED, Paragraph, is_short

CAPTION = re.compile(
    r"(?:(?:Figure|Fig\.|FIGURE|FIG\.|Abbildung|Abb\.|Photo|Foto|Bild|Image|Grafik|Graphique|Figura|Рис\.|Рисунок|شكل|الشكل)"
    r"\s*[\d٠-٩]{1,3}[a-z]?\s*[:.–—|-]|[图圖図]\s*\d{1,3})\s*\S"
)
NOTE = re.compile(r"(\d{1,3}|[*∗†‡§¶]{1,3})(?=\s|[^\W\d])")
SMALL = 0.94  # of the body's size


def notes(paragraphs: list[Paragraph], body: float) -> tuple[list[Paragraph], list[Paragraph]]:
    """The paragraphs of one region without the notes at its foot, and those."""
    first = None
    for place in range(len(paragraphs) - 1, -1, -1):
        paragraph = paragraphs[place]
        if paragraph.table or paragraph.size > SMALL * body:
            break
        if is_note(paragraph):
            first = place
    if first is None:
        return paragraphs, []
    found: list[Paragraph] = []
    for paragraph in paragraphs[first:]:
        if is_note(paragraph) or not found:
            found.append(paragraph)
        else:
            found[-1].lines.extend(paragraph.lines)
    return paragraphs[:first], found


def mark_last(region: list[Paragraph]) -> None:
    """Mark the paragraph that may go on in the next region: the last one, and the last before captions and tables."""
    for paragraph in reversed(region):
        paragraph.last_of_region = True
        if not paragraph.table and not is_caption(paragraph):
            break


def is_note(paragraph: Paragraph) -> bool:
    """Whether a paragraph begins with the mark of a note."""
    first = paragraph.first.words[0]
    if first.raised:
        return NOTE.match(first.text + " ") is not None
    return NOTE.match(paragraph.first.text) is not None and NUMBERED.match(paragraph.first.text) is None


def is_caption(paragraph: Paragraph) -> bool:
    """Whether a paragraph says what a picture shows."""
    return paragraph.table is None and CAPTION.match(paragraph.first.text) is not None


def joined(paragraphs: list[Paragraph], body: float) -> list[Paragraph]:
    """The paragraphs, those that go on in the next column or on the next page made one."""
    indented = _indents(paragraphs)
    flow: list[Paragraph] = []
    for paragraph in paragraphs:
        candidates = [*flow[-1:], *_open(flow, body)]
        before = next((other for other in candidates if _goes_on(other, paragraph, body, indented)), None)
        if before:
            before.lines.extend(paragraph.lines)
            before.tail_end = paragraph.tail_end
            before.page = paragraph.page
            before.last_of_region = paragraph.last_of_region
        else:
            flow.append(paragraph)
    return flow


def _indents(paragraphs: list[Paragraph]) -> bool:
    """Whether the document marks paragraphs by an indent of their first line."""
    long = [paragraph for paragraph in paragraphs if len(paragraph.lines) > 2 and not paragraph.table]
    return sum(paragraph.is_indented for paragraph in long) > len(long) / 3


def _open(flow: list[Paragraph], body: float) -> list[Paragraph]:
    """The last paragraph of text, which may go on: what a picture shows and tables may stand in between."""
    between = (before for before in reversed(flow[-4:]))
    text = (before for before in between if not before.table and not is_caption(before) and before.size >= SMALL * body)
    return list(islice(text, 1))


def _goes_on(before: Paragraph, after: Paragraph, body: float, indented: bool) -> bool:
    if not before.last_of_region or before.table or is_caption(before) or after.page - before.page > 1:
        return False
    if after.table or is_caption(after) or after.is_item or NUMBERED.match(after.first.text):
        return False
    last, first = before.lines[-1], after.first
    alike = abs(last.size - first.size) < 0.06 * last.size and last.rtl == first.rtl
    if (
        not alike
        or first.size >= LARGE * body
        or (before.bold != after.bold and last.words[-1].bold != first.words[0].bold)
    ):
        return False
    if last.text.endswith(("-", "\u00ad", "\u2010")) or (not before.ends and first.text[:1].islower()):
        return True
    if is_short(last, before.tail_end, first, before.end - before.start):
        return False
    if not before.ends:
        return len(before.text) > 60 and not (indented and after.is_indented)
    return indented and not after.is_indented and len(before.lines) > 1
