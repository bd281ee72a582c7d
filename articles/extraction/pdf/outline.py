"""Which paragraphs are headings, items of lists, captions and notes, and the whole as HTML."""

import html
from collections import Counter
from collections.abc import Iterable

from .flow import is_caption, is_note
from .markup import Markup
from .paragraphs import BULLET, ENDS, LARGE, NUMBERED, Paragraph

LONGEST_HEADING = 250
DEEPEST_HEADING = 4


def headline(paragraphs: list[Paragraph], body: float, title: str | None, markup: Markup) -> Paragraph | None:
    """The heading on the first page that the title names, or the largest there."""
    first = paragraphs[0].page if paragraphs else 0
    there = [paragraph for paragraph in paragraphs if paragraph.page == first and is_heading(paragraph, body)]
    named = [paragraph for paragraph in there if title and _squeezed(markup.text(paragraph.lines)) == _squeezed(title)]
    large = [paragraph for paragraph in there if paragraph.size >= LARGE * body]
    # A single large word is rather the name of the paper, a number or a section.
    return named[0] if named else max(large, key=lambda one: (" " in one.first.text, one.size), default=None)


def is_heading(paragraph: Paragraph, body: float) -> bool:
    """Whether a paragraph is set larger than the text, or is short and bold."""
    length = sum(len(line.text) for line in paragraph.lines)
    if paragraph.table or length > LONGEST_HEADING or not any(letter.isalpha() for letter in paragraph.first.text):
        return False
    if paragraph.size >= LARGE * body:
        return length > 1
    bold = paragraph.bold and paragraph.size > 0.85 * body and length <= 120 and len(paragraph.lines) <= 2
    return bold and not ENDS.search(paragraph.lines[-1].text) and not paragraph.is_item


def written(paragraphs: list[Paragraph], top: Paragraph | None, body: float, markup: Markup) -> list[str]:
    """The paragraphs as blocks of HTML."""
    levels = _levels([paragraph for paragraph in paragraphs if paragraph is not top], body)
    blocks: list[str] = []
    place = 0
    while place < len(paragraphs):
        paragraph = paragraphs[place]
        items = _items(paragraphs[place:])
        if items:
            blocks.append(_list(paragraphs[place : place + items], markup))
            place += items
            continue
        place += 1
        if paragraph.table:
            blocks.append(markup.table(paragraph.table))
        elif paragraph is top:
            blocks.append(f"<h1>{markup.inline(paragraph.lines, plain=True)}</h1>")
        elif is_caption(paragraph):
            blocks.append(f"<figure><figcaption>{markup.inline(paragraph.lines)}</figcaption></figure>")
        elif is_heading(paragraph, body):
            tag = levels[_rank(paragraph, body)]
            blocks.append(f"<{tag}>{markup.inline(paragraph.lines, plain=True)}</{tag}>")
        else:
            blocks.append(f"<p>{markup.inline(paragraph.lines)}</p>")
    return blocks


def written_notes(notes: Iterable[Paragraph], markup: Markup) -> list[str]:
    """The notes of all pages as a list, each with its mark."""
    items = []
    for note in notes:
        inner = markup.inline(note.lines)
        if is_note(note) and not note.first.words[0].raised:
            mark, _, rest = inner.partition(" ")
            inner = f"<sup>{mark}</sup> {rest}"
        items.append(f"<li>{inner}</li>")
    return [f"<ul>{''.join(items)}</ul>"] if items else []


def _levels(paragraphs: list[Paragraph], body: float) -> dict[float, str]:
    """The tag of each size of heading: the largest is h2, and so on."""
    sizes = Counter(_rank(paragraph, body) for paragraph in paragraphs if is_heading(paragraph, body))
    return {size: f"h{min(2 + place, DEEPEST_HEADING)}" for place, size in enumerate(sorted(sizes, reverse=True))}


def _rank(paragraph: Paragraph, body: float) -> float:
    return float(round(paragraph.size)) if paragraph.size >= LARGE * body else 0.0


def _items(paragraphs: list[Paragraph]) -> int:
    """How many paragraphs from the first on are items of one list; a number alone makes none."""
    first = paragraphs[0]
    if first.table:
        return 0
    if BULLET.match(first.first.text):
        count = next((i for i, other in enumerate(paragraphs) if other.table or not other.is_item), len(paragraphs))
        return count if count > 1 or not first.first.text.startswith(("–", "—", "-", "*", "·")) else 0
    count = 0
    expected = 0
    for paragraph in paragraphs:
        found = None if paragraph.table or paragraph.bold else NUMBERED.match(paragraph.first.text)
        if not found or not found[1].isdigit() or (count and int(found[1]) != expected):
            break
        count, expected = count + 1, int(found[1]) + 1
    return count if count > 1 else 0


def _list(paragraphs: list[Paragraph], markup: Markup) -> str:
    first = paragraphs[0].first.text
    mark = NUMBERED if NUMBERED.match(first) and not BULLET.match(first) else BULLET
    items = []
    for paragraph in paragraphs:
        found = mark.match(paragraph.first.text)
        items.append(f"<li>{markup.inline(paragraph.lines, found.end() if found else 0)}</li>")
    if mark is BULLET:
        return f"<ul>{''.join(items)}</ul>"
    number = NUMBERED.match(first)
    start = f' start="{html.escape(number[1])}"' if number and number[1] != "1" else ""
    return f"<ol{start}>{''.join(items)}</ol>"


def _squeezed(words: str) -> str:
    return "".join(letter for letter in words.casefold() if letter.isalnum())
