"""What a document's properties say about it, where that can be believed."""

import re
from dataclasses import dataclass

from lxml.etree import _Element as Element

from .containers import Container
from .result import ExtractionError

DC = "{http://purl.org/dc/elements/1.1/}"
CORE = "docProps/core.xml"
# What programs put there: their own names, those of files and templates, and words for nothing.
NO_TITLE = re.compile(
    r"Microsoft (?:Office )?Word\b.*|.*\.(?:docx?|dot[xm]?|docm|odt|ott|rtf|txt|pdf|html?|epub)"
    r"|(?:untitled|unbenannt|ohne titel|sans (?:titre|nom)|sin título|senza titolo|без названия|无标题|無標題|無題|"
    r"document|dokument|documento|документ|dok|doc|文档|文書|new|neu|test|entwurf|draft|"
    r"(?:.*\b)?(?:template|vorlage|modèle|plantilla|letterhead|briefkopf))[\s_-]*\d*|[\W\d_]*|PowerPoint.*|title|titel",
    re.IGNORECASE | re.DOTALL,
)
# Accounts that nobody named.
NO_NAME = re.compile(
    r"\b(?:user|users?name|author|admin\w*|owner|office|microsoft|windows|unknown|unbekannt|default|python-docx|"
    r"libreoffice|openoffice|google|pandoc|calibre|converter|root|pc|desktop|laptop|editor|team|www)\b",
    re.IGNORECASE,
)
NAME = re.compile(r"[^\W\d_][\w.'’-]*(?: [^\W\d_][\w.'’-]*){1,4}")
HAN_NAME = re.compile("[\u3400-\u9fff]{2,4}")
LONGEST_TITLE = 200
# What Word and LibreOffice write where nobody chose a language.
NOT_CHOSEN = frozenset({"en-us", "c", "zxx", "none", "und"})


@dataclass(frozen=True)
class Properties:
    """What can be believed; the rest is None."""

    title: str | None = None
    creator: str | None = None
    language: str | None = None


def sensible(title: str, creator: str, language: str) -> Properties:
    """The properties without what programs write by themselves."""
    title, creator, language = (" ".join(words.split()) for words in (title, creator, language))
    is_title = 2 < len(title) <= LONGEST_TITLE and not NO_TITLE.fullmatch(title)
    is_name = (NAME.fullmatch(creator) or HAN_NAME.fullmatch(creator)) and not NO_NAME.search(creator)
    return Properties(
        title if is_title else None,
        creator if is_name else None,
        None if language.lower() in NOT_CHOSEN else language or None,
    )


def of_word(container: Container, language: str | None) -> Properties:
    """The properties of a Word document whose letters are in `language`, as its styles say."""
    try:
        root = container.xml(CORE) if CORE in container else None
    except ExtractionError:  # nobody misses them
        root = None
    title, creator, said = (said_in(root, f"{DC}{name}") for name in ("title", "creator", "language"))
    return sensible(title, creator, said or language or "")


def said_in(root: Element | None, tag: str) -> str:
    """The text of the first element with this tag; empty if there is none."""
    found = next(root.iter(tag), None) if root is not None else None
    return "".join(found.itertext()).strip() if found is not None else ""
