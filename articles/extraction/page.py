"""An HTML file as blocks: a fragment or a simple document whole, of a web page what is the article."""

import re
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from rapidfuzz import fuzz
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .about import About, about
from .blocks import HEADINGS, Block, flatten
from .choosing import Witnesses, choose
from .language import language
from .main_text import MainText, main_text
from .nesting import TOO_DEEP, refuse_deep
from .pruning import prune, unfold
from .result import Extracted, ExtractionError, gettext_noop
from .story import Story, read, squeezed
from .surroundings import with_surroundings
from .weighing import weigh

MARKUP = re.compile(
    r"\s*<(?:!--|!doctype html|\?xml|/?(?:html|head|body|meta|title|base|link|script|style|template|noscript|article|"
    r"section|main|nav|aside|header|footer|div|p|h[1-6]|[uo]l|li|dl|table|t[rdh]|figure|blockquote|pre|br|hr|img|svg|iframe|"
    r"form|button|input|select|option|optgroup|object|center|font|span|a|b|i|u|s|em|strong|small|sup|sub|ruby|rt|q|cite)\b)",
    re.IGNORECASE,
)
CLOSED_BLOCK = re.compile(r"</(?:p|div|h[1-6]|article|body|li|blockquote|table)\s*>", re.IGNORECASE)
DOCUMENT = re.compile(r"<(?:!doctype|html|head|body)\b", re.IGNORECASE)
# What stands around an article on the web and in no simple document.
SURROUNDINGS = (
    "nav, aside, footer, form, iframe, [role=navigation], [role=banner], [role=complementary], [role=contentinfo], "
    "link[rel=stylesheet], script[src], script[type='application/ld+json'], meta[property^='og:'], meta[name=viewport]"
)
# Of 100; two headlines of different stories seldom come to 50.
ALIKE = 70
NO_WORDS = gettext_noop("There is no text in this page.")


def is_html(text: str) -> bool:
    """Whether `text` is HTML by its look: it begins with a tag of documents, or has paragraphs in tags."""
    beginning = text[:2000]
    return MARKUP.match(beginning) is not None or len(CLOSED_BLOCK.findall(text)) > 1


def read_page(page: str, url: str | None = None) -> Extracted:
    """What the HTML in `page` proposes, which was found at `url` if that is known.

    Raises ExtractionError if it has no words or is nested too deeply."""
    refuse_deep(page)
    tree = LexborHTMLParser(page)
    try:
        stated = about(tree, page)
        stated = replace(stated, url=url or stated.url)
        found = _of_page(tree, stated) if _has_surroundings(page, tree) else None
        found = found or _of_document(tree, stated)
    except RecursionError:  # marks so broken that the parser nests them where the text does not
        raise ExtractionError(TOO_DEEP) from None
    if not (found.headline or found.body_html or found.left_out):
        raise ExtractionError(NO_WORDS)
    return found


def _has_surroundings(page: str, tree: LexborHTMLParser) -> bool:
    return DOCUMENT.search(page) is not None and tree.css_first(SURROUNDINGS) is not None


def _of_document(tree: LexborHTMLParser, stated: About) -> Extracted:
    """All that stands in a fragment or a simple document."""
    if stated.url:
        _make_links_absolute(tree, stated.url)
    story = read(block for block in flatten(_root(tree)) if _is_seen(block))
    story.headline = story.headline or next(iter(stated.titles), None)
    return _proposal(story, stated, None)


def _of_page(tree: LexborHTMLParser, stated: About) -> Extracted | None:
    """The article of a web page and what stands near it; None if no article is to be seen."""
    prune(tree)
    unfold(tree)
    main = main_text(tree.html or "")
    _make_links_absolute(tree, stated.url or (main.url if main else None))
    root = _root(tree)
    blocks = [block for block in flatten(root) if _is_seen(block)]
    chosen = choose(blocks, _witnesses(root, blocks, main, stated))
    if not chosen:
        return None
    headline = _headline(stated, main)
    chosen -= _headings_above(blocks, chosen, headline or "")
    known = frozenset(squeezed(line) for line in (headline, stated.byline, *stated.headings) if line)
    row = with_surroundings(blocks, chosen, known)
    return _proposal(read(row, headline, stated.byline), stated, main)


