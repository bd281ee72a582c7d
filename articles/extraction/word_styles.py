"""What the styles of a Word document mean, whoever named them: headings, quotations, captions, lists."""

from lxml import etree
from lxml.etree import _Element as Element

from .roles import heading_role, role_of, role_of_id

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRONG = frozenset({"strong", "intense emphasis", "intense reference", "strong emphasis"})
EMPHASIS = frozenset({"emphasis", "subtle emphasis", "intense emphasis"})
NO_LIST = "0"
# A chain of styles that is longer is a circle.
LONGEST_CHAIN = 20


class Styles:
    """The styles of a document by their id, asked for what they mean."""

    def __init__(self, root: Element | None) -> None:
        self._root = root
        self._styles: dict[str, Element] = {}
        for style in root.iterfind(f"{W}style") if root is not None else ():
            self._styles.setdefault(style.get(f"{W}styleId") or "", style)
        self._roles: dict[str, str | None] = {}

    def apply_to_paragraph(self, paragraph: Element) -> None:
        """Put the role of the paragraph in the place of its style, and the list of the style into the paragraph."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return
        named = properties.find(f"{W}pStyle")
        style = named.get(f"{W}val") or "" if named is not None else ""
        role = _outlined(properties.find(f"{W}outlineLvl")) or self._role(style)
        if properties.find(f"{W}numPr") is None and not role:
            self._add_list(properties, style)
        if named is not None:
            properties.remove(named)
        if role:
            etree.SubElement(properties, f"{W}pStyle").set(f"{W}val", f"as-{role}")

    def apply_to_run(self, run: Element) -> None:
        """Write the weight and slant that the style of a run gives it into the run."""
        properties = run.find(f"{W}rPr")
        named = properties.find(f"{W}rStyle") if properties is not None else None
        if run.find(f"{W}footnoteReference") is not None or run.find(f"{W}endnoteReference") is not None:
            if properties is not None:
                run.remove(properties)
        elif named is not None and not (named.get(f"{W}val") or "").startswith("as-"):
            chain = self._chain(named.get(f"{W}val") or "")
            for tag, names in ((f"{W}b", STRONG), (f"{W}i", EMPHASIS)):
                is_so = any(is_on(style.find(f"{W}rPr/{tag}")) or _name(style) in names for style in chain)
                if is_so and properties.find(tag) is None:
                    etree.SubElement(properties, tag)
            properties.remove(named)

    def language(self) -> str | None:
        """The language that the letters are in where nothing else is said."""
        found = self._root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang") if self._root is not None else None
        return found.get(f"{W}val") if found is not None else None

    def of_lists(self) -> Element:
        """A tree of the styles that lists are numbered by, and nothing else."""
        root = etree.Element(f"{W}styles")
        for style in self._styles.values():
            if style.get(f"{W}type") == "numbering" and style.get(f"{W}styleId"):
                root.append(style)
        return root

    def _role(self, style: str) -> str | None:
        if style not in self._roles:
            self._roles[style] = next(filter(None, map(_role_of, self._chain(style))), None)
            if style not in self._styles:
                self._roles[style] = role_of_id(style)
        return self._roles[style]

    def _add_list(self, properties: Element, style: str) -> None:
        for each in self._chain(style):
            numbering = each.find(f"{W}pPr/{W}numPr")
            if numbering is not None:
                number = numbering.find(f"{W}numId")
                if number is not None and number.get(f"{W}val") != NO_LIST:
                    copy = etree.SubElement(properties, f"{W}numPr")
                    copy.extend(etree.fromstring(etree.tostring(part)) for part in numbering)
                return

    def _chain(self, style: str) -> list[Element]:
        """The style and those that it is based on."""
        chain: list[Element] = []
        while style in self._styles and len(chain) < LONGEST_CHAIN:
            chain.append(self._styles[style])
            based = chain[-1].find(f"{W}basedOn")
            style = based.get(f"{W}val") or "" if based is not None else ""
        return chain


def is_on(element: Element | None) -> bool:
    """Whether a switch such as `w:b` is there and not switched off."""
    return element is not None and element.get(f"{W}val") not in {"0", "false", "off"}


def _name(style: Element) -> str:
    name = style.find(f"{W}name")
    return (name.get(f"{W}val") or "").lower() if name is not None else ""


def _role_of(style: Element) -> str | None:
    return role_of(_name(style)) or _outlined(style.find(f"{W}pPr/{W}outlineLvl"))


def _outlined(level: Element | None) -> str | None:
    """The heading that an outline level from 0 to 8 makes; 9 is body text."""
    value = level.get(f"{W}val") or "" if level is not None else ""
    return heading_role(int(value) + 1) if value.isdecimal() and int(value) < 9 else None
