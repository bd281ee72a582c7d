"""The text of an OpenDocument file written as HTML, element by element (OpenDocument 1.3, part 3)."""

from collections import Counter
from html import escape

from lxml.etree import _Element as Element

from .containers import Container
from .odt_drawings import DRAW, SVG, XLINK, formula_in, is_embedding, picture_in
from .odt_styles import OFFICE, TEXT, OdtStyles
from .roles import heading_role

TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"

# What no reader sees: declarations, forms, and how an index is to be made.
OF_TEXT = (
    "sequence-decls variable-decls user-field-decls note-citation script table-of-content-source user-index-source "
    "illustration-index-source table-index-source object-index-source alphabetical-index-source bibliography-source"
)
SILENT = frozenset(
    [f"{TEXT}{name}" for name in OF_TEXT.split()]
    + [f"{OFFICE}forms", f"{OFFICE}event-listeners", f"{TABLE}covered-table-cell", f"{SVG}title", f"{SVG}desc"]
)
TOLD = {f"{TEXT}tracked-changes": "tracked", f"{OFFICE}annotation": "comments"}
PARAGRAPHS = frozenset({f"{TEXT}p", f"{TEXT}h"})
TAGS = {"caption": "figcaption", "pre": "pre"}
MOST_SPACES = 100


