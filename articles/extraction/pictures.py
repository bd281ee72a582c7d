"""The pictures of a document, encoded anew and called by what they are: the one door to Pillow.

Nothing of the uploaded bytes is served: what Pillow read of a picture is written again, smaller and without what was
hidden in it (places, names, thumbnails, colour profiles).
"""

import base64
import binascii
import io
import re
import warnings
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from urllib.parse import unquote_to_bytes

from PIL import Image
from selectolax.lexbor import LexborHTMLParser, LexborNode

from .blocks import words
from .result import Doubt, Extracted, LeftOut, Picture

FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF")
# A photograph of a good telephone; in memory 160 MB.
MOST_PIXELS = 40_000_000
# Its decoder holds the picture twice.
MOST_PIXELS_OF_WEBP = 20_000_000
# What a worker decodes in some five seconds.
MOST_PIXELS_IN_ALL = 200_000_000
MOST_PICTURES = 50
MOST_BYTES = 20 * 1024**2
# Twice the width of the column, for fine screens.
LONGEST_SIDE = 1_600
# Smaller ones are spacers, bullets, and counters of readers.
SMALLEST_SIDE = 32
# A photograph in grey has 256.
FEW_COLOURS = 64
COUNTABLE = frozenset({"1", "L", "P", "RGB", "RGBA"})
QUALITY = 85
ORIENTATION = 0x0112
# How to turn a picture for what its Exif tag Orientation says (Exif 3.0, 4.6.5).
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

NAMED = "picture:"
DATA_URI = re.compile(r"data:image/[\w.+-]+((?:;[\w.=-]+)*),(.*)", re.IGNORECASE | re.DOTALL)
HAS_IMG = re.compile(r"<img\b", re.IGNORECASE)


def settle(extracted: Extracted, pictures: Mapping[str, bytes]) -> Extracted:
    """`extracted` with every `img` showing one of its own pictures or gone, with the blocks that held nothing else.

    An `img` may show `picture:NAME`, the bytes `pictures[NAME]`, a `data:` URI, or what was settled before. Nothing is
    ever fetched. What is too large or in no known format is dropped with a Doubt; its caption stays.
    """
    if not any(HAS_IMG.search(html) for html in (extracted.body_html, *(piece.html for piece in extracted.left_out))):
        return extracted
    album = _Album(pictures, extracted.pictures)
    body, gone = _settled(extracted.body_html, album)
    left_out = tuple(_moved(piece, album, gone) for piece in extracted.left_out)
    doubts = (*extracted.doubts, Doubt("pictures", str(album.lost))) if album.lost else extracted.doubts
    return replace(extracted, body_html=body, left_out=left_out, doubts=doubts, pictures=tuple(album.kept.values()))


def _moved(piece: LeftOut, album: "_Album", gone: list[int]) -> LeftOut:
    before = piece.before - sum(place < piece.before for place in gone)
    return replace(piece, html=_settled(piece.html, album)[0], before=before)


def _settled(html: str, album: "_Album") -> tuple[str, list[int]]:
    """`html` with its pictures settled, and the places of the blocks of which nothing remained."""
    root = LexborHTMLParser(html).body
    if root is None or not HAS_IMG.search(html):
        return html, []
    kept, gone = [], []
    for place, block in enumerate(root.iter()):
        dropped = [img for img in _imgs(block) if not _settle(img, album)]
        # A node is no longer to be asked once it is destroyed.
        is_empty = bool(dropped) and len(dropped) == len(_imgs(block)) and not words(block)
        if is_empty:
            gone.append(place)
            continue
        for img in dropped:
            img.decompose()
        kept.append(block.html or "")
    return "\n".join(kept), gone


def _imgs(block: LexborNode) -> list[LexborNode]:
    # A node finds itself, too.
    return block.css("img")


def _settle(img: LexborNode, album: "_Album") -> bool:
    """Give `img` the address and the measures of its picture; False if it has none."""
    picture = album.find(img.attributes.get("src") or "")
    if picture is None:
        return False
    alt = img.attributes.get("alt")
    for name in list(img.attributes):
        del img.attrs[name]
    img.attrs["src"] = address(picture)
    img.attrs["width"], img.attrs["height"] = str(picture.width), str(picture.height)
    if alt:
        img.attrs["alt"] = alt
    return True


