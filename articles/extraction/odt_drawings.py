"""What a frame in an OpenDocument text shows: a picture, a formula, or what cannot be read."""

from lxml.etree import _Element as Element

from .containers import Container
from .result import ExtractionError

DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
XLINK = "{http://www.w3.org/1999/xlink}"
MATH = "{http://www.w3.org/1998/Math/MathML}"
SIGNS = tuple(f"{MATH}{name}" for name in ("mi", "mn", "mo", "mtext", "ms"))
EMBEDDING = tuple(f"{DRAW}{name}" for name in ("object", "object-ole", "plugin", "applet", "floating-frame"))
# Forms of a picture that stand beside one that can be shown.
DRAWN = (".svg", ".svm", ".emf", ".wmf")


def is_embedding(frame: Element) -> bool:
    """Whether the frame shows a chart, a film, or a document of another program."""
    return any(frame.find(tag) is not None for tag in EMBEDDING)


def picture_in(frame: Element) -> tuple[str, str]:
    """The part that has the frame's picture and what is said instead of it; empty if there is none."""
    names = [name for image in frame.iter(f"{DRAW}image") if (name := image.get(f"{XLINK}href"))]
    names.sort(key=lambda name: name.lower().endswith(DRAWN))
    said = (frame.findtext(f"{SVG}{part}") for part in ("desc", "title"))
    return (names[0].removeprefix("./") if names else ""), next(filter(None, said), "")


def formula_in(frame: Element, container: Container) -> str:
    """The signs of the frame's formula; empty if it shows none."""
    embedded = frame.find(f"{DRAW}object")
    if embedded is None:
        return ""
    root = embedded.find(f"{MATH}math")
    part = (embedded.get(f"{XLINK}href") or "").removeprefix("./").rstrip("/") + "/content.xml"
    if root is None and part in container:
        try:
            root = container.xml(part)
        except ExtractionError:
            return ""
    return "".join((sign.text or "").strip() for sign in root.iter(*SIGNS)) if root is not None else ""
