"""Documents of the kinds that people bring in, made in code."""

import io
import zipfile
from collections.abc import Mapping
from html import escape

from PIL import Image

Parts = Mapping[str, str | bytes]

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_SPACES = (
    f'{W} xmlns:r="{OFFICE}" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
STYLES = (
    ("Title", "Title", ""),
    ("Heading1", "heading 1", ""),
    ("Heading2", "heading 2", ""),
    ("berschrift1", "Zwischentitel", "Heading1"),
    ("Quote", "Quote", ""),
    ("Caption", "caption", ""),
    ("ListBullet", "List Bullet", ""),
)
ODF = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
            ("svg", "svg-compatible"),
            ("fo", "xsl-fo-compatible"),
            ("meta", "meta"),
        )
    )
    + ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
)


def zipped(parts: Parts, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A ZIP file of these parts, in their order."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return made.getvalue()


def p(words: str, style: str = "", properties: str = "") -> str:
    """A paragraph of Word with one run."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}</w:pPr>{r(words)}</w:p>"


def r(words: str, properties: str = "") -> str:
    """A run of Word."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def item(words: str, level: int, numbers: str) -> str:
    """An item of a list of Word: of `numbers` "1" with bullets, of "2" with numbers; the level is counted from 0."""
    return p(words, properties=f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{numbers}"/></w:numPr>')


def shown(key: str, alt: str = "") -> str:
    """A paragraph of Word with the picture of that relation."""
    return (
        f'<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="x" descr="{alt}"/><a:graphic><a:graphicData><pic:pic>'
        f'<pic:blipFill><a:blip r:embed="{key}"/></pic:blipFill></pic:pic></a:graphicData></a:graphic></wp:inline>'
        "</w:drawing></w:r></w:p>"
    )


def docx(*blocks: str, relations: str = "", parts: Parts | None = None) -> bytes:
    """A Word document of these blocks, with `Relationship` elements and further parts."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/>'
        + (f'<w:basedOn w:val="{base}"/>' if base else "")
        + ('<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr>' if key == "ListBullet" else "")
        + "</w:style>"
        for key, name, base in STYLES
    )
    levels = "".join(f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{{0}}"/></w:lvl>' for level in range(3))
    numbering = "".join(
        f'<w:abstractNum w:abstractNumId="{n}">{levels.format(kind)}</w:abstractNum>'
        for n, kind in ((1, "bullet"), (2, "decimal"))
    ) + "".join(f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in (1, 2))
    known = "".join(
        f'<Relationship Id="x{kind}" Type="{OFFICE}/{kind}" Target="{kind}.xml"/>'
        for kind in ("styles", "numbering", "footnotes", "endnotes")
    )
    found: dict[str, str | bytes] = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="a" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f"<w:document {WORD_SPACES}><w:body>{''.join(blocks)}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{styles}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{numbering}</w:numbering>",
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{known}{relations}'
        "</Relationships>",
    }
    return zipped(found | dict(parts or {}))


def core(title: str = "", creator: str = "", language: str = "") -> dict[str, str]:
    """The part of a Word document with what it says about itself."""
    said = f"<dc:title>{title}</dc:title><dc:creator>{creator}</dc:creator><dc:language>{language}</dc:language>"
    return {"docProps/core.xml": f'<c xmlns:dc="http://purl.org/dc/elements/1.1/">{said}</c>'}


def odt(*blocks: str, styles: str = "", meta: str = "", parts: Parts | None = None) -> bytes:
    """An OpenDocument text of these blocks, with automatic styles, metadata and further parts."""
    found: dict[str, str | bytes] = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f"<office:document-content {ODF}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{''.join(blocks)}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {ODF}><office:meta>{meta}</office:meta></office:document-meta>",
    }
    return zipped(found | dict(parts or {}))


def epub(*chapters: str, metadata: str = "", items: str = "", spine: str = "", parts: Parts | None = None) -> bytes:
    """A book of these chapters, each the inside of a `body`, with further items of manifest and spine, and parts."""
    names = [f"text/chapter{number}.xhtml" for number in range(1, len(chapters) + 1)]
    found: dict[str, str | bytes] = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="OPS/book.opf"/></rootfiles></container>',
        "OPS/book.opf": '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{metadata}</metadata><manifest>{items}"
        + "".join(f'<item id="{n}" href="{n}" media-type="application/xhtml+xml"/>' for n in names)
        + f"</manifest><spine>{spine}"
        + "".join(f'<itemref idref="{n}"/>' for n in names)
        + "</spine></package>",
    }
    for name, chapter in zip(names, chapters, strict=True):
        found[f"OPS/{name}"] = (
            '<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml" '
            f'xmlns:epub="http://www.idpf.org/2007/ops"><head><title/></head><body>{chapter}</body></html>'
        )
    return zipped(found | dict(parts or {}))


def picture(width: int = 80, height: int = 60, kind: str = "PNG", mode: str = "RGB", **options: object) -> bytes:
    """A picture of noise: of as many colours as a photograph."""
    made = io.BytesIO()
    noise = [Image.effect_noise((width, height), 90) for _ in range(3)]
    Image.merge("RGB", noise).convert(mode).save(made, kind, **options)
    return made.getvalue()
