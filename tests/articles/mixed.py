"""One story in every kind of file that can be brought in; of any number of stories no two share a sentence."""

import json
import random
from collections.abc import Callable, Sequence
from html import escape

from tests.articles.making import docx, epub, odt, p
from tests.articles.making_pdf import Pdf

Words = Sequence[str]

OPENINGS = ("The harbour master", "A teacher of the town", "The council", "One of the divers", "The mayor’s office")
SYLLABLES = ("ba", "den", "fir", "gol", "ha", "jun", "kel", "lo", "mar", "nes", "or", "pra", "quin", "ros", "tal", "ve")


def story(number: int, paragraphs: int = 4) -> list[str]:
    """A headline and so many paragraphs of prose, always the same for the same number."""
    chance = random.Random(number)
    told = ["".join(chance.choices(SYLLABLES, k=chance.randint(1, 3))) for _ in range(60)]

    def sentence() -> str:
        return f"{chance.choice(OPENINGS)} said of {' '.join(chance.choices(told, k=chance.randint(8, 18)))}."

    return [
        f"Story {number} of the {' '.join(chance.choices(told, k=3))} harbour",
        *(" ".join(sentence() for _ in range(chance.randint(2, 4))) for _ in range(paragraphs)),
    ]


def _html(words: Words) -> bytes:
    article = f"<article><h1>{escape(words[0])}</h1>{_paragraphs(words)}</article>"
    navigation = "<nav><ul><li><a href='/'>Home</a></li><li><a href='/news'>News</a></li></ul></nav>"
    head = f"<head><meta charset=utf-8><title>{escape(words[0])}</title></head>"
    return (
        f"<!DOCTYPE html><html lang=en>{head}<body><header>{navigation}</header><main>{article}</main>"
        "<footer><p>Imprint</p></footer></body></html>"
    ).encode()


def _paragraphs(words: Words) -> str:
    return "".join(f"<p>{escape(paragraph)}</p>" for paragraph in words[1:])


def _odt(words: Words) -> bytes:
    heading = f'<text:h text:outline-level="1">{escape(words[0])}</text:h>'
    return odt(heading, *(f"<text:p>{escape(paragraph)}</text:p>" for paragraph in words[1:]))


def _pdf(words: Words) -> bytes:
    made = Pdf()
    page, y = made.page(), 80.0
    page.text(60, y, words[0].replace("’", "'"), size=16, font="bold")
    y += 30
    for paragraph in words[1:]:
        if y > 700:
            page, y = made.page(), 80.0
        y = page.prose(60, y, paragraph.replace("’", "'"), letters=75) + 10
    return made.made()


def _mail(words: Words) -> bytes:
    head = f"From: Ana Wire <ana@wire.example>\nTo: desk@courier.example\nSubject: {words[0]}\n"
    body = "\n\n".join(words[1:])
    return f"{head}Content-Type: text/plain; charset=utf-8\n\n{body}\n".encode()


def _mhtml(words: Words) -> bytes:
    head = (
        "From: <Saved by Blink>\nSnapshot-Content-Location: https://courier.example/news/1\nMIME-Version: 1.0\n"
        'Content-Type: multipart/related; type="text/html"; boundary="B"\n\n--B\nContent-Type: text/html\n'
        "Content-Location: https://courier.example/news/1\n\n"
    )
    return head.encode() + _html(words) + b"\n--B--\n"


def _ninjs(words: Words) -> bytes:
    item = {"uri": "urn:x:1", "headline": words[0], "body_html": _paragraphs(words), "language": "en"}
    return json.dumps(item).encode()


KINDS: dict[str, Callable[[Words], bytes]] = {
    "txt": lambda words: "\n\n".join(words).encode(),
    "html": _html,
    "docx": lambda words: docx(p(words[0], "Title"), *(p(paragraph) for paragraph in words[1:])),
    "odt": _odt,
    "epub": lambda words: epub(f"<h1>{escape(words[0])}</h1>{_paragraphs(words)}"),
    "pdf": _pdf,
    "eml": _mail,
    "mhtml": _mhtml,
    "md": lambda words: ("# " + "\n\n".join(words)).encode(),
    "json": _ninjs,
}
"""For each ending of a name, how to make a file of a headline and paragraphs."""
