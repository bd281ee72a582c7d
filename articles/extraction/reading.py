"""The readers of all kinds of files, and what they have in common: a document is read as a story."""

from collections.abc import Callable
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from . import mail, markdown, mhtml, ninjs
from .blocks import Block, flatten
from .decoding import decode
from .document import Document
from .language import language
from .nesting import refuse_deep
from .page import read_page
from .pictures import settle
from .plain import paragraphs
from .result import Extracted
from .story import FRONT, read


def _html(name: str, data: bytes) -> Extracted:
    return settle(read_page(decode(data)), {})


def _text(name: str, data: bytes) -> Extracted:
    return proposal(Document(""), paragraphs(decode(data)))


def _docx(name: str, data: bytes) -> Extracted:
    from .docx import read_docx

    return proposal(read_docx(data))


def _odt(name: str, data: bytes) -> Extracted:
    from .odt import read_odt

    return proposal(read_odt(data))


def _epub(name: str, data: bytes) -> Extracted:
    from .epub import read_epub

    return proposal(read_epub(data))


def _pdf(name: str, data: bytes) -> Extracted:
    from .pdf import read_pdf

    return proposal(read_pdf(data))


def _mail(name: str, data: bytes) -> Extracted:
    letter, blocks = mail.read(data)
    found = proposal(replace(letter, byline=None, published_on=None), blocks)
    # Whoever sent it may only have passed it on: what the story says of itself counts more.
    return replace(found, byline=found.byline or letter.byline, published_on=found.published_on or letter.published_on)


def _mhtml(name: str, data: bytes) -> Extracted:
    saved = mhtml.read(data)
    page = settle(read_page(saved.html, saved.source_url), saved.pictures)
    return replace(page, doubts=(*page.doubts, *saved.doubts))


def _markdown(name: str, data: bytes) -> Extracted:
    text = decode(data)
    document = markdown.read(text)
    return proposal(document) if document else proposal(Document(""), paragraphs(text))


def _ninjs(name: str, data: bytes) -> Extracted:
    return proposal(ninjs.read(decode(data)))


READERS: dict[str, Callable[[str, bytes], Extracted]] = {
    "docx": _docx,
    "epub": _epub,
    "html": _html,
    "mail": _mail,
    "markdown": _markdown,
    "mhtml": _mhtml,
    "ninjs": _ninjs,
    "odt": _odt,
    "pdf": _pdf,
    "text": _text,
}


def proposal(document: Document, blocks: list[Block] | None = None) -> Extracted:
    """What the document proposes: all it states itself, and for the rest what its blocks tell."""
    if blocks is None:
        refuse_deep(document.html)
        tree = LexborHTMLParser(document.html)
        blocks = list(flatten(tree.body)) if tree.body else []
    byline = document.byline or _signature(blocks, document.supposed_byline)
    # A book says its title on two pages.
    known = {document.headline, byline}
    blocks = [block for place, block in enumerate(blocks) if place >= FRONT or block.text not in known]
    story = read(blocks, document.headline, byline)
    extracted = Extracted(
        headline=story.headline or document.supposed_headline,
        byline=story.byline or document.supposed_byline,
        outlet=document.outlet,
        dateline=document.dateline or story.dateline,
        agency=document.agency or story.agency,
        published_on=document.published_on or story.published_on,
        language=language(" ".join(block.text for block in story.body), document.language),
        body_html="\n".join(block.html for block in story.body),
        left_out=tuple(story.left_out),
        source_url=document.source_url,
        embargoed_until=document.embargoed_until,
        expires_at=document.expires_at,
        usage_terms=document.usage_terms,
        doubts=document.doubts,
    )
    return settle(extracted, document.pictures)


def _signature(blocks: list[Block], name: str | None) -> str | None:
    """`name`, if it stands alone near the top: then that block is the byline."""
    return name if name and any(block.text == name for block in blocks[:FRONT]) else None