def address(picture: Picture) -> str:
    """Where the body looks for the picture."""
    return f"/pictures/{picture.sha256}.{'png' if picture.media_type == 'image/png' else 'jpg'}"


class _Album:
    """The pictures that were settled, by their address, and how many were lost."""

    def __init__(self, pictures: Mapping[str, bytes], settled: tuple[Picture, ...]) -> None:
        self.pictures = pictures
        self.kept = {address(picture): picture for picture in settled}
        self.found: dict[str, Picture | None] = {}
        self.pixels = 0
        self.lost = 0

    def find(self, src: str) -> Picture | None:
        """The picture that `src` means; None if it is none of the document's, or cannot be kept."""
        if src in self.kept:
            return self.kept[src]
        name = src if len(src) < 100 else sha256(src.encode("utf-8", "replace")).hexdigest()
        if name not in self.found:
            self.found[name] = self._add(src)
        return self.found[name]

    def _add(self, src: str) -> Picture | None:
        data = self._bytes(src)
        if data is None:
            return None
        try:
            picture = self._encoded(data)
        except (OSError, ValueError, SyntaxError, MemoryError, OverflowError, EOFError, Image.DecompressionBombError):
            self.lost += 1
            return None
        if picture is not None:
            self.kept[address(picture)] = picture
        return picture

    def _bytes(self, src: str) -> bytes | None:
        if src.startswith(NAMED):
            return self.pictures.get(src.removeprefix(NAMED), b"")
        uri = DATA_URI.fullmatch(src.strip())
        if uri is None:
            return None
        if "base64" not in uri[1].lower():
            return unquote_to_bytes(uri[2])
        try:
            return base64.b64decode(unquote_to_bytes(uri[2]))
        except (binascii.Error, ValueError):
            return b""

    def _encoded(self, data: bytes) -> Picture | None:
        """The picture in `data`, encoded anew; None if it is a mere spacer. Raises ValueError and what Pillow raises
        if it cannot be kept."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the sizes are looked at here, and of a broken picture little is left
            with Image.open(io.BytesIO(data), formats=FORMATS) as image:
                if min(image.size) < SMALLEST_SIDE:
                    return None
                pixels = image.width * image.height
                most = MOST_PIXELS_OF_WEBP if image.format == "WEBP" else MOST_PIXELS
                if pixels > most or pixels + self.pixels > MOST_PIXELS_IN_ALL:
                    raise ValueError("too many pixels")
                if len(self.kept) >= MOST_PICTURES:
                    raise ValueError("too many pictures")
                self.pixels += pixels
                picture = encode(image)
        if len(picture.data) + sum(len(other.data) for other in self.kept.values()) > MOST_BYTES:
            raise ValueError("too many bytes")
        return picture


def encode(image: Image.Image) -> Picture:
    """The first frame of `image` the right way up, at most 1,600 pixels long: PNG where it has few colours or can be
    seen through, else JPEG."""
    orientation = image.getexif().get(ORIENTATION)
    image.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
    image.load()
    few = image.mode in COUNTABLE and image.getcolors(FEW_COLOURS) is not None
    seen_through = image.has_transparency_data
    # Colours by number cannot be mixed; all else is made small first, to need less memory.
    shown: Image.Image = image
    if image.mode in {"1", "P", "PA"}:
        shown = image.convert("RGBA" if seen_through else "RGB")
    elif image.mode.startswith("I;"):
        shown = image.convert("I")
    shown.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=2.0)
    if shown.mode == "I":  # 16 bits of grey
        shown = shown.point(lambda shade: shade * (1 / 256)).convert("L")
    shown = shown.convert("RGBA" if seen_through else "L" if shown.mode == "L" else "RGB")
    shown.info = {}
    if orientation in TURNS:
        shown = shown.transpose(TURNS[orientation])
    out = io.BytesIO()
    if few or (seen_through and shown.getchannel("A").getextrema() != (255, 255)):
        media_type = "image/png"
        shown.save(out, "PNG", optimize=True)
    else:
        media_type = "image/jpeg"
        shown.convert("L" if shown.mode == "L" else "RGB").save(out, "JPEG", quality=QUALITY, progressive=True)
    data = out.getvalue()
    return Picture(sha256(data).hexdigest(), media_type, shown.width, shown.height, data)
