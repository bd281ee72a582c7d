"""A plain text file as paragraphs."""

import html
import re
from itertools import pairwise

from .blocks import Block
from .result import ExtractionError, gettext_noop

# Books have fewer lines; reading as many takes seconds.
MOST_LINES = 100_000
TOO_LONG = gettext_noop("This text has over 100,000 lines. Bring in the article alone.")
BLANK_LINES = re.compile(r"\n[ \t\u3000\xa0]*(?:\n[ \t\u3000\xa0]*)+")
IDEOGRAPH = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
ENDS_IN_IDEOGRAPH = re.compile(f"[{IDEOGRAPH}]$")
BETWEEN_IDEOGRAPHS = re.compile(f"(?<=[{IDEOGRAPH}])\n(?=[{IDEOGRAPH}])")


def paragraphs(text: str) -> list[Block]:
    """The paragraphs of `text`: parted by blank lines, or by line ends where there are no blank lines.

    Raises ExtractionError if it has over 100,000 lines.
    """
    refuse_long(text)
    chunks = [chunk.strip("\n") for chunk in BLANK_LINES.split(text) if chunk.strip()]
    chunks_of_lines = [[line.strip(" \t\u3000") for line in chunk.split("\n")] for chunk in chunks]
    wrapped = _is_wrapped(chunks_of_lines)
    found: list[Block] = []
    for lines in chunks_of_lines:
        if wrapped and _is_filled(lines):
            lines = [BETWEEN_IDEOGRAPHS.sub("", "\n".join(lines)).replace("\n", " ")]
        found.extend(Block("p", f"<p>{html.escape(line, quote=False)}</p>", line) for line in lines if line)
    return found


def refuse_long(text: str) -> None:
    """Raise ExtractionError if `text` has over 100,000 lines."""
    if text.count("\n") > MOST_LINES:
        raise ExtractionError(TOO_LONG)


def _is_wrapped(chunks: list[list[str]]) -> bool:
    """Whether lines were broken at a width: more than once, and never beyond what a screen of letters had."""
    followed = [len(line) for lines in chunks if _is_filled(lines) for line in lines[:-1]]
    return len(chunks) > 1 and len(followed) > 1 and max(followed) <= 100


def _is_filled(lines: list[str]) -> bool:
    """Whether each line was filled before it was broken: the first word of the next would have been too much."""
    widest = max(len(line) for line in lines)
    if len(lines) < 2 or widest < 20:
        return False
    for line, following in pairwise(lines):
        word = 1 if ENDS_IN_IDEOGRAPH.search(line) else 1 + len(following.split(maxsplit=1)[0])
        # A Chinese line may be broken one sign early, for a full stop to stay with its sentence.
        if len(line) + word + (word == 1) <= widest:
            return False
    return True
