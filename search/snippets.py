"""Where words stand in a live text, and the piece of it that shows them. Pure: no database.

Matches are looked for in the folded text by the same tokens as in the index, and told in code points of the original.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from search.folding import Folded
from search.language import And, Node, Not, Or, Words
from search.language import Kind as How
from search.tokens import LONGEST, UNSPACED, is_unspaced, runs_of

BEFORE, AFTER = 60, 180  # code points around the first match
_WORD = f"[^\\s{UNSPACED}]"


@dataclass(frozen=True)
class Piece:
    """A stretch of text, and whether it is a match."""

    text: str
    is_match: bool


@dataclass(frozen=True)
class Snippet:
    """A piece of a text with its matches; `offset` is where the first match starts, in code points of the whole."""

    pieces: tuple[Piece, ...]
    offset: int | None
    cut_before: bool = False
    cut_after: bool = False

    def __str__(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    @property
    def matches(self) -> list[str]:
        return [piece.text for piece in self.pieces if piece.is_match]


class Marker:
    """Finds the words of a query in texts. `forms` gives the other forms of a folded word."""

    def __init__(self, tree: Node, forms: Callable[[str], list[str]]) -> None:
        found = list(wanted(tree))
        first = [pattern for words in found for pattern in _patterns(words, [])]
        every_form = [pattern for words in found for pattern in _patterns(words, _forms_of(words, forms))]
        phrase = [_in_a_row([run for words in found for run in runs_of(words.text)], False)] if len(found) > 1 else []
        # What is looked for first: all words in a row, then any as it stands, then any in another form.
        self._first = [re.compile("|".join(group)) for group in (phrase, first, every_form) if group]
        self._any = re.compile("|".join(sorted({*phrase, *every_form}, key=len, reverse=True))) if found else None

    def cut(self, text: str) -> Snippet:
        """Return the piece of the text around the best match, or its beginning where nothing matches."""
        folded = Folded(text)
        match = next(filter(None, (pattern.search(folded.text) for pattern in self._first)), None)
        offset = folded.origin(*match.span())[0] if match else None
        start, end = _window(text, offset or 0)
        return Snippet(tuple(self._pieces(text[start:end])), offset, start > 0, end < len(text))

    def mark(self, text: str) -> Snippet:
        """Return the whole text with its matches."""
        pieces = tuple(self._pieces(text))
        offset = None
        if any(piece.is_match for piece in pieces):
            offset = len(pieces[0].text) if not pieces[0].is_match else 0
        return Snippet(pieces, offset)

    def places(self, text: str) -> list[tuple[int, int]]:
        """Return start and end of every match in the text, in code points, end exclusive."""
        folded = Folded(text)
        return [folded.origin(*match.span()) for match in self._any.finditer(folded.text)] if self._any else []

    def _pieces(self, text: str) -> Iterator[Piece]:
        at = 0
        for start, end in self.places(text):
            start = max(start, at)
            if start > at:
                yield Piece(text[at:start], False)
            if end > start:
                yield Piece(text[start:end], True)
            at = max(at, end)
        if at < len(text) or not at:
            yield Piece(text[at:], False)


def wanted(node: Node) -> Iterator[Words]:
    """Yield the words that are to be found, not those to leave out."""
    match node:
        case Words():
            yield node
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from wanted(part)
        case Not():
            return


def _forms_of(words: Words, forms: Callable[[str], list[str]]) -> list[str]:
    runs = runs_of(words.text)
    return forms(runs[0]) if words.kind is How.WORD and len(runs) == 1 else []


def _patterns(words: Words, forms: list[str]) -> Iterator[str]:
    yield _in_a_row(runs_of(words.text), words.kind is How.PREFIX)
    for form in forms:
        yield _in_a_row([form], False)


def _in_a_row(runs: list[str], prefix: bool) -> str:
    """Return the expression for runs one after the other in a folded text."""
    pattern = ""
    for before, run in zip(["", *runs], runs, strict=False):
        if before:
            pattern += "\\s*" if is_unspaced(before) or is_unspaced(run) else "\\s+"
        elif not is_unspaced(run):
            pattern += f"(?<!{_WORD})"
        pattern += re.escape(run)
        if not is_unspaced(run) and len(run) >= LONGEST:
            pattern += f"{_WORD}*"
    if is_unspaced(runs[-1]):
        return pattern
    return f"{pattern}{_WORD}*" if prefix else f"{pattern}(?!{_WORD})"


def _window(text: str, offset: int) -> tuple[int, int]:
    """Return where a piece of text around an offset starts and ends: at words, if there are any near."""
    start, end = max(0, offset - BEFORE), min(len(text), offset + AFTER)
    if start and (space := re.search(r"\s", text[start : start + 20])):
        start += space.end()
    if end < len(text) and (space := re.search(r"\s", text[end - 1 : end - 20 : -1])):
        end -= space.end()
    return start, end
