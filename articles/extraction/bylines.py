"""Who wrote it: a line that says so and nothing else."""

import re

from .datelines import UPPER

PART = rf"(?:[{UPPER}][\w.'’-]*|d[ae]|del|der|den|van|von|bin|al|el|la|le|ter|ibn)"
NAME = rf"{PART}(?: {PART}){{1,4}}"
# A name may be followed by the place, or by the house or office of the writer.
WITH = rf"{NAME}(?: in [{UPPER}][\w.' -]{{2,30}}?)?"
WRITERS = rf"{WITH}(?:(?:, | and | und | et | y | и |, and | & ){WITH})*"
BYLINE = re.compile(
    rf"(?:By|BY|by|Von|VON|Par|PAR|Por|POR|Автор:?|Text:|Words by)\s+(?P<names>{WRITERS})"
    rf"(?P<house>(?:,| \||  ?[-–—])\s[^.!?\"“”]{{2,50}})?"
)
# Scripts without capitals mark the writer by a word.
MARKED = re.compile(
    r"(?:文[/／|｜:：]|作者[:：]|撰文[:：]|[记記]者[:：/／ ]|بقلم[: ]|كتب[:] |ئاپتورى?[:：])\s*"
    r"(?P<names>[^\n。،.:：]{2,40})"
)


def byline(line: str) -> str | None:
    """What `line` says after its "By", names and house ("Jane Doe and John Roe, Reuters"); None if it is no byline."""
    found = BYLINE.fullmatch(line) or MARKED.fullmatch(line)
    return line[found.start("names") :].strip() if found and len(line) <= 160 else None
