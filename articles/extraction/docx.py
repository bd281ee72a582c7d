"""Word documents (DOCX): the one door to mammoth, which makes HTML of a package that was made plain before."""

import html
import io
import re
import zipfile
from collections import Counter

import mammoth
from lxml import etree
from lxml.etree import _Element as Element
from mammoth.documents import Image

from .containers import DAMAGED, Container
from .document import Document
from .figures import gather
from .nesting import TOO_DEEP, refuse_deep
from .properties import of_word
from .result import Doubt, ExtractionError
from .word_package import Relation, WordPackage
from .word_styles import Styles, W
from .wordml import Plain

# The first rule that fits counts: a heading may be numbered, what is quoted may stand in a list.
STYLE_MAP = """
p.as-title => h1.title:fresh
p.as-subtitle => p.subtitle:fresh
{headings}
p.as-caption => figcaption:fresh
p.as-pre => pre:separator('\\n')
{lists}
p.as-quote => blockquote > p:fresh
p => p:fresh
r.as-ruby => ruby
r.as-rt => ruby > rt
"""
DEEPEST_HEADING = 6
DEEPEST_LIST = 9
NOTES = {"footnote": "footnotes", "endnote": "endnotes"}
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TAG = re.compile(r"<[^>]*>")


def read_docx(data: bytes) -> Document:
    """The words of a DOCX file, its pictures and what its properties say. Raises ExtractionError if it is damaged,
    protected, or made to do harm."""
    package = WordPackage(Container(data))
    styles = Styles(package.tree_of("styles"))
    names = {"document": package.main} | {plural: package.part(plural) for plural in NOTES.values()}
    trees = {kind: package.tree(name) for kind, name in names.items() if name is not None}
    notes = {kind: _by_id(trees.get(plural), kind) for kind, plural in NOTES.items()}
    relations = {kind: _usable(package.relations(names[kind] or "")) for kind in trees}
    doubts: Counter[str] = Counter()
    for kind, tree in trees.items():
        doubts += Plain(tree, styles, set(relations[kind]), notes).doubts

    has_title = trees["document"].find(f".//{W}pStyle[@{W}val='as-title']") is not None
    page, shown = _converted(_bundle(trees, relations, package, styles), has_title)
    if _letters(_said(trees["document"], notes)) - _letters(html.unescape(TAG.sub("", page))):
        doubts["missing"] += 1
    page, title = gather(page)
    properties = of_word(package.container, styles.language())
    return Document(
        page,
        headline=title,
        supposed_headline=properties.title,
        supposed_byline=properties.creator,
        language=properties.language,
        doubts=tuple(Doubt(code, str(count)) for code, count in doubts.items()),
        pictures={name: package.container.read_or_nothing(name) for name in shown},
    )


def _by_id(root: Element | None, kind: str) -> dict[str, Element]:
    notes = root.iterfind(f"{W}{kind}") if root is not None else ()
    return {note.get(f"{W}id") or "": note for note in notes if "eparator" not in (note.get(f"{W}type") or "")}


def _usable(relations: dict[str, Relation]) -> dict[str, Relation]:
    """Links, and pictures in the file: those elsewhere are never fetched."""
    return {key: each for key, each in relations.items() if each.kind == "hyperlink" or _is_picture(each)}


def _is_picture(relation: Relation) -> bool:
    return relation.kind == "image" and not relation.is_outside


def _bundle(
    trees: dict[str, Element], relations: dict[str, dict[str, Relation]], package: WordPackage, styles: Styles
) -> io.BytesIO:
    """A package of what mammoth is to read. In the place of each picture stands the name of its part."""
    bundle = io.BytesIO()
    numbering = package.tree_of("numbering")
    with zipfile.ZipFile(bundle, "w") as archive:
        for kind, tree in trees.items():
            archive.writestr(f"word/{kind}.xml", etree.tostring(tree))
            archive.writestr(f"word/_rels/{kind}.xml.rels", _relationships(relations[kind]))
        archive.writestr("word/styles.xml", etree.tostring(styles.of_lists()))
        if numbering is not None:
            archive.writestr("word/numbering.xml", etree.tostring(numbering))
        for name in {each.target for known in relations.values() for each in known.values() if _is_picture(each)}:
            archive.writestr(f"pictures/{name}", name)
    bundle.seek(0)
    return bundle


def _relationships(relations: dict[str, Relation]) -> bytes:
    root = etree.Element(f"{{{RELATIONSHIPS}}}Relationships")
    for key, relation in relations.items():
        target = f"/pictures/{relation.target}" if _is_picture(relation) else relation.target
        etree.SubElement(root, f"{{{RELATIONSHIPS}}}Relationship", Id=key, Target=target, Type=relation.kind)
    return bytes(etree.tostring(root))


def _converted(bundle: io.BytesIO, has_title: bool) -> tuple[str, set[str]]:
    """The HTML, and the names of the pictures shown in it."""
    shown: set[str] = set()

    def show(image: Image) -> dict[str, str]:
        with image.open() as stream:
            name = stream.read().decode()
        shown.add(name)
        return {"src": f"picture:{name}"}

    try:
        made = mammoth.convert_to_html(
            bundle,
            style_map=_style_map(has_title),
            include_default_style_map=False,
            include_embedded_style_map=False,
            convert_image=mammoth.images.img_element(show),
        )
    except RecursionError:
        raise ExtractionError(TOO_DEEP) from None
    except Exception:  # of what a damaged document lacks, mammoth says nothing better than KeyError
        raise ExtractionError(DAMAGED) from None
    page = str(made.value)
    refuse_deep(page)
    return page, shown


def _style_map(has_title: bool) -> str:
    """How mammoth is to write what has a role. Where there is a title, headings are below it."""
    headings = [
        f"p.as-heading-{level} => h{min(level + has_title, DEEPEST_HEADING)}:fresh"
        for level in range(1, DEEPEST_HEADING + 1)
    ]
    lists = [
        f"p:{kind}-list({level}) => {'ul|ol > li > ' * (level - 1)}{tag} > li:fresh"
        for level in range(1, DEEPEST_LIST + 1)
        for kind, tag in (("unordered", "ul"), ("ordered", "ol"))
    ]
    return STYLE_MAP.format(headings="\n".join(headings), lists="\n".join(lists))


def _said(body: Element, notes: dict[str, dict[str, Element]]) -> str:
    """Every word that is to be found in the HTML."""
    roots = [body]
    for kind, known in notes.items():
        roots.extend(known[reference.get(f"{W}id")] for reference in body.iter(f"{W}{kind}Reference"))
    return "".join(text.text or "" for root in roots for text in root.iter(f"{W}t"))


def _letters(text: str) -> Counter[str]:
    return Counter("".join(text.split()))
