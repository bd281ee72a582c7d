"""A small writer of PDFs, for tests: pages with words at places, links, pictures, and files that are attached.

Places are in points from the top left corner of the page. The font "mono" is Courier: each letter is 0.6 em wide, so
that lines of a known number of letters end where they should. "unicode" shows any letter, one em wide, as fonts of
embedded subsets do; "nameless" is such a font that does not say which letters its signs are.
"""

import textwrap
from dataclasses import dataclass, field

FONTS = {
    "regular": "Helvetica",
    "bold": "Helvetica-Bold",
    "italic": "Helvetica-Oblique",
    "mono": "Courier",
    "mono-bold": "Courier-Bold",
}
RANGES = "\n".join(f"1 beginbfrange <{high:02X}00> <{high:02X}FF> <{high:02X}00> endbfrange" for high in range(256))
WIDE = f"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Words def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{RANGES}
endcmap end end"""


@dataclass
class Page:
    """One page, to be filled."""

    width: float = 595
    height: float = 842
    rotate: int = 0
    crop: tuple[float, float, float, float] | None = None
    drawn: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)

    def text(self, x, y, words, size=10, font="mono", turn="1 0 0 1", mode=0) -> "Page":
        """Words on one line, their baseline at `y`. `mode` 3 does not show them."""
        if font in FONTS:
            escaped = words.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
            shown = f"({escaped})"
        else:
            shown = f"<{words.encode('utf-16-be').hex()}>"
        self.drawn.append(f"BT /{font} {size} Tf {mode} Tr {turn} {x} {self.height - y} Tm {shown} Tj ET")
        return self

    def lines(self, x, y, lines, size=10, font="mono", leading=None) -> float:
        """Lines below each other; where the next would stand."""
        for line in lines:
            self.text(x, y, line, size, font)
            y += leading or 1.2 * size
        return y

    def prose(self, x, y, words, letters=60, indent=0, **look) -> float:
        """Words set in lines of so many letters, the first one indented by some; where the next line would stand."""
        return self.lines(x, y, textwrap.wrap(" " * indent + words, letters, break_on_hyphens=False), **look)

    def picture(self, x, y, width, height) -> "Page":
        self.drawn.append(f"q {width} 0 0 {height} {x} {self.height - y - height} cm /Picture Do Q")
        return self

    def link(self, left, top, right, bottom, address) -> "Page":
        box = f"[{left} {self.height - bottom} {right} {self.height - top}]"
        self.links.append(
            f"<< /Type /Annot /Subtype /Link /Rect {box} /A << /S /URI /URI ({address}) >> >>",
        )
        return self


class Pdf:
    """A PDF of several pages; `about` is what it says about itself (Title, Author), `language` its catalogue's."""

    def __init__(self, language: str | None = None, **about: str) -> None:
        self.pages: list[Page] = []
        self.language, self.about = language, about
        self.attached: list[str] = []

    def page(self, **shape) -> Page:
        self.pages.append(Page(**shape))
        return self.pages[-1]

    def attach(self, name: str) -> None:
        self.attached.append(name)

    def made(self) -> bytes:
        """The bytes of the file."""
        objects = ["", ""]  # the catalogue and the tree of pages, written last

        def add(words: str) -> str:
            objects.append(words)
            return f"{len(objects)} 0 R"

        fonts = {name: add(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} >>") for name, base in FONTS.items()}
        fonts["unicode"] = add(_wide(add(_stream(WIDE)), add))
        fonts["nameless"] = add(_wide(None, add))
        picture = add(
            _stream(
                "\0\0\0",
                "/Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceRGB /BitsPerComponent 8 ",
            )
        )
        resources = " ".join(f"/{name} {number}" for name, number in fonts.items())
        kids = []
        for page in self.pages:
            box = f"/MediaBox [0 0 {page.width} {page.height}] /Rotate {page.rotate} "
            if page.crop:
                box += f"/CropBox [{' '.join(map(str, page.crop))}] "
            links = " ".join(add(link) for link in page.links)
            content = add(_stream("\n".join(page.drawn)))
            kids.append(
                add(
                    f"<< /Type /Page /Parent 2 0 R {box}/Contents {content} /Annots [{links}] "
                    f"/Resources << /Font << {resources} >> /XObject << /Picture {picture} >> >> >>"
                )
            )
        objects[0] = f"<< /Type /Catalog /Pages 2 0 R{self._catalogue(add)} >>"
        objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
        about = add("<< " + " ".join(f"/{key} {_string(value)}" for key, value in self.about.items()) + " >>")
        return _file(objects, about)

    def _catalogue(self, add) -> str:
        more = f" /Lang ({self.language})" if self.language else ""
        if self.attached:
            names = []
            for name in self.attached:
                content = add(_stream("attached", "/Type /EmbeddedFile "))
                names.append(f"({name}) {add(f'<< /Type /Filespec /F ({name}) /EF << /F {content} >> >>')}")
            more += f" /Names << /EmbeddedFiles << /Names [{' '.join(names)}] >> >>"
        return more


def _wide(names: str | None, add) -> str:
    font = add(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Words /DW 1000 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> "
        "/FontDescriptor << /Type /FontDescriptor /FontName /Words /Flags 4 /FontBBox [0 -200 1000 800] "
        "/Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 /ItalicAngle 0 >> >>"
    )
    known = f"/ToUnicode {names} " if names else ""
    return f"<< /Type /Font /Subtype /Type0 /BaseFont /Words /Encoding /Identity-H {known}/DescendantFonts [{font}] >>"


def _stream(words: str, more: str = "") -> str:
    return f"<< {more}/Length {len(words.encode('latin-1'))} >>\nstream\n{words}\nendstream"


def _string(words: str) -> str:
    marked = "\ufeff" + words
    return f"<{marked.encode('utf-16-be').hex()}>"


def _file(objects: list[str], about: str) -> bytes:
    data, places = b"%PDF-1.7\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {len(objects) + 1} /Root 1 0 R /Info {about} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode("latin-1")