class Writer:
    """Writes a document's text; keeps what comes later (boxes, notes) and what is to be told of it."""

    def __init__(self, container: Container, styles: OdtStyles, text: Element) -> None:
        self.doubts: Counter[str] = Counter()
        self.pictures: set[str] = set()
        self._container = container
        self._styles = styles
        self._text = text
        self._notes: list[str] = []
        self._boxes: list[str] = []
        self._counted: Counter[str] = Counter()
        self._linked = {link.get(f"{XLINK}href") for link in text.iter(f"{TEXT}a")}
        names = {name for each in text.iter(*PARAGRAPHS) if (name := each.get(f"{TEXT}style-name"))}
        self._has_title = any(styles.role(name) == "title" for name in names)

    def page(self) -> str:
        """The whole text, its notes at the end."""
        body = self._blocks(self._text)
        notes = f"<ol>{''.join(self._notes)}</ol>" if self._notes else ""
        return body + notes

    def _blocks(self, parent: Element) -> str:
        written = "".join(self._block(child) for child in parent)
        return written.replace("</blockquote><blockquote>", "").replace("</pre><pre>", "\n")

    def _block(self, element: Element) -> str:
        if element.tag in PARAGRAPHS:
            return self._paragraph(element)
        if element.tag == f"{TEXT}list":
            return self._list(element, 1, "")
        if element.tag == f"{TABLE}table":
            return f"<table>{self._rows(element)}</table>"
        if self._is_left_out(element):
            return ""
        if element.tag.startswith(DRAW):
            before, self._boxes = self._boxes, []
            shown = self._drawing(element)
            boxes, self._boxes = self._boxes, before
            return (f"<p>{shown}</p>" if shown else "") + "".join(boxes)
        return self._blocks(element)

    def _paragraph(self, paragraph: Element) -> str:
        style = paragraph.get(f"{TEXT}style-name") or ""
        role = self._styles.role(style)
        if paragraph.tag == f"{TEXT}h" and role not in {"title", "subtitle"}:
            role = heading_role(_number(paragraph.get(f"{TEXT}outline-level")) or 1)
        before, self._boxes = self._boxes, []
        inner = self._inline(paragraph)
        boxes, self._boxes = self._boxes, before
        if inner.strip() and not role:
            inner = _within(self._styles.marks(style, "paragraph"), inner)
        return (self._in_role(role, inner) if inner.strip() else "") + "".join(boxes)

    def _in_role(self, role: str | None, inner: str) -> str:
        if role == "title":
            return f'<h1 class="title">{inner}</h1>'
        if role and role.startswith("heading-"):
            level = min(int(role.removeprefix("heading-")) + self._has_title, 6)
            return f"<h{level}>{inner}</h{level}>"
        if role == "quote":
            return f"<blockquote><p>{inner}</p></blockquote>"
        tag = TAGS.get(role or "", "p")
        return f"<{tag}>{inner}</{tag}>"

    def _list(self, element: Element, level: int, inherited: str) -> str:
        name = element.get(f"{TEXT}style-name") or inherited or self._list_of_paragraph(element)
        if next(element.iter(f"{TEXT}p"), None) is None:  # numbered headings
            return "".join(self._blocks(item) for item in element)
        is_ordered = self._styles.is_ordered(name, level)
        key = f"{name} {level}"
        if not (element.get(f"{TEXT}continue-numbering") == "true" or element.get(f"{TEXT}continue-list")):
            self._counted[key] = 0
        items: list[str] = []
        start = self._counted[key] + 1
        for item in element:
            value = _number(item.get(f"{TEXT}start-value"))
            if value and not items:
                start = value
            inner = "".join(
                self._list(child, level + 1, name) if child.tag == f"{TEXT}list" else self._block(child)
                for child in item
            )
            if inner.startswith("<p>") and inner.count("<p>") == 1:
                inner = inner.replace("<p>", "", 1).replace("</p>", "", 1)
            items.append(f"<li>{inner}</li>")
        self._counted[key] = start + len(items) - 1
        if not is_ordered or start == 1:
            tag = "ol" if is_ordered else "ul"
            return f"<{tag}>{''.join(items)}</{tag}>"
        return f'<ol start="{start}">{"".join(items)}</ol>'

    def _list_of_paragraph(self, element: Element) -> str:
        first = next(element.iter(f"{TEXT}p"), None)
        return self._styles.list_of(first.get(f"{TEXT}style-name") or "") if first is not None else ""

    def _rows(self, element: Element) -> str:
        """The rows in a table, or in a part of it."""
        written: list[str] = []
        for child in element:
            if child.tag == f"{TABLE}table-row":
                written.append(f"<tr>{''.join(self._cell(cell) for cell in child)}</tr>")
            elif child.tag == f"{TABLE}table-header-rows":
                written.append(f"<thead>{self._rows(child).replace('<td', '<th').replace('</td>', '</th>')}</thead>")
            else:
                written.append(self._rows(child))
        return "".join(written)

    def _cell(self, cell: Element) -> str:
        if cell.tag != f"{TABLE}table-cell":
            return ""
        spans = {"colspan": "number-columns-spanned", "rowspan": "number-rows-spanned"}
        written = "".join(
            f' {name}="{span}"' for name, said in spans.items() if (span := _number(cell.get(f"{TABLE}{said}"))) > 1
        )
        return f"<td{written}>{self._blocks(cell)}</td>"

    def _inline(self, parent: Element) -> str:
        """What runs in a line: text, and what stands in it."""
        pieces = [escape(parent.text or "", quote=False)]
        for child in parent:
            pieces.append(self._piece(child))
            pieces.append(escape(child.tail or "", quote=False))
        return "".join(pieces)

    def _piece(self, element: Element) -> str:
        tag = element.tag
        if tag == f"{TEXT}span":
            return self._span(element)
        if tag == f"{TEXT}a":
            inner, href = self._inline(element), element.get(f"{XLINK}href") or ""
            return f'<a href="{escape(href)}">{inner}</a>' if inner and href else inner
        if tag == f"{TEXT}s":
            return " " * min(_number(element.get(f"{TEXT}c")) or 1, MOST_SPACES)
        if tag == f"{TEXT}tab":
            return "\t"
        if tag == f"{TEXT}line-break":
            return "<br>"
        if tag == f"{TEXT}note":
            return self._note(element)
        if tag in {f"{TEXT}bookmark", f"{TEXT}bookmark-start"}:
            name = element.get(f"{TEXT}name") or ""
            return f'<a id="{escape(name)}"></a>' if f"#{name}" in self._linked else ""
        if tag == f"{TEXT}ruby":
            base, reading = (element.find(f"{TEXT}ruby-{part}") for part in ("base", "text"))
            said = "" if reading is None else f"<rt>{self._inline(reading)}</rt>"
            return "" if base is None else f"<ruby>{self._inline(base)}{said}</ruby>"
        if self._is_left_out(element):
            return ""
        if tag.startswith(DRAW):
            return self._drawing(element)
        if tag in PARAGRAPHS or tag in {f"{TEXT}list", f"{TABLE}table"}:
            self._boxes.append(self._block(element))
            return ""
        return self._inline(element)

    def _span(self, span: Element) -> str:
        name = span.get(f"{TEXT}style-name") or ""
        if self._styles.is_hidden(name) and "".join(span.itertext()).strip():
            self.doubts["hidden"] += 1
            return ""
        inner = self._inline(span)
        return _within(self._styles.marks(name), inner) if inner.strip() else inner

    def _note(self, note: Element) -> str:
        """The mark of a note; the note itself comes at the end."""
        number = len(self._notes) + 1
        self._notes.append("")
        before, self._boxes = self._boxes, []
        body = note.find(f"{TEXT}note-body")
        said = self._blocks(body) if body is not None else ""
        self._boxes = before
        back = f' <a href="#note-ref-{number}">↑</a>'
        inner = f"{said.removesuffix('</p>')}{back}</p>" if said.endswith("</p>") else said + back
        self._notes[number - 1] = f'<li id="note-{number}">{inner}</li>'
        return f'<sup><a href="#note-{number}" id="note-ref-{number}">[{number}]</a></sup>'

    def _drawing(self, element: Element) -> str:
        """A picture as it stands in the line; the words of boxes and shapes come after the paragraph."""
        if element.tag != f"{DRAW}frame":
            self._boxes.append(self._blocks(element))
            return ""
        box = element.find(f"{DRAW}text-box")
        if box is not None:
            self._boxes.append(self._blocks(box))
            return ""
        table = element.find(f"{TABLE}table")
        if table is not None:
            self._boxes.append(self._block(table))
            return ""
        if formula := formula_in(element, self._container):
            self.doubts["formulas"] += 1
            return escape(formula, quote=False)
        self.doubts["embedded"] += is_embedding(element)
        name, alt = picture_in(element)
        if name not in self._container:
            return ""
        self.pictures.add(name)
        return f'<img src="picture:{escape(name)}" alt="{escape(alt)}">'

    def _is_left_out(self, element: Element) -> bool:
        """Whether `element` is nothing to be read; what a reader might miss is told."""
        is_hidden = element.get(f"{TEXT}is-hidden") == "true" or element.get(f"{TEXT}display") == "none"
        if is_hidden and "".join(element.itertext()).strip():
            self.doubts["hidden"] += 1
        elif element.tag in TOLD:
            self.doubts[TOLD[element.tag]] += 1
        return is_hidden or element.tag in TOLD or element.tag in SILENT


def _within(tags: list[str], inner: str) -> str:
    for tag in tags:
        inner = f"<{tag}>{inner}</{tag}>"
    return inner


def _number(value: str | None) -> int:
    """A number that is written with few enough digits; otherwise 0."""
    return int(value) if value and value.isdecimal() and len(value) < 6 else 0
