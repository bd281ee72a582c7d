"""What an editor should look at in any proposal, whatever file it came from."""

import html
import re
from dataclasses import replace

from .kinds import KINDS, is_misnamed
from .result import Doubt, Extracted

FEW = 30
BETWEEN_TAGS = re.compile(r"(?:\A|>)([^<>]+)")
# Where no spaces part words, two signs of Chinese and Japanese, five letters of Thai and its neighbours, make one.
WITHOUT_SPACES = "\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff"
WORD = re.compile(
    "[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{1,2}|[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]{1,5}"
    rf"|[^\W{WITHOUT_SPACES}]+(?:['’-][^\W{WITHOUT_SPACES}]+)*"
)


def look_over(found: Extracted, name: str, kind: str) -> Extracted:
    """`found` with its words counted and the doubts that any file may give rise to: no headline, few words, a name
    that promises another kind."""
    count = _words(found.body_html)
    doubts = [
        *((Doubt("misnamed", KINDS.get(kind, kind)),) if is_misnamed(name, kind) else ()),
        *((Doubt("headline"),) if found.headline is None else ()),
        *((Doubt("short"),) if count < FEW else ()),
    ]
    return replace(found, words=count, doubts=(*found.doubts, *doubts))


def _words(body: str) -> int:
    return sum(len(WORD.findall(html.unescape(piece[1]))) for piece in BETWEEN_TAGS.finditer(body))
