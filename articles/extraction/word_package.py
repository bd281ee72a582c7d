"""The parts of a Word document and what they refer to (ECMA-376, part 2: Open Packaging Conventions)."""

import posixpath
from dataclasses import dataclass

from lxml.etree import _Element as Element

from .containers import Container, parse_xml

MAIN = "word/document.xml"
# The strict dialect of ISO 29500 says the same under other addresses.
STRICT = b"http://purl.oclc.org/ooxml/"
LOOSE = b"http://schemas.openxmlformats.org/"
DIALECTS = (
    (STRICT + b"wordprocessingml/main", LOOSE + b"wordprocessingml/2006/main"),
    (STRICT + b"drawingml/", LOOSE + b"drawingml/2006/"),
    (STRICT + b"officeDocument/", LOOSE + b"officeDocument/2006/"),
)


@dataclass(frozen=True)
class Relation:
    """What a part refers to: a part of the package by its name, or an address outside it."""

    kind: str
    target: str
    is_outside: bool


class WordPackage:
    """The parts of a Word document, found by what they are to it. Reading raises ExtractionError."""

    def __init__(self, container: Container) -> None:
        self.container = container
        roots = [relation for relation in self.relations("").values() if relation.kind == "officeDocument"]
        self.main = next((root.target for root in roots if root.target in container), MAIN)
        self._parts = {relation.kind: relation.target for relation in self.relations(self.main).values()}

    def part(self, kind: str) -> str | None:
        """The name of the part that is the document's `kind`, such as "styles"; None if it has none."""
        name = self._parts.get(kind)
        return name if name and name in self.container else None

    def tree_of(self, kind: str) -> Element | None:
        """The root of the part that is the document's `kind`; None if it has none."""
        name = self.part(kind)
        return self.tree(name) if name else None

    def tree(self, name: str) -> Element:
        """The root of an XML part in the transitional dialect."""
        data = self.container.read(name)
        if STRICT in data:
            for strict, loose in DIALECTS:
                data = data.replace(strict, loose)
        return parse_xml(data)

    def relations(self, part: str) -> dict[str, Relation]:
        """What `part` refers to, by key; "" is the package itself. Parts that are missing are left out."""
        folder, name = posixpath.split(part)
        path = posixpath.join(folder, "_rels", f"{name}.rels")
        found: dict[str, Relation] = {}
        for element in self.tree(path) if path in self.container else ():
            relation = Relation(
                kind=(element.get("Type") or "").rpartition("/")[2],
                target=element.get("Target") or "",
                is_outside=element.get("TargetMode") == "External" or element.get("Target", "").startswith("#"),
            )
            if not relation.is_outside:
                inside = posixpath.normpath(posixpath.join("/", folder, relation.target)).lstrip("/")
                relation = Relation(relation.kind, inside, False)
            if relation.is_outside or relation.target in self.container:
                found[element.get("Id") or ""] = relation
        return found
