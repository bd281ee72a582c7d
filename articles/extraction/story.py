"""A row of blocks read as a wire story: headline, byline, captions, dateline, body, and what stands around it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from .blocks import HEADINGS, Block
from .bylines import byline
from .captions import figure, is_credit
from .datelines import dateline, is_agency
from .dates import full_date
from .promotion import is_date_line, is_sign_off, reason
from .result import LeftOut

# How far from either end a line may stand and still stand around the story.
FRONT, BACK = 7, 6
SENTENCE_END = re.compile(r"(?<!\b[A-Z])[.。:：;,،۔]$")


@dataclass
class Story:
    """What the blocks say; `headline` and `byline` may be known beforehand and are then kept."""

    headline: str | None = None
    byline: str | None = None
    dateline: str | None = None
    agency: str | None = None
    published_on: date | None = None
    body: list[Block] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read(blocks: Iterable[Block], headline: str | None = None, written_by: str | None = None) -> Story:
    """The story in `blocks`. Every block comes to stand in a field, in the body or among what is left out."""
    story = Story(headline, written_by)
    row = list(blocks)
    rest = _take_headline(story, [block for block in row if not block.aside])
    places = {id(block): place for place, block in enumerate(rest)}
    reasons = _reasons_at_the_end(rest)
    in_front = True
    for block in row:
        if block.aside:
            story.left_out.append(LeftOut(block.html, block.aside, len(story.body)))
        if (place := places.get(id(block))) is None:
            continue
        in_front = in_front and place < FRONT and story.dateline is None
        if in_front and place not in reasons:
            if (writers := byline(block.text)) and block.tag != "figure":
                story.byline = story.byline or writers
                continue
            if is_date_line(block):
                story.published_on = story.published_on or full_date(block.text)
                reasons[place] = "date"
            elif is_agency(block.text):
                story.agency = story.agency or block.text
                reasons[place] = "agency"
            elif why := reason(block):
                reasons[place] = why
        if place in reasons:
            story.left_out.append(LeftOut(block.html, reasons[place], len(story.body)))
        else:
            _take(story, block, in_front)
    if not story.body:  # a file of nothing but an invitation: then that is the article
        story.body = [block for block in row if block.aside or places.get(id(block)) in reasons]
        story.left_out = []
    return story


def _take_headline(story: Story, blocks: list[Block]) -> list[Block]:
    """Find the headline among the first blocks, if it is not known; the blocks without it."""
    known = squeezed(story.headline or "")
    if known:
        place = next((i for i, block in enumerate(blocks[:FRONT]) if squeezed(block.text) == known), None)
    else:
        place = _place_of_headline(blocks)
    if place is None:
        return blocks
    story.headline = story.headline or blocks[place].text
    return blocks[:place] + blocks[place + 1 :]


def _place_of_headline(blocks: list[Block]) -> int | None:
    """A heading before the story begins, or a first line that looks like one."""
    for place, block in enumerate(blocks[:FRONT]):
        if block.tag in {"h1", "h2"}:
            return place
        if SENTENCE_END.search(block.text) or dateline(block.text):
            break
    for place, block in enumerate(blocks[:FRONT]):
        if not reason(block) and not is_date_line(block):
            return place if len(blocks) > 1 and _is_headline(block) else None
    return None


def _is_headline(block: Block) -> bool:
    """A short line that is no sentence, no byline and begins no story."""
    if block.tag not in HEADINGS | {"p"} or not 0 < len(block.text) <= 200:
        return False
    return not (SENTENCE_END.search(block.text) or byline(block.text) or dateline(block.text) or figure(block))


def _reasons_at_the_end(blocks: list[Block]) -> dict[int, str]:
    """What is probably not part of the article among the last blocks. The search ends where the story does."""
    found: dict[int, str] = {}
    for place in range(len(blocks) - 1, max(len(blocks) - BACK, 0) - 1, -1):
        if why := reason(blocks[place]):
            found[place] = why
        elif not is_sign_off(blocks[place]):
            break
    return found if len(found) < len(blocks) else {}


def _take(story: Story, block: Block, in_front: bool) -> None:
    """Put `block` into the body: as a figure if it is a caption, and look at a paragraph for the dateline."""
    above = story.body[-1] if story.body else None
    if in_front and above and above.tag == "p" and is_credit(block):
        together = Block("p", f"{above.html[:-4]} {block.html[3:]}", f"{above.text} {block.text}")
        story.body[-1] = figure(together) or above
        return
    near_the_top = story.dateline is None and len(story.body) < FRONT and block.tag not in HEADINGS | {"figure"}
    if near_the_top and (line := dateline(block.text)):
        story.dateline = line.place
        story.agency = line.agency or story.agency
        story.published_on = story.published_on or line.day
    story.body.append(figure(block) or block)


def squeezed(words: str) -> str:
    """`words` without white space or case: for comparing what two places say."""
    return "".join(words.split()).casefold()
