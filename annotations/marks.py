"""Puts `<mark>` into an article's body, for browsers without script, for old ones and for print. No Django."""

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

# A line feed right after `<pre>` is the one that parsers take away: part of the tag, not of the text.
TOKEN = re.compile(r"<pre\b[^>]*>\n?|<[^>]*>|[^<]+")
CHARACTER = re.compile(r"&[a-z]+;|.", re.DOTALL)
BLOCK = re.compile(r'<\w+ data-s="(\d+)" data-n="(\d+)"')
SILENT = re.compile(r"<(/?)(?:rt|rp)\b")
COUNTS_ONE = re.compile(r"<(?:br|img)\b")


class Mark(NamedTuple):
    """A passage in code points of the canonical text, end exclusive, with its note's number and look."""

    start: int
    end: int
    number: int
    look: str


def marked(body: str, marks: Iterable[Mark]) -> str:
    """Return the body as `prepare` made it with every mark's words in `<mark>` and its number behind them.

    Marks may overlap: words under several bear the look of the one that began last. Without its marks and
    numbers the body is what it was.
    """
    marks = _ending_in_words(body, marks)
    places, looks = _looks(marks)
    ended: dict[int, list[Mark]] = defaultdict(list)
    for mark in sorted(marks, key=lambda mark: mark.number):
        ended[mark.end].append(mark)
    answer: list[str] = []

    for token, position, characters in _tokens(body):
        if not characters:
            answer.append(token)
        end = position + len(characters)
        at = bisect_right(places, position)
        done = 0
        while position < end:
            stop = min([end, *places[at : at + 1]])
            words = "".join(characters[done : done + stop - position])
            look = looks[at - 1] if at else ""
            answer.append(f'<mark class="{look}">{words}</mark>' if look else words)
            answer.extend(map(_number, ended[stop]))
            done, position, at = done + stop - position, stop, at + 1
    return "".join(answer)


def _tokens(body: str) -> Iterator[tuple[str, int, Sequence[str]]]:
    """Yield tags and stretches of text, with where they are in the canonical text and the characters they count."""
    position, is_silent = 0, False
    for token in TOKEN.findall(body):
        if aside := SILENT.match(token):
            is_silent = not aside[1]
        if block := BLOCK.match(token):
            position = int(block[1])
        characters: Sequence[str] = ()
        if not is_silent and COUNTS_ONE.match(token):
            characters = [token]
        elif not is_silent and not token.startswith("<"):
            characters = CHARACTER.findall(token) if "&" in token else token
        yield token, position, characters
        position += len(characters)


def _ending_in_words(body: str, marks: Iterable[Mark]) -> list[Mark]:
    """Return the marks; one that ends between two blocks ends with the first of them."""
    blocks = [(int(start), int(start) + int(length)) for start, length in BLOCK.findall(body)]
    cut = (mark._replace(end=min(mark.end, _end_of_block_before(mark.end, blocks))) for mark in marks)
    return [mark for mark in cut if mark.start < mark.end]


def _end_of_block_before(end: int, blocks: list[tuple[int, int]]) -> int:
    number = bisect_left(blocks, (end,))
    return blocks[number - 1][1] if number else 0


def _looks(marks: list[Mark]) -> tuple[list[int], list[str]]:
    """Return the places where marks begin or end, in order, and the look from each of them on, empty for none."""
    waiting = sorted(marks, key=lambda mark: (mark.start, mark.number), reverse=True)
    places = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    begun: list[Mark] = []  # the last one begun on top; what ended is taken off once it lies there
    looks: list[str] = []
    for place in places:
        while waiting and waiting[-1].start == place:
            begun.append(waiting.pop())
        while begun and begun[-1].end <= place:
            begun.pop()
        looks.append(begun[-1].look if begun else "")
    return places, looks


def _number(mark: Mark) -> str:
    number = mark.number
    return f'<sup class="note-number" data-noanno><a href="#note-{number}" id="passage-{number}">{number}</a></sup>'
