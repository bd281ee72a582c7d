"""WordprocessingML made plain: what mammoth passes over or stumbles at, said in the words that it knows.

Names of elements and attributes: ECMA-376, part 1, chapter 17.
"""

from collections import Counter
from collections.abc import Iterable

from lxml import etree
from lxml.etree import _Element as Element

from .word_styles import Styles, W, is_on

R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
V = "{urn:schemas-microsoft-com:vml}"
DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/"

# Gone with all they hold: what was deleted, and the marks of comments.
DELETED = (f"{W}del", f"{W}moveFrom")
INSERTED = (f"{W}ins", f"{W}moveTo")
COMMENTED = (f"{W}commentReference", f"{W}commentRangeStart", f"{W}commentRangeEnd", f"{W}annotationRef")
# Their content stands as if they were not there.
WRAPPERS = (f"{W}fldSimple", f"{W}dir", f"{W}bdo", f"{W}smartTag", f"{W}customXml", f"{W}sdtContent", f"{W}sdt")
OF_WRAPPERS = (f"{W}sdtPr", f"{W}sdtEndPr", f"{W}smartTagPr", f"{W}customXmlPr", f"{W}fldData")
EMBEDDED = (f"{W}altChunk", f"{W}subDoc", f"{W}control", f"{DRAWN}chart}}chart", f"{DRAWN}diagram}}relIds")
RENAMED = {f"{W}cr": f"{W}br", f"{W}ptab": f"{W}tab"}

# The notes of each kind by their id.
Notes = dict[str, dict[str, Element]]


