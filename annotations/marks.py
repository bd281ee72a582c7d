"""Puts `<mark>` into an article's body, for browsers without script, for old ones and for print. No Django."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

TOKEN = re.compile(r"""<(?:"[^"]*"|[^">])*>|[^<]+""")
CHARACTER = re.compile(r"&[a-zA-Z0-9#]+;|.", re.DOTALL)
START = re.compile(r' data-s="(\d+)"')
SILENT = re.compile(r"<(/?)(?:rt|rp)\b")
COUNTS_ONE = re.compile(r"<(?:br|img)\b")


class Mark(NamedTuple):
    """A passage in code points of the canonical text, end exclusive, with its note's number and look."""

    start: int
    end: int
    number: int
    look: str


def marked(body: str, marks: Sequence[Mark]) -> str:
    """Return the body as `prepare` made it with every mark's words in `<mark>` and its number behind them.

    Marks may overlap: words under several bear the look of the one that began last.
    """
    starting = sorted(marks, key=lambda mark: mark.start)
    cuts = sorted({edge for mark in marks for edge in (mark.start, mark.end)})
    open_marks: list[Mark] = []
    answer: list[str] = []
    position, cut, silent = 0, 0, 0

    for token in TOKEN.findall(body):
        if token.startswith("<"):
            if inside := SILENT.match(token):
                silent += -1 if inside[1] else 1
            if block := START.search(token):
                position = int(block[1])
            answer.append(token)
            if not COUNTS_ONE.match(token):
                continue
            characters = [""]
        elif silent:
            answer.append(token)
            continue
        else:
            characters = CHARACTER.findall(token)
        end = position + len(characters)
        while position < end:
            while starting and starting[0].start <= position:
                open_marks.append(starting.pop(0))
            open_marks = [mark for mark in open_marks if mark.end > position]
            while cut < len(cuts) and cuts[cut] <= position:
                cut += 1
            stop = min(end, cuts[cut]) if cut < len(cuts) else end
            words = "".join(characters[: stop - position])
            del characters[: stop - position]
            answer.append(_wrapped(words, open_marks))
            position = stop
            answer.extend(_numbers(mark for mark in open_marks if mark.end == position))
    return "".join(answer)


def _wrapped(words: str, marks: list[Mark]) -> str:
    return f'<mark class="{marks[-1].look}">{words}</mark>' if marks and words else words


def _numbers(ended: Iterator[Mark]) -> Iterator[str]:
    for mark in ended:
        yield f'<sup class="note-number"><a href="#note-{mark.number}" id="passage-{mark.number}">{mark.number}</a></sup>'
