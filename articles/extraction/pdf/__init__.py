"""PDF files with text: reports, press releases, printed news pages.

PDFium (BSD, through pypdfium2) says which letters stand where; what they make up is found here: lines, columns, running
heads, paragraphs, headings, lists, notes and tables. Pages without letters are pictures: they are named, not read.
"""

import html

from ..document import Document
from ..result import Doubt, ExtractionError, gettext_noop
from . import opening, running
from .columns import columns
from .direction import is_rtl
from .flow import joined, mark_last, notes
from .joining import Joiner
from .lines import body_size
from .markup import Markup, clean
from .outline import headline, written, written_notes
from .pages import Page, pages
from .paragraphs import Paragraph, paragraphs

PICTURES = gettext_noop(
    "This PDF is made of pictures of pages: it has no text that could be read. "
    "Run it through text recognition (OCR) first."
)
EMPTY = gettext_noop("There is no text in this PDF.")
UNREADABLE = gettext_noop(
    "The letters of this PDF cannot be read: it does not say which letter each of its signs is. "
    "Run it through text recognition (OCR) first, or copy the article from where it was published."
)
COVER = 1500  # letters: a longer text than this is more than a cover for what is attached
MOST_LISTED = 25


def read_pdf(data: bytes) -> Document:
    """The text of a PDF as paragraphs in reading order, and what it says about itself.

    Running heads and page numbers are left out and named in a doubt. Raises ExtractionError if the file is locked,
    damaged, longer than 2,000 pages or five million letters, or has no letters that can be read.
    """
    with opening.opened(data) as document:
        title, author = opening.title(document), opening.author(document)
        language, attached = opening.language(document), opening.attachments(document)
        found = list(pages(document))
    _refuse_unreadable(found)
    doubts = _doubts(found, attached)
    if left_out := running.take_out(found):
        doubts.append(Doubt("running", _listed([clean(line) for line in left_out])))
    body = body_size(line for page in found for line in page.lines)
    markup = Markup(Joiner((line.text, line.words[-1].spaced) for page in found for line in page.lines))
    text, at_the_foot, strays = _flow(found, body)
    top = headline(text, body, title, markup)
    blocks = written(text, top, body, markup)
    blocks += [f"<p>{html.escape(clean(stray), quote=False)}</p>" for stray in strays]
    blocks += written_notes(at_the_foot, markup)
    return Document(
        html="\n".join(blocks),
        headline=markup.text(top.lines) if top else title,
        byline=author,
        language=language,
        doubts=tuple(doubts),
    )


def _flow(found: list[Page], body: float) -> tuple[list[Paragraph], list[Paragraph], list[str]]:
    """The paragraphs of all pages in reading order, the notes at their feet, and the lines that run another way."""
    text: list[Paragraph] = []
    at_the_foot: list[Paragraph] = []
    strays: list[str] = []
    for page in found:
        rtl = is_rtl(" ".join(line.text for line in page.lines))
        for region in columns(page.lines, rtl):
            above, below = notes(paragraphs(region, body, page.number, rtl), body)
            mark_last(above)
            text.extend(above)
            at_the_foot.extend(below)
        strays.extend(stray for stray in page.strays if stray.strip())
    return joined(text, body), at_the_foot, strays


def _refuse_unreadable(found: list[Page]) -> None:
    letters = sum(page.letters for page in found)
    if not any(page.lines or page.strays for page in found):
        raise ExtractionError(PICTURES if any(page.pictures for page in found) else EMPTY)
    if sum(page.unknown for page in found) > 0.3 * letters:
        raise ExtractionError(UNREADABLE)


def _doubts(found: list[Page], attached: int) -> list[Doubt]:
    doubts = []
    silent = [page.number for page in found if not page.lines and not page.strays]
    if silent:
        doubts.append(Doubt("silent pages", _numbers(silent)))
    if attached and sum(page.letters for page in found) < COVER:
        doubts.append(Doubt("attached", str(attached)))
    if sum(page.unknown for page in found) > 0.01 * sum(page.letters for page in found):
        doubts.append(Doubt("letters"))
    if any(page.upright for page in found):
        doubts.append(Doubt("upright"))
    pictured = [page.number for page in found if page.pictures and (page.lines or page.strays)]
    if pictured:
        doubts.append(Doubt("page_pictures", _numbers(pictured)))
    return doubts


def _listed(lines: list[str]) -> str:
    """Lines on one line: the first few, each cut where it is very long."""
    few = [line if len(line) <= 100 else f"{line[:99]}…" for line in lines[:MOST_LISTED]]
    return " · ".join(few) + (" · …" if len(lines) > MOST_LISTED else "")


def _numbers(pages: list[int]) -> str:
    """Numbers in ascending order, those that follow each other taken together: "1, 3–5"."""
    spans: list[list[int]] = []
    for number in pages:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in spans)
