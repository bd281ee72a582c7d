"""A plain text file as paragraphs."""

import html
import re

from .blocks import Block

BLANK_LINES = re.compile(r"\n[ \t\u3000\xa0]*(?:\n[ \t\u3000\xa0]*)+")
IDEOGRAPH = "\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
BETWEEN_IDEOGRAPHS = re.compile(f"(?<=[{IDEOGRAPH}])\n(?=[{IDEOGRAPH}])")


def paragraphs(text: str) -> list[Block]:
    """The paragraphs of `text`: parted by blank lines, or by line ends where there are no blank lines."""
    chunks = [chunk.strip("\n") for chunk in BLANK_LINES.split(text) if chunk.strip()]
    wrapped = _is_wrapped([chunk.split("\n") for chunk in chunks])
    found: list[Block] = []
    for chunk in chunks:
        lines = [line.strip(" \t\u3000") for line in chunk.split("\n")]
        if wrapped and _is_filled(lines):
            lines = [BETWEEN_IDEOGRAPHS.sub("", "\n".join(lines)).replace("\n", " ")]
        found.extend(Block("p", f"<p>{html.escape(line, quote=False)}</p>", line) for line in lines if line)
    return found


def _is_wrapped(chunks: list[list[str]]) -> bool:
    """Whether lines were broken at a width: among the lines that others follow, none is long and most are alike."""
    if len(chunks) < 2:
        return False
    followed = [len(line) for lines in chunks if _is_filled(lines) for line in lines[:-1]]
    return bool(followed) and max(followed) <= 100


def _is_filled(lines: list[str]) -> bool:
    """Whether each line but the last was filled before it was broken: a list, an address or a poem is not."""
    if len(lines) < 2:
        return False
    widest = max(len(line) for line in lines)
    narrow = 20 if re.search(f"[{IDEOGRAPH}]", lines[0]) else 40
    return widest >= narrow and all(len(line) >= widest * 0.7 for line in lines[:-1])
