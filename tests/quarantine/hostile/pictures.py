"""Pictures that are made to do harm, each in a Word document and in a page."""

import struct
import zlib
from base64 import b64encode

from tests.articles.making import OFFICE, docx, p, picture, shown

WORDS = "Ships waited outside for three days."


def png(width: int, height: int, content: bytes = b"", more: bytes = b"") -> bytes:
    """A PNG that says it is so large, of one bit for each pixel."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + more + _chunk(b"IDAT", content) + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _zeros(size: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(min(2**20, size))) for _ in range(max(1, size // 2**20))) + packer.flush()


def _gif(frames: int = 20_000) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", 100, 100, 0x80, 0, 0) + bytes(6)
    frame = b"\x21\xf9\x04\0\0\0\0\0,\0\0\0\0" + struct.pack("<HHB", 100, 100, 0) + b"\x02\x02\x4c\x01\0"
    return head + frame * frames + b";"


def _scripted() -> bytes:
    return b'<svg xmlns="http://www.w3.org/2000/svg" onload="window.pwned=1"><script>window.pwned=1</script></svg>'


PICTURES = {
    "50,000 by 50,000 pixels": lambda: png(50_000, 50_000, _zeros(50_000 * 6_251)),
    "16,000 by 16,000 pixels": lambda: png(16_000, 16_000, _zeros(16_000 * 2_001)),
    "2,000,000,000 pixels wide": lambda: png(2_000_000_000, 1, b"x"),
    "no size": lambda: png(0, 0),
    "notes of 300 MB": lambda: png(8, 8, zlib.compress(bytes(16)), _chunk(b"zTXt", b"x\0\0" + _zeros(300 * 2**20))),
    "a profile of 300 MB": lambda: png(8, 8, zlib.compress(bytes(16)), _chunk(b"iCCP", b"x\0\0" + _zeros(300 * 2**20))),
    "20,000 frames": _gif,
    "scripts in a drawing": _scripted,
    "PostScript": lambda: b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n%%EOF",
    "half a photograph": lambda: picture(kind="JPEG")[:900],
    "noise": lambda: b"\xff\xd8\xff\xe0" + bytes(range(256)) * 100,
    "a page that says it is a photograph": lambda: b"GIF89a/*<script>window.pwned=1</script>*/",
}


def in_word(make) -> tuple[str, bytes]:
    relation = f'<Relationship Id="p" Type="{OFFICE}/image" Target="media/image1.png"/>'
    return "story.docx", docx(p(WORDS), shown("p"), relations=relation, parts={"word/media/image1.png": make()})


def in_letter(make) -> tuple[str, bytes]:
    head = (
        'From: a@wire.example\nSubject: A harbour\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
    )
    html = f"<p>{WORDS}</p><figure><img src=cid:x alt=x><figcaption>A ship.</figcaption></figure>"
    image = (
        f"Content-Type: image/png\nContent-ID: <x>\nContent-Transfer-Encoding: base64\n\n{b64encode(make()).decode()}"
    )
    return "story.eml", f"{head}--b\nContent-Type: text/html\n\n{html}\n--b\n{image}\n--b--\n".encode()


FILES = {
    **{f"docx: a picture of {name}": lambda make=make: in_word(make) for name, make in PICTURES.items()},
    **{f"eml: a picture of {name}": lambda make=make: in_letter(make) for name, make in PICTURES.items()},
}
