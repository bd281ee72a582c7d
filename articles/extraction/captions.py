"""Picture captions among paragraphs: known by the credit at their end."""

import html
import re

from .blocks import Block
from .datelines import UPPER

LABEL = (
    r"(?:PHOTOS?|Photos?|Photograph|PICTURES?|Pictures?|Pic|IMAGES?|Images?|CREDITS?|Credits?|FOTOS?|Fotos?|BILD|Bild|"
    r"Crédits?|Фото|ФОТО|图片来源|图片|摄影|图|圖片來源|圖片|攝影|圖|写真|사진|الصورة|تصوير|سۈرەت)"
    r"(?:\s(?:credit|by|courtesy of))?\s*[:：/]\s*"
)
HOUSE = r"(?:REUTERS|Reuters|AFP|AP|EPA|EPA-EFE|dpa|DPA|Xinhua|XINHUA|Kyodo|TASS|TPG|VCG|Getty Images|Bloomberg)"
NAME = rf"[{UPPER}][\w.'’-]*(?: [{UPPER}][\w.'’-]*){{0,3}}"
AGENCY_CREDIT = rf"AP Photo/{NAME}|{HOUSE}/{NAME}|{NAME}\s?/\s?{HOUSE}(?:(?:/|\svia\s){HOUSE})?|{NAME}\svia\s{HOUSE}"
CREDIT = re.compile(
    rf"(?:(?<=^)|(?<=[\s.。）)|]))(?:"
    rf"\({LABEL}[^()]{{2,80}}\)\.?|{LABEL}[^\"“”.!?。！？]{{2,80}}\.?"
    r"|[(（](?:Photo|Photograph|Picture|Image|Foto|Фото)\s(?:by|courtesy of|von|par)?\s?[^()（）]{2,80}[)）]\.?"
    r"|(?:Photo|Photograph|Picture|Image)\s(?:by|courtesy of)\s[^()\"“”.!?]{2,80}\.?"
    rf"|[(（]{HOUSE}(?:\sPhoto)?/[^()（）]{{2,60}}[)）]\.?"
    r"|©\s?[^\"“”.!?。]{2,80}\.?"
    # A sentence may end in "a poll by Reuters/Ipsos.": a credit follows a sentence or has no full stop.
    rf"|(?:{AGENCY_CREDIT})(?<!\.)|(?<=[.。!?)]\s)(?:{AGENCY_CREDIT})\."
    r")$"
)
LONGEST = 700


def figure(block: Block) -> Block | None:
    """`block` as a figure with its caption and credit, or None if it carries no credit. No word is altered."""
    found = _credit(block)
    if found is None:
        return None
    caption, credit = block.text[: found.start()].rstrip(), found[0]
    # Where the words carry links or emphasis, their markup stays and the credit stays within.
    if block.html == f"<p>{html.escape(block.text, quote=False)}</p>":
        parts = [html.escape(caption, quote=False)] if caption else []
        inner = " ".join([*parts, f"<cite>{html.escape(credit, quote=False)}</cite>"])
    else:
        inner = block.html.partition(">")[2].rpartition("<")[0]
    return Block("figure", f"<figure><figcaption>{inner}</figcaption></figure>", block.text)


def is_credit(block: Block) -> bool:
    """Whether `block` is nothing but a credit: its caption is the paragraph before."""
    found = _credit(block)
    return found is not None and found.start() == 0


def _credit(block: Block) -> re.Match[str] | None:
    return CREDIT.search(block.text) if block.tag == "p" and len(block.text) <= LONGEST else None
