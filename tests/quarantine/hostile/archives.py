"""Containers that are made to do harm, whatever is in them."""

import io
import struct
import zipfile

from tests.articles.making import docx, epub, odt, p, zipped

WORDS = "Ships waited outside for three days."
LARGE = 300 * 1024 * 1024
NAMES = ("../../etc/cron.d/x", "/etc/passwd", "C:/windows/x", "..\\..\\x", "a/../../x", "word/\x00/../x", "\\\\host\\x")


def _bomb(name: str = "word/media/image1.png") -> bytes:
    """An entry of 300 MB in 0.3 MB."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive, archive.open(name, "w") as entry:
        for _ in range(LARGE // 2**20):
            entry.write(bytes(2**20))
    return made.getvalue()


def _large_part() -> tuple[str, bytes]:
    bomb = io.BytesIO(docx(p(WORDS)))
    with (
        zipfile.ZipFile(bomb, "a", zipfile.ZIP_DEFLATED, compresslevel=9) as archive,
        archive.open("word/media/image1.png", "w") as entry,
    ):
        for _ in range(LARGE // 2**20):
            entry.write(bytes(2**20))
    return "story.docx", bomb.getvalue()


def _large_document() -> tuple[str, bytes]:
    """The document itself: a paragraph of 60 MB of the same letter."""
    return "story.docx", docx(p("a" * 60 * 2**20))


def _large_tree() -> tuple[str, bytes]:
    """As many elements as fit into what may be parsed."""
    return "story.docx", docx("<w:p/>" * (8 * 2**20 // 6 - 1_000))


def _nested(levels: int = 12) -> tuple[str, bytes]:
    inner = _bomb()
    for level in range(levels):
        inner = zipped({f"{level}-{copy}.zip": inner for copy in range(2)} if level < 4 else {"inner.zip": inner})
    return "story.zip", inner


def _overlapping() -> tuple[str, bytes]:
    """Entries that all point to the same bytes."""
    data = bytearray(zipped({"a.txt": b"a" * 2**20}))
    end = data.rindex(b"PK\x05\x06")
    (start,) = struct.unpack_from("<I", data, end + 16)
    entry = bytes(data[start:end])
    count = 1_000
    entries = entry * count
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, count, count, len(entries), start, 0)
    return "story.zip", bytes(data[:start]) + entries + tail


def _lying(field: int, value: int) -> bytes:
    """A document whose directory says another size of its main part than is true. Fields are at 20 and 24."""
    data = bytearray(docx(p(WORDS * 1_000)))
    place = data.index(b"PK\x01\x02")
    while place >= 0:
        if data[place + 46 :].startswith(b"word/document.xml"):
            struct.pack_into("<I", data, place + field, value)
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(data)


def _flagged(offset: int, value: int) -> bytes:
    """A document with another flag (8) or method (10) in its directory."""
    data = bytearray(docx(p(WORDS)))
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        struct.pack_into("<H", data, place + offset, value)
        place = data.find(b"PK\x01\x02", place + 1)
    return bytes(data)


def _linked() -> tuple[str, bytes]:
    link = zipfile.ZipInfo("word/media/image1.png")
    link.external_attr = 0o120777 << 16
    made = io.BytesIO(docx(p(WORDS)))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    return "story.docx", made.getvalue()


def _twice() -> tuple[str, bytes]:
    first, second = docx(p(WORDS)), docx(p("Something else."))
    joined = io.BytesIO(first)
    with zipfile.ZipFile(joined, "a") as archive, zipfile.ZipFile(io.BytesIO(second)) as other:
        archive.writestr(zipfile.ZipInfo("word/Document.xml"), other.read("word/document.xml"))
    return "story.docx", joined.getvalue().replace(b"word/Document.xml", b"word/document.xml")


def _named(name: str) -> tuple[str, bytes]:
    placeholder = "x" * len(name)  # zipfile itself would make it harmless
    data = docx(p(WORDS), parts={placeholder: "x"})
    return "story.docx", data.replace(placeholder.encode(), name.encode())


def _cut(kind: str, share: int) -> tuple[str, bytes]:
    make = {"docx": docx(p(WORDS)), "odt": odt(f"<text:p>{WORDS}</text:p>"), "epub": epub(f"<p>{WORDS}</p>")}
    return f"story.{kind}", make[kind][: len(make[kind]) * share // 100]


FILES = {
    "docx: 300 MB in 0.3 MB": _large_part,
    "docx: a paragraph of 60 MB": _large_document,
    "docx: a million elements": _large_tree,
    "zip: 300 MB in 0.3 MB": lambda: ("story.zip", _bomb("story.txt")),
    "zip: bombs in bombs": _nested,
    "zip: entries that overlap": _overlapping,
    "zip: 20,000 files": lambda: ("story.zip", zipped({f"{n}.txt": "x" for n in range(20_000)})),
    "docx: 20,000 parts": lambda: ("story.docx", docx(p(WORDS), parts={f"x/{n}": "x" for n in range(20_000)})),
    "docx: says it is larger": lambda: ("story.docx", _lying(24, 2**31)),
    "docx: says it is smaller": lambda: ("story.docx", _lying(24, 100)),
    "docx: says it is longer packed": lambda: ("story.docx", _lying(20, 2**31)),
    "docx: encrypted": lambda: ("story.docx", _flagged(8, 1)),
    "docx: packed in an unknown way": lambda: ("story.docx", _flagged(10, 99)),
    "docx: packed by LZMA": lambda: ("story.docx", _flagged(10, 14)),
    "docx: a link for a picture": _linked,
    "docx: two documents of one name": _twice,
    **{f"docx: a part called {name!r}": lambda name=name: _named(name) for name in NAMES},
    **{
        f"{kind}: only {share} % of it": lambda kind=kind, share=share: _cut(kind, share)
        for kind in ("docx", "odt", "epub")
        for share in (1, 50, 95)
    },
    "docx: really a book": lambda: ("story.docx", epub(f"<p>{WORDS}</p>")),
    "pdf: really a Word document": lambda: ("story.pdf", docx(p(WORDS))),
    "zip: nothing in it": lambda: ("story.zip", zipped({})),
}
