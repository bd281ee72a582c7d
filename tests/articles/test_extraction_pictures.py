"""Pictures are encoded anew, called by their hash, and dropped where they cannot be kept."""

import base64
import io
import zlib
from hashlib import sha256

import pytest
from PIL import Image

from articles.extraction import Doubt, Extracted, LeftOut, extract
from articles.extraction.pictures import settle
from articles.text import prepare
from tests.articles.making import OFFICE, docx, p, picture, shown

ADDRESS = "/pictures/" + "ab" * 32 + ".png"


def settled(html: str, left_out: tuple[LeftOut, ...] = (), **pictures: bytes) -> Extracted:
    found = Extracted(None, None, None, None, None, None, None, html, left_out)
    return settle(found, pictures)


def one(data: bytes) -> Image.Image:
    """What becomes of a picture."""
    (found,) = settled('<img src="picture:a">', a=data).pictures
    assert found.sha256 == sha256(found.data).hexdigest()
    image = Image.open(io.BytesIO(found.data))
    assert image.size == (found.width, found.height)
    assert found.media_type == Image.MIME[image.format]
    return image


def few_colours() -> Image.Image:
    image = Image.new("RGB", (60, 60), "white")
    image.paste("red", (10, 10, 30, 30))
    return image


def encoded(image: Image.Image, kind: str = "PNG", **options) -> bytes:
    made = io.BytesIO()
    image.save(made, kind, **options)
    return made.getvalue()


def png_of_size(width: int, height: int) -> bytes:
    """A picture that says how large it is and has next to nothing in it."""
    header = b"IHDR" + width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\x00\x00\x00"
    chunks = [header, b"IDAT" + zlib.compress(bytes(1000)), b"IEND"]
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        (len(chunk) - 4).to_bytes(4) + chunk + zlib.crc32(chunk).to_bytes(4) for chunk in chunks
    )


def test_a_picture_gets_its_address_and_measures():
    html = '<p>a</p>\n<p><img alt="A gate" onload="x" src="picture:word/a.jpg"></p>'
    story = settled(html, **{"word/a.jpg": picture()})
    (found,) = story.pictures
    body = f'<img src="/pictures/{found.sha256}.jpg" width="80" height="60" alt="A gate">'
    assert story.body_html == f"<p>a</p>\n<p>{body}</p>"
    assert (
        f'<img alt="A gate" height="60" src="/pictures/{found.sha256}.jpg" width="80">' in prepare(story.body_html).body
    )
    assert settle(story, {}) == story


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "GIF", "WEBP", "BMP", "TIFF"])
def test_photographs_become_jpeg(kind):
    assert one(picture(kind=kind, mode="P" if kind == "GIF" else "RGB")).format == "JPEG"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_few_colours_become_png(mode):
    image = one(encoded(few_colours().convert(mode)))
    assert image.format == "PNG"
    assert image.convert("L").getpixel((5, 5)) == 255


def test_what_can_be_seen_through_becomes_png():
    image = Image.open(io.BytesIO(picture())).convert("RGBA")
    image.putalpha(Image.effect_noise(image.size, 90))
    assert one(encoded(image)).mode == "RGBA"


@pytest.mark.parametrize("mode", ["L", "LA", "CMYK", "YCbCr", "I;16", "F"])
def test_every_way_of_colouring_can_be_shown(mode):
    image = Image.new("I;16", (40, 40), 30000) if mode == "I;16" else Image.open(io.BytesIO(picture())).convert(mode)
    kind = {"CMYK": "JPEG", "YCbCr": "JPEG", "F": "TIFF"}.get(mode, "PNG")
    assert one(encoded(image, kind)).mode in {"L", "RGB", "RGBA"}


def test_large_ones_are_made_smaller():
    assert one(picture(3200, 400)).size == (1600, 200)


def test_the_first_frame_of_a_film():
    frames = [few_colours(), Image.new("RGB", (60, 60), "blue")]
    data = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    image = one(data)
    assert getattr(image, "n_frames", 1) == 1
    assert image.convert("RGB").getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize(("orientation", "red_at"), [(1, (0, 0)), (3, (79, 59)), (6, (59, 0)), (8, (0, 79))])
