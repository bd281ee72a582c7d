"""Electronic books (EPUB): the chapters in the order of the spine (EPUB 3.3, chapters 4 to 6).

EbookLib, the usual library, is under the AGPL; what is needed of the format is little.
"""

import posixpath
import re
from dataclasses import dataclass
from html import escape, unescape
from urllib.parse import unquote, urldefrag, urlsplit

from lxml import etree
from lxml.etree import _Element as Element

from .containers import DAMAGED, DEFINITIONS, MOST_XML_BYTES, TOO_LARGE, Container
from .dates import full_date
from .decoding import decode
from .document import Document
from .nesting import refuse_deep
from .properties import DC, said_in, sensible
from .result import ExtractionError, gettext_noop

CONTAINER = "META-INF/container.xml"
ENCRYPTION = "META-INF/encryption.xml"
OF_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB = "{http://www.idpf.org/2007/ops}"
XLINK = "{http://www.w3.org/1999/xlink}"

LOCKED = gettext_noop("This book is protected against copying and cannot be read.")
NO_CHAPTERS = gettext_noop("There is no text in this book.")
READABLE = frozenset({"application/xhtml+xml", "text/html", "application/x-dtbook+xml"})
# What a book has around its text.
AROUND = frozenset({"cover", "toc", "landmarks", "page-list", "lot", "loi"})
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)[A-Za-z][A-Za-z0-9]*;")
DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(\[)?[^>]*>", re.IGNORECASE)
DECLARATION = re.compile(r"\s*<\?xml[^>]*\?>")


@dataclass(frozen=True)
class Chapter:
    """A file of the spine: where it is, its body, and what its ids begin with here."""

    path: str
    body: Element
    prefix: str


def read_epub(data: bytes) -> Document:
    """The words of an EPUB file, its pictures and its metadata. Raises ExtractionError if it is damaged, protected, or
    made to do harm."""
    container = Container(data)
    package_path = _package_path(container)
    package = container.xml(package_path)
    folder = posixpath.dirname(package_path)
    locked = unquote(container.read_or_nothing(ENCRYPTION).decode("utf-8", "replace"))
    paths = _spine(package, folder, container)
    if any(f'URI="{path}"' in locked for path in paths):
        raise ExtractionError(LOCKED)
    chapters = [Chapter(path, _body(container.read(path)), f"c{number}-") for number, path in enumerate(paths, 1)]
    chapters = [chapter for chapter in chapters if not _is_around(chapter.body)]
    if not chapters:
        raise ExtractionError(NO_CHAPTERS)
    prefixes = {chapter.path: chapter.prefix for chapter in chapters}
    pictures: set[str] = set()
    page = "".join(_written(chapter, prefixes, pictures) for chapter in chapters)
    refuse_deep(page)
    title, language, day, publisher, source = (
        said_in(package, f"{DC}{name}") for name in ("title", "language", "date", "publisher", "source")
    )
    names = (sensible("", "".join(creator.itertext()), "").creator for creator in package.iter(f"{DC}creator"))
    return Document(
        page,
        headline=sensible(title, "", "").title,
        supposed_byline=", ".join(filter(None, names)) or None,
        outlet=publisher or None,
        published_on=full_date(day[:10]),
        language=language or None,
        source_url=source if source.startswith(("https://", "http://")) else None,
        pictures={name: container.read_or_nothing(name) for name in pictures},
    )


def _package_path(container: Container) -> str:
    if CONTAINER in container:
        for root in container.xml(CONTAINER).iter(f"{OF_CONTAINER}rootfile"):
            if (path := root.get("full-path") or "") in container:
                return path
    raise ExtractionError(DAMAGED)


def _spine(package: Element, folder: str, container: Container) -> list[str]:
    """The paths of the chapters in their order, without the table of contents and the cover."""
    items = {item.get("id"): item for item in package.iterfind(f"{OPF}manifest/{OPF}item")}
    around = {
        _resolved(folder, reference.get("href") or "")[0]
        for reference in package.iterfind(f"{OPF}guide/{OPF}reference")
        if reference.get("type") in AROUND
    }
    paths: list[str] = []
    for reference in package.iterfind(f"{OPF}spine/{OPF}itemref"):
        item = items.get(reference.get("idref"))
        if item is None or item.get("media-type") not in READABLE or "nav" in (item.get("properties") or "").split():
            continue
        path = _resolved(folder, item.get("href") or "")[0]
        # A chapter is read once, however often the spine names it.
        if path in container and path not in around and path not in paths:
            paths.append(path)
    return paths


def _body(data: bytes) -> Element:
    """The body of a chapter. A harmless doctype is passed over; entities may be those of HTML, but none defined."""
    if len(data) > MOST_XML_BYTES:
        raise ExtractionError(TOO_LARGE)
    text = DECLARATION.sub("", decode(data), count=1)
    doctype = DOCTYPE.search(text)
    if "<!ENTITY" in text.upper() or (doctype and doctype[1]):
        raise ExtractionError(DEFINITIONS)
    text = ENTITY.sub(lambda entity: unescape(entity[0]), DOCTYPE.sub("", text, count=1))
    parser = etree.XMLParser(
        recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
        remove_comments=True, remove_pis=True,
    )  # fmt: skip
    root = etree.fromstring(text.strip().encode(), parser)
    if root is None:
        raise ExtractionError(DAMAGED)
    for element in root.iter():
        element.tag = etree.QName(element).localname.lower()
    etree.cleanup_namespaces(root)
    body = root.find("body")
    return body if body is not None else root


def _is_around(body: Element) -> bool:
    """Whether a chapter is none: the table of contents, or a cover that is a picture and nothing else."""
    kinds = {kind for element in (body, *body) for kind in (element.get(f"{EPUB}type") or "").split()}
    return bool(kinds & AROUND) or not "".join(body.itertext()).strip()


def _written(chapter: Chapter, prefixes: dict[str, str], pictures: set[str]) -> str:
    """The chapter's HTML, its links and pictures as they are in the whole."""
    folder = posixpath.dirname(chapter.path)
    for element in list(chapter.body.iter()):
        if element.tag in {"script", "style", "template"} and (parent := element.getparent()) is not None:
            element.tail, tail = None, element.tail
            element.addprevious(spare := etree.Element("span"))
            spare.tail = tail
            parent.remove(element)
        if name := element.get("id"):
            element.set("id", chapter.prefix + name)
        if element.tag == "svg" and (image := element.find("image")) is not None:
            picture = image.get(f"{XLINK}href") or image.get("href") or ""
            element.clear(keep_tail=True)
            element.tag = "img"
            element.set("src", picture)
        if element.tag == "img":
            path = _resolved(folder, element.get("src") or "")[0]
            pictures.add(path)
            element.set("src", f"picture:{path}")
        if element.tag == "a" and (href := element.get("href")):
            _lead(element, href, folder, chapter, prefixes)
    body = chapter.body
    inner = "".join(str(etree.tostring(child, encoding="unicode", method="html")) for child in body)
    return escape(body.text or "", quote=False) + inner


def _lead(link: Element, href: str, folder: str, chapter: Chapter, prefixes: dict[str, str]) -> None:
    """A link within the book leads to the place in the whole; one to a whole chapter leads nowhere."""
    if urlsplit(href).scheme:
        return
    path, fragment = _resolved(folder, href)
    path = path if urldefrag(href)[0] else chapter.path
    if path in prefixes and fragment:
        link.set("href", f"#{prefixes[path]}{fragment}")
    else:
        del link.attrib["href"]


def _resolved(folder: str, href: str) -> tuple[str, str]:
    """The path in the container that `href` means from `folder`, and the fragment."""
    path, fragment = urldefrag(href)
    return posixpath.normpath(posixpath.join("/", folder, unquote(path))).lstrip("/"), fragment
