"""What the styles of an OpenDocument text mean (OpenDocument 1.3, part 3, chapters 16 and 20)."""

from collections.abc import Iterator

from lxml.etree import _Element as Element

from .roles import heading_role, role_of, role_of_id

STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
BOLD = frozenset({"bold", "600", "700", "800", "900"})
STRONG = frozenset({"Strong_20_Emphasis", "Strong"})
EMPHASIS = frozenset({"Emphasis"})
# A chain of styles that is longer is a circle.
LONGEST_CHAIN = 20


class OdtStyles:
    """The styles of a document by family and name, asked for what they mean."""

    def __init__(self, *roots: Element | None) -> None:
        self._styles: dict[tuple[str, str], Element] = {}
        self._lists: dict[str, Element] = {}
        self._default: Element | None = None
        for root in roots:
            for style in root.iter(f"{STYLE}style") if root is not None else ():
                key = style.get(f"{STYLE}family") or "", style.get(f"{STYLE}name") or ""
                self._styles.setdefault(key, style)
            for style in root.iter(f"{TEXT}list-style") if root is not None else ():
                self._lists.setdefault(style.get(f"{STYLE}name") or "", style)
            for style in root.iter(f"{STYLE}default-style") if root is not None else ():
                if style.get(f"{STYLE}family") == "paragraph":
                    self._default = style

    def role(self, name: str) -> str | None:
        """The role of a paragraph with the style, as `roles.role_of` has it."""
        for style in self._chain("paragraph", name):
            level = style.get(f"{STYLE}default-outline-level") or ""
            names = style.get(f"{STYLE}name") or "", style.get(f"{STYLE}display-name") or ""
            role = role_of(names[0]) or role_of(names[1]) or role_of_id(names[0])
            if role or level.isdecimal():
                return role or heading_role(int(level))
        return role_of_id(name) if ("paragraph", name) not in self._styles else None

    def marks(self, name: str, family: str = "text") -> list[str]:
        """The HTML elements that letters of the style stand in; of a paragraph's, what its own style adds."""
        chain = list(self._chain(family, name)) if family == "text" else self._own(name)
        properties = [found for style in chain if (found := style.find(f"{STYLE}text-properties")) is not None]
        names = {style.get(f"{STYLE}name") for style in chain} | {name}
        position = _first(properties, f"{STYLE}text-position")
        line = _first(properties, f"{STYLE}text-line-through-style")
        found = {
            "strong": _first(properties, f"{FO}font-weight") in BOLD or bool(names & STRONG),
            "em": _first(properties, f"{FO}font-style") in {"italic", "oblique"} or bool(names & EMPHASIS),
            "sup": position.startswith("super") or (position[:1].isdigit() and not position.startswith("0%")),
            "sub": position.startswith(("sub", "-")),
            "s": line not in {"", "none"},
        }
        return [tag for tag, is_so in found.items() if is_so]

    def is_hidden(self, name: str) -> bool:
        """Whether letters of the style are not to be seen."""
        return any(
            style.find(f"{STYLE}text-properties[@{TEXT}display='none']") is not None
            for style in self._chain("text", name)
        )

    def is_ordered(self, name: str, level: int) -> bool:
        """Whether items of a list of the style are numbered at the level, counted from 1."""
        style = self._lists.get(name)
        tag = f"{TEXT}list-level-style-number[@{TEXT}level='{level}']"
        found = style.find(tag) if style is not None else None
        return found is not None and bool(found.get(f"{STYLE}num-format"))

    def list_of(self, name: str) -> str:
        """The list style that a paragraph's style names; empty if none does."""
        named = (style.get(f"{STYLE}list-style-name") for style in self._chain("paragraph", name))
        return next(filter(None, named), "")

    def language(self) -> str:
        """The language of letters where nothing else is said, as BCP 47 has it; empty if none is named."""
        properties = self._default.find(f"{STYLE}text-properties") if self._default is not None else None
        if properties is None:
            return ""
        return "-".join(filter(None, (properties.get(f"{FO}language"), properties.get(f"{FO}country"))))

    def _own(self, name: str) -> list[Element]:
        """The style of a paragraph, if it was made for single paragraphs."""
        style = self._styles.get(("paragraph", name))
        if style is None or style.getparent().tag != f"{OFFICE}automatic-styles":
            return []
        return [style]

    def _chain(self, family: str, name: str) -> Iterator[Element]:
        """The style and those that it inherits from."""
        for _ in range(LONGEST_CHAIN):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.get(f"{STYLE}parent-style-name") or ""


def _first(properties: list[Element], attribute: str) -> str:
    return next((value for each in properties if (value := each.get(attribute))), "")