def test_pictures_stand_upright_and_tell_nothing(orientation, red_at):
    image = Image.new("RGB", (80, 60), "white")
    image.paste("red", (0, 0, 20, 20))
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = orientation, "A camera of somebody"
    data = encoded(
        image, "JPEG", exif=exif, comment=b"A secret place", icc_profile=b"A profile of somebody", quality=95
    )
    found = one(data)
    red, green, _blue = found.convert("RGB").getpixel(red_at)
    assert red > 200 > 60 > green
    assert not found.info.keys() & {"exif", "icc_profile", "comment"}
    assert b"some" not in encoded(found, found.format)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>",
        b"\xd7\xcd\xc6\x9a\x00\x00" + bytes(100),
        picture()[:-200],
        encoded(few_colours(), "PPM"),
        encoded(few_colours(), "PDF"),
        png_of_size(9000, 9000),
        png_of_size(60_000, 60_000),
    ],
)
def test_what_cannot_be_kept_is_dropped_with_a_word(data):
    html = '<figure><img src="picture:a"><figcaption>The gate.</figcaption></figure>'
    story = settled(html, a=data)
    assert story.body_html == "<figure><figcaption>The gate.</figcaption></figure>"
    assert story.doubts == (Doubt("pictures", "1"),)
    assert story.pictures == ()


@pytest.mark.parametrize(
    "src",
    ["https://e.org/a.png", "//e.org/a.png", "a.png", "cid:1", "file:///etc/passwd", ADDRESS, "", "data:text/html,x"],
)
def test_pictures_elsewhere_are_dropped_silently(src):
    story = settled(f'<p>a <img src="{src}" alt="x"></p><p><img></p><p>b</p>')
    assert story.body_html == "<p>a </p>\n<p>b</p>"
    assert (story.doubts, story.pictures) == ((), ())


def test_tiny_ones_are_dropped_silently():
    story = settled('<p>a<img src="picture:a"></p>', a=picture(500, 31))
    assert (story.body_html, story.doubts) == ("<p>a</p>", ())


def test_pictures_in_the_page_itself():
    data = base64.b64encode(picture()).decode()
    story = extract("a.html", f'<h1>Gate</h1><p>The gate.</p><p><img src="data:image/png;base64,{data}"></p>'.encode())
    assert story.body_html.endswith('.jpg" width="80" height="60"></p>')
    assert len(story.pictures) == 1


def test_left_out_pieces_keep_pictures_and_places():
    left_out = (LeftOut('<p>Join us <img src="picture:a"></p>', "promotion", 1), LeftOut("<p>x</p>", "date", 2))
    story = settled('<p><img src="https://e.org/a.png"></p>\n<p>a</p>', left_out, a=picture())
    assert [piece.before for piece in story.left_out] == [0, 1]
    assert f'<img src="/pictures/{story.pictures[0].sha256}.jpg"' in story.left_out[0].html


def test_one_picture_shown_twice_is_one():
    assert len(settled('<p><img src="picture:a"><img src="picture:b"></p>', a=picture(), b=b"").pictures) == 1
    data = picture()
    story = settled('<p><img src="picture:a"><img src="picture:b"></p>', a=data, b=data)
    assert len(story.pictures) == 1
    assert story.body_html.count("<img") == 2


def test_at_most_fifty():
    pictures = {f"p{number}": encoded(Image.new("RGB", (40, 40), (number, 0, 0))) for number in range(60)}
    story = settled("".join(f'<p><img src="picture:{name}"></p>' for name in pictures), **pictures)
    assert len(story.pictures) == 50
    assert story.doubts == (Doubt("pictures", "10"),)


def test_every_kind_of_document_passes_through():
    data = docx(
        *(p("Words of a story.") for _ in range(3)),
        shown("k1"),
        relations=f'<Relationship Id="k1" Type="{OFFICE}/image" Target="media/a.emf"/>',
        parts={"word/media/a.emf": b"\x01\x00\x00\x00" + bytes(100)},
    )
    story = extract("a.docx", data)
    assert "<img" not in story.body_html
    assert story.doubts == (Doubt("pictures", "1"),)