def _witnesses(root: LexborNode, blocks: list[Block], main: MainText | None, stated: About) -> Witnesses:
    weighed = weigh(root)
    told = MainText(squeezed(stated.text)) if stated.text else None
    return Witnesses(
        weighed=frozenset(place for place, block in enumerate(blocks) if weighed.has(block)),
        read=frozenset(place for place, block in enumerate(blocks) if main and main.has(block)),
        told=frozenset(place for place, block in enumerate(blocks) if told.has(block)) if told else None,
    )


def _proposal(story: Story, stated: About, main: MainText | None) -> Extracted:
    said = " ".join(block.text for block in story.body)
    return Extracted(
        headline=story.headline,
        byline=story.byline,
        outlet=stated.outlet or (main.outlet if main else None),
        dateline=story.dateline,
        agency=story.agency,
        published_on=stated.published_on or (main.published_on if main else None) or story.published_on,
        language=language(said, stated.language),
        body_html="\n".join(block.html for block in story.body),
        left_out=tuple(story.left_out),
        source_url=stated.url,
    )


def _headline(stated: About, main: MainText | None) -> str | None:
    """The heading of the first order that is like one of the page's titles, without a line above it; else a title."""
    titles = stated.titles or ((main.title,) if main and main.title else ())
    headings = [text for text in stated.headings if squeezed(text) != squeezed(stated.outlet or "")]
    for title in titles:
        best = max(headings, key=lambda text: fuzz.ratio(text.casefold(), title.casefold()), default="")
        if _alike(best, title):
            return title if squeezed(title) in squeezed(best) else best
    # A title that nobody repeats may be the site's; three words of a heading are a headline.
    if len(titles) == len(headings) == 1 and len(headings[0].split()) > 2:
        return headings[0]
    return next(iter([*titles, *headings]), None)


def _headings_above(blocks: list[Block], chosen: set[int], headline: str) -> set[int]:
    """The headings of the first order that say the headline, or stand above the story and say whose page it is."""
    begins = min((place for place in chosen if blocks[place].tag not in HEADINGS), default=0)
    headings = {place for place in chosen if blocks[place].tag == "h1"}
    return {place for place in headings if place < begins or _alike(blocks[place].text, headline)}


def _alike(one: str, other: str) -> bool:
    """Whether two lines may be one headline, worded for the page and for those who pass it on."""
    return len(one) >= len(other) * 0.4 and fuzz.partial_ratio(one.casefold(), other.casefold()) >= ALIKE


def _is_seen(block: Block) -> bool:
    """Whether `block` has words, is a rule, or shows a picture that came with it: others are not fetched."""
    pictures = block.node.css("img[src]") if block.node and block.node.is_element_node else []
    here = ((picture.attributes.get("src") or "").startswith(("data:", "picture:")) for picture in pictures)
    return bool(block.text) or block.tag == "hr" or any(here)


def _make_links_absolute(tree: LexborHTMLParser, url: str | None) -> None:
    """A link within the site it came from leads there still; where that is not known, it leads nowhere."""
    base = tree.css_first("base[href]")
    home = (base.attributes.get("href") if base else None) or url or ""
    for name in ("href", "src"):
        for node in tree.css(f"a[{name}], img[{name}]"):
            target = node.attributes.get(name) or ""
            if target.startswith("#"):
                continue
            absolute = _joined(home, target)
            # An attribute without a value cannot be taken away before it has one.
            node.attrs[name] = absolute or "#"
            if not absolute:
                del node.attrs[name]


def _joined(home: str, target: str) -> str | None:
    try:
        address = urljoin(home, target)
        return address if urlsplit(address).scheme else None
    except ValueError:
        return None


def _root(tree: LexborHTMLParser) -> LexborNode:
    root = tree.body or tree.root
    if root is None:
        raise ExtractionError(NO_WORDS)
    return root
