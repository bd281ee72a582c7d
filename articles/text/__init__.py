"""From an author's HTML to the HTML that is served and the canonical text that annotations count in.

`prepare` is the one door. It is pure: it needs no settings, no database and no network.

The canonical text is what the served body says, block by block: the text of every leaf block, joined by two line feeds,
where a `br` is one line feed, an `img` is U+FFFC, and `rt`, `rp` and `[data-noanno]` count nothing. The body is fully
normalised here, once, so that the browser (static/js/text.js) only has to concatenate text nodes to arrive at the
same words.
"""

from dataclasses import dataclass

from articles.text.printing import print_blocks
from articles.text.sanitise import sanitise
from articles.text.settling import settle
from articles.text.tree import grow


@dataclass(frozen=True)
class Prepared:
    """`body` is stored and served byte for byte; `text` is its canonical text, counted in Unicode code points."""

    body: str
    text: str


def prepare(html: str) -> Prepared:
    """Sanitise and normalise `html`, and read its canonical text off the result.

    Every non-empty leaf block of the body carries `data-s`, where it starts in the text, and `data-n`, its length, both
    in code points. Preparing a prepared body changes nothing. Any `str` is taken, and none raises: what cannot be
    kept is left out, and nesting beyond reason is flattened. Nothing worth reading gives two empty strings.
    """
    body, text = print_blocks(settle(grow(sanitise(html))))
    return Prepared(body, text)
