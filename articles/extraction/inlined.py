"""Pictures that came along with a page or a letter: its addresses of them made ours."""

from collections.abc import Iterable
from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser

from .mime import Part


def inlined(page: str, parts: Iterable[Part], base: str = "") -> tuple[str, dict[str, bytes]]:
    """`page` with `picture:NAME` for the address of each picture among `parts`, and their bytes by name.

    Parts are found by their Content-ID or their Content-Location, which `base` completes. `page` is not to be nested
    deeply.
    """
    named: dict[str, tuple[str, Part]] = {}
    for number, part in enumerate(parts):
        if part.type.startswith("image/"):
            for address in _addresses(part, base):
                named.setdefault(address, (f"p{number}", part))
    tree = LexborHTMLParser(page)
    pictures: dict[str, bytes] = {}
    for node in tree.css("img[src]") if named else ():
        found = named.get(_completed(base, node.attributes.get("src") or ""))
        if found:
            name, part = found
            pictures[name] = pictures.get(name) or part.data()
            node.attrs["src"] = f"picture:{name}"
    return (tree.html or page, pictures) if pictures else (page, {})


def _addresses(part: Part, base: str) -> Iterable[str]:
    if part.cid:
        yield f"cid:{part.cid}"
    if part.location:
        yield _completed(base, part.location)


def _completed(base: str, address: str) -> str:
    if address[:4].lower() == "cid:":
        return f"cid:{unquote(address[4:])}"
    try:
        return urljoin(base, address.strip())
    except ValueError:
        return address
