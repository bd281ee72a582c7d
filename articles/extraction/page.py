"""An HTML file as blocks: a fragment or a simple document whole, of a web page what is the article."""

import re
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import Block, flatten, words
from .choosing import choose
from .language import language
from .main_text import MainText, main_text
from .nesting import TOO_DEEP, refuse_deep
from .result import Extracted, ExtractionError, gettext_noop
from .story import Story, read, squeezed

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
    main = main_text(page) if _has_surroundings(page, tree) else None
    try:
        story = _of_page(tree, main, url) if main else _of_document(tree, url)
    except RecursionError:  # marks so broken that the parser nests them where the text does not
        raise ExtractionError(TOO_DEEP) from None
    if not (story.headline or story.body or story.left_out):
        raise ExtractionError(NO_WORDS)
    said = " ".join(block.text for block in story.body)
    return Extracted(
        headline=story.headline,
        byline=story.byline,
        outlet=main.outlet if main else None,
        dateline=story.dateline,
        agency=story.agency,
        published_on=(main.published_on if main else None) or story.published_on,
        language=language(said, _declared_language(tree)),
        body_html="\n".join(block.html for block in story.body),
        left_out=tuple(story.left_out),
        source_url=url,
    )


def _has_surroundings(page: str, tree: LexborHTMLParser) -> bool:
    return DOCUMENT.search(page) is not None and tree.css_first(SURROUNDINGS) is not None


def _of_document(tree: LexborHTMLParser, url: str | None) -> Story:
    """All that stands in a fragment or a simple document."""
    if url:
        _make_links_absolute(tree, url)
    story = read(flatten(_root(tree)))
    title = tree.css_first("title")
    if story.headline is None and title is not None:
        story.headline = words(title) or None
    return story


def _of_page(tree: LexborHTMLParser, main: MainText, url: str | None) -> Story:
    """The article of a web page; the whole page if the article is nowhere to be seen in it."""
    _make_links_absolute(tree, url or main.url)
    blocks = list(flatten(_root(tree)))
    headline = _headline(blocks, main)
    chosen = choose(blocks, main)
    return read(chosen or blocks, headline, main.author)


def _headline(blocks: list[Block], main: MainText) -> str | None:
    """The page's heading of the first order if it has one or one like its title, else that title."""
    headings = [
        block.text for block in blocks if block.tag == "h1" and squeezed(block.text) != squeezed(main.outlet or "")
    ]
    title = squeezed(main.title or "")
    alike = [text for text in headings if squeezed(text) in title or (title and title in squeezed(text))]
    if alike or len(headings) == 1:
        return (alike or headings)[0]
    return main.title


def _make_links_absolute(tree: LexborHTMLParser, url: str | None) -> None:
    """A link within the site it came from leads there still; where that is not known, it leads nowhere."""
    base = tree.css_first("base[href]")
    home = (base.attributes.get("href") if base else None) or url or ""
    for name in ("href", "src"):
        for node in tree.css(f"a[{name}], img[{name}]"):
            target = node.attributes.get(name) or ""
            if target.startswith("#"):
                continue
            try:
                target = urljoin(home, target)
                node.attrs[name] = target if urlsplit(target).scheme else ""
            except ValueError:
                node.attrs[name] = ""
            if not node.attributes.get(name):
                del node.attrs[name]


def _root(tree: LexborHTMLParser) -> LexborNode:
    root = tree.body or tree.root
    if root is None:
        raise ExtractionError(NO_WORDS)
    return root


def _declared_language(tree: LexborHTMLParser) -> str | None:
    node = tree.css_first("html[lang]") or tree.css_first("body [lang]")
    return node.attributes.get("lang") if node else None