class Plain:
    """A part with text, made plain: its tree, and what is to be told of it."""

    def __init__(
        self, root: Element, styles: Styles, relations: set[str], notes: dict[str, dict[str, Element]]
    ) -> None:
        self.root = root
        self.doubts: Counter[str] = Counter()
        self._styles = styles
        self._relations = relations
        self._notes = notes
        self._choose_alternatives()
        self._leave_out()
        self._unwrap()
        self._spell_out()
        self._style()
        self._keep_targets()
        self._free_text_boxes()

    def _choose_alternatives(self) -> None:
        """Of a drawing in two forms, the one that holds words or pictures: the newer if both do."""
        for alternate in list(self.root.iter(f"{MC}AlternateContent")):
            choices = [alternate.find(f"{MC}Choice"), alternate.find(f"{MC}Fallback")]
            forms = [form for form in choices if form is not None]
            _replace(alternate, max(forms, key=_worth, default=()))

    def _leave_out(self) -> None:
        for element in list(self.root.iter(*DELETED, *INSERTED)):
            self.doubts["tracked"] += 1
            in_properties = element.getparent().tag in {f"{W}rPr", f"{W}trPr"}
            if element.tag in DELETED and not in_properties:
                _drop(element)
        for element in list(self.root.iter(*COMMENTED)):
            self.doubts["comments"] += element.tag == f"{W}commentReference"
            _drop(element)
        for run in list(self.root.iter(f"{W}r")):
            if is_on(run.find(f"{W}rPr/{W}vanish")) and run.find(f"{W}t") is not None:
                self.doubts["hidden"] += 1
                _drop(run)
        for element in list(self.root.iter(*EMBEDDED)):
            self.doubts["embedded"] += 1
            _drop(element)

    def _unwrap(self) -> None:
        for element in list(self.root.iter(*OF_WRAPPERS)):
            _drop(element)
        for element in list(self.root.iter(*WRAPPERS)):
            _replace(element, element)

    def _spell_out(self) -> None:
        """Formulas as their text, readings as ruby, line ends of old as line ends."""
        for formula in list(self.root.iter(f"{M}oMath")):
            self.doubts["formulas"] += 1
            _replace(formula, [_run("".join(text.text or "" for text in formula.iter(f"{M}t", f"{W}t")))])
        for group in list(self.root.iter(f"{M}oMathPara")):
            _replace(group, [child for child in group if child.tag == f"{W}r"])
        for ruby in list(self.root.iter(f"{W}ruby")):
            runs = [
                _run("".join(text.text or "" for text in ruby.iterfind(f"{W}{part}//{W}t")), style)
                for part, style in (("rubyBase", "as-ruby"), ("rt", "as-rt"))
            ]
            _replace(ruby, runs)
        for tag, known in RENAMED.items():
            for element in self.root.iter(tag):
                element.tag = known
        for position in self.root.iter(f"{W}position"):  # LibreOffice raises and lowers letters so
            height = position.get(f"{W}val") or "0"
            position.tag = f"{W}vertAlign"
            position.set(f"{W}val", "subscript" if height.startswith("-") else "superscript" if height != "0" else "")
        for symbol in list(self.root.iter(f"{W}sym")):
            if not _is_hexadecimal(symbol.get(f"{W}char")):
                _drop(symbol)
        for span in list(self.root.iter(f"{W}gridSpan")):
            if not (span.get(f"{W}val") or "").isdecimal():
                _drop(span)

    def _style(self) -> None:
        """Roles for the names of styles, and what styles say of lists and letters said where it counts."""
        for paragraph in self.root.iter(f"{W}p"):
            self._styles.apply_to_paragraph(paragraph)
        for run in self.root.iter(f"{W}r"):
            self._styles.apply_to_run(run)

    def _keep_targets(self) -> None:
        """Links, pictures and notes lead somewhere in this file or out of it, or are none; unlinked marks go."""
        self.doubts["embedded"] += sum(not blip.attrib for blip in self.root.iter(f"{A}blip"))
        for element in self.root.iter():
            for name in (f"{R}id", f"{R}embed", f"{R}link"):
                if name in element.attrib and element.get(name) not in self._relations:
                    del element.attrib[name]
        for kind in ("footnote", "endnote"):
            for reference in list(self.root.iter(f"{W}{kind}Reference")):
                if reference.get(f"{W}id") not in self._notes[kind]:
                    _drop(reference)
        linked = {link.get(f"{W}anchor") for link in self.root.iter(f"{W}hyperlink")}
        fields = " ".join(field.text or "" for field in self.root.iter(f"{W}instrText") if "\\l" in (field.text or ""))
        for mark in list(self.root.iter(f"{W}bookmarkStart")):
            name = mark.get(f"{W}name")
            if not name or (name not in linked and f'"{name}"' not in fields):
                _drop(mark)

    def _free_text_boxes(self) -> None:
        """The words of text boxes stand after the paragraph that holds the box, grouped pictures in it."""
        for box in reversed(list(self.root.iter(f"{W}txbxContent"))):
            holders = list(box.iterancestors(f"{W}p"))
            for block in reversed(list(box)):
                if holders:
                    holders[-1].addnext(block)
            if holders:
                _drop(box)
        for data in self.root.iter(f"{A}graphicData"):
            for picture in list(data.iterdescendants(f"{PIC}pic")):
                data.append(picture)
        self.doubts["embedded"] += sum(1 for _ in self.root.iter(f"{V}textpath"))


def _worth(form: Element) -> tuple[bool, bool]:
    """How much there is to read or see in a form of a drawing; the first of equals is taken."""
    has_words = next(form.iter(f"{W}t"), None) is not None
    has_picture = next(form.iter(f"{A}blip", f"{V}imagedata"), None) is not None
    return has_words, has_picture


def _run(words: str, style: str = "") -> Element:
    run = etree.Element(f"{W}r")
    if style:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}rStyle").set(f"{W}val", style)
    etree.SubElement(run, f"{W}t").text = words
    return run


def _replace(element: Element, children: Iterable[Element]) -> None:
    """Put `children` where `element` stands."""
    for child in list(children):
        element.addprevious(child)
    _drop(element)


def _drop(element: Element) -> None:
    """Take `element` out. What is white space after it goes with it: no text stands between elements here."""
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _is_hexadecimal(value: str | None) -> bool:
    try:
        return int(value or "", 16) >= 0
    except ValueError:
        return False
