"""From text to the tokens that are indexed, and from words to the tokens that are looked for. Pure: no Django.

Scripts that put spaces between words give their words. Scripts that do not, and Korean, whose words carry particles
and grow together, give every two neighbouring characters, and the last one of a run alone: so every character begins
a token, one character is found by prefix, two by a token, more by tokens in a row. (The bigrams of Lucene's
CJKAnalyzer; Nie et al., "On the use of words and n-grams for Chinese information retrieval", 2000.)
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from search.folding import fold

BOUNDARY = "|"  # stands between parts of a document, so that no phrase reaches from one to the other
LONGEST = 64  # characters of a token; longer words are known by their beginning
AS_ONE = 4  # tokens in a row of a detail that are one token, too

_RUNS = (
    "々〆〇぀-ヿㄅ-ㄯㇰ-ㇿ㐀-䶿一-鿿豈-﫿\U00020000-\U0003ffff",  # Han, Kana, Bopomofo
    "가-힣ᄀ-ᇿ",  # Hangul
    "\u0e00-\u0e7f",  # Thai
    "\u0e80-\u0eff",  # Lao
    "\u1780-\u17ff",  # Khmer
    "\u1000-\u109f\ua9e0-\ua9ff\uaa60-\uaa7f",  # Myanmar
)
UNSPACED = "".join(_RUNS)
HANGUL = re.compile(f"[{_RUNS[1]}]+")
_UNSPACED = re.compile(f"[{UNSPACED}]")
_RUN = re.compile("|".join([*(f"[{characters}]+" for characters in _RUNS), f"[^{UNSPACED}\\s]+"]))


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text in their order."""
    folded = fold(text)
    if not _UNSPACED.search(folded):
        return [word[:LONGEST] for word in folded.split()]
    return [token for run in _RUN.findall(folded) for token in _pieces(run)]


def runs_of(text: str) -> list[str]:
    """Return the folded text in runs: words, and stretches of scripts without spaces."""
    return _RUN.findall(fold(text))


def is_unspaced(run: str) -> bool:
    """Whether a run is of a script that is looked for by neighbouring characters."""
    return _UNSPACED.match(run) is not None


def looked_for(runs: tuple[str, ...], prefix: bool) -> tuple[list[str], bool]:
    """Return the tokens that stand in a row wherever these runs do, and whether the last is but a beginning."""
    if not runs:
        return [], False
    *before, last = runs
    tokens = [token for run in before for token in _pieces(run)]
    if not is_unspaced(last):
        return [*tokens, last[:LONGEST]], prefix
    if len(last) == 1:
        return [*tokens, last], True
    return [*tokens, *(last[at : at + 2] for at in range(len(last) - 1))], False


def detail_of(text: str, mark: str) -> list[str]:
    """Return the tokens of a detail, an outlet or a byline, marked as such; then every few of them in a row as one.

    So a detail is found by some of its words without a look at where they stand.
    """
    marked = [f"{mark}{token}" for token in tokens_of(text)]
    rows = ("".join(marked[at : at + size]) for size in range(2, AS_ONE + 1) for at in range(len(marked) - size + 1))
    return [*marked, BOUNDARY, *rows]


def detail_looked_for(text: str, mark: str) -> tuple[list[str], bool]:
    """Return the tokens that stand in a row where a detail has these words, and whether the last is but a beginning."""
    tokens, is_begun = looked_for(tuple(runs_of(text)), False)
    marked = [f"{mark}{token}" for token in tokens]
    return (marked, is_begun) if is_begun or len(marked) > AS_ONE else (["".join(marked)], False)


def _pieces(run: str) -> Iterator[str]:
    if not is_unspaced(run):
        yield run[:LONGEST]
        return
    for at in range(len(run)):
        yield run[at : at + 2]
