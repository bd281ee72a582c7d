"""An e-mail (EML) as a document: the letter itself, its subject, writer and day; what else came with it is named."""

import re
from datetime import date
from email.utils import parsedate_to_datetime

from selectolax.lexbor import LexborHTMLParser

from .blocks import Block, words
from .bylines import NAME
from .datelines import is_agency
from .dates import full_date
from .document import Document
from .inlined import inlined
from .mime import Part, message
from .nesting import refuse_deep
from .quoted import html_blocks, plain_blocks
from .result import Doubt, ExtractionError, gettext_noop

ENCRYPTED = gettext_noop(
    "This e-mail is encrypted. Open it in your mail program, copy the article's text and paste it."
)
NO_LETTER = gettext_noop("There is no text in this e-mail.")
ENVELOPES = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
SIGNATURES = frozenset({"application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"})
WORDS = frozenset({"text/html", "text/plain"})
ANSWER = r"re|aw|sv|vs|antw|回复|回覆|答复"
PASSED_ON = r"fwd?|wg|tr|rv|转发|轉寄"
SUBJECT = re.compile(
    rf"\s*(?:(?:{ANSWER}|(?P<on>{PASSED_ON}))(?:\[\d+\])?\s?[:：]|\[[^\[\]]{{1,40}}\])\s*", re.IGNORECASE
)
FORWARDED = re.compile(r"-{5,}\s*Forwarded message\s*-{5,}|^Begin forwarded message:", re.IGNORECASE | re.MULTILINE)
PERSON = re.compile(rf"{NAME}|[\u4e00-\u9fff]{{2,4}}")
LAST_FIRST = re.compile(r"([^,]+), ([^,]+)")
OFFICES = (
    "news newsroom newsletter newswire desk press office team service services agency media info support editor "
    "editors editorial alerts alert daily weekly times post journal herald tribune bulletin digest ministry department "
    "university institute foundation group company redaktion nachrichten presse presseamt agentur zeitung ministerium "
    "rédaction agence ministère redacción agencia prensa редакция агентство"
)
AN_OFFICE = re.compile(rf"\b(?:{'|'.join(OFFICES.split())})\b|[社报報网網部局处處]$|编辑|編輯", re.IGNORECASE)
NOBODY = re.compile(
    r"(?:no|do-?not)[-_.]?reply|newsletter|news|info|press|desk|mailer|bounce|alerts?|notif", re.IGNORECASE
)
SIGNED = re.compile(r"-----BEGIN PGP SIGNED MESSAGE-----\n(?:\S[^\n]*\n)*\n")
PGP_SIGNATURE = re.compile(r"^-----BEGIN PGP SIGNATURE-----$", re.MULTILINE)


def read(data: bytes) -> tuple[Document, list[Block]]:
    """The e-mail in `data` and its blocks, what is quoted or signed set aside. Byline and day are those of the letter:
    what its words say counts more. Raises ExtractionError if there is nothing to read."""
    return _letter(message(data))


def _letter(mail: Part) -> tuple[Document, list[Block]]:
    subject, passed_on = _subject(mail.says("subject"))
    everything = list(mail.leaves())
    if mail.type in ENVELOPES or any(part.type in ENVELOPES for part in everything):
        raise ExtractionError(ENCRYPTED)
    letter = _body(mail)
    enclosed = _enclosed(mail)
    if enclosed and not any(part.text().strip() for part in letter):
        return _letter(enclosed)
    blocks: list[Block] = []
    pictures: dict[str, bytes] = {}
    for part in letter:
        found, more = _read(part, everything, passed_on)
        blocks.extend(found)
        pictures |= more
    if not blocks:
        raise ExtractionError(NO_LETTER)
    attached = [part.filename or part.type for part in everything if _is_attachment(part, letter, pictures, everything)]
    document = Document(
        "",
        headline=subject or None,
        byline=None if passed_on else _writer(*mail.sender()),
        published_on=None if passed_on else _day(mail.says("date") or mail.says("sent")),
        language=mail.says("content-language").split(",")[0].strip() or None,
        doubts=(
            *((Doubt("attachments", ", ".join(attached)),) if attached else ()),
            *(() if mail.whole else (Doubt("truncated"),)),
        ),
        pictures=pictures,
    )
    return document, blocks


def _body(part: Part) -> list[Part]:
    """The parts that are the letter: of alternatives the page, unless it has no words."""
    if part.type == "message/rfc822":
        return []
    if not part.parts:
        return [part] if part.type in WORDS and not part.is_attached else []
    bodies = [body for each in part.parts if (body := _body(each))]
    if part.type == "multipart/alternative":
        pages = [body for body in bodies if any(each.type == "text/html" and _has_words(each) for each in body)]
        return (pages[-1:] or bodies[:1] or [[]])[0]
    return [each for body in bodies for each in body]


def _has_words(part: Part) -> bool:
    page = part.text()
    refuse_deep(page)
    body = LexborHTMLParser(page).body
    return body is not None and bool(words(body).strip("\xa0 "))


def _enclosed(part: Part) -> Part | None:
    """The first letter that was sent inside this one."""
    for each in part.parts:
        if part.type == "message/rfc822":
            return each
        if found := _enclosed(each):
            return found
    return None


def _read(part: Part, everything: list[Part], passed_on: bool) -> tuple[list[Block], dict[str, bytes]]:
    text = part.text()
    passed_on = passed_on or FORWARDED.search(text) is not None
    if part.type == "text/html":
        page, pictures = inlined(text, everything)
        return html_blocks(page, passed_on), pictures
    if "-----BEGIN PGP MESSAGE-----" in text:
        raise ExtractionError(ENCRYPTED)
    text = SIGNED.sub("", text, count=1)
    text = PGP_SIGNATURE.split(text, maxsplit=1)[0]
    if part.parameter("content-type", "format").lower() == "flowed":
        text = _flowed(text, part.parameter("content-type", "delsp").lower() == "yes")
    return plain_blocks(text, passed_on), {}


def _flowed(text: str, without_space: bool) -> str:
    """Lines that a space at their end joins to the next, joined (RFC 3676)."""
    lines: list[list[str]] = []
    open_at: int | None = None  # how deep the last line is quoted, if it goes on
    for line in text.split("\n"):
        depth = len(line) - len(line.lstrip(">"))
        said = line[depth:].removeprefix(" ")
        goes_on = said.endswith(" ") and said != "-- "
        if open_at != depth or said == "-- ":
            lines.append([f"{'>' * depth} " if depth else ""])
        lines[-1].append(said[:-1] if goes_on and without_space else said)
        open_at = depth if goes_on else None
    return "\n".join("".join(pieces) for pieces in lines)


def _is_attachment(part: Part, letter: list[Part], pictures: dict[str, bytes], everything: list[Part]) -> bool:
    """Whether `part` is a file that came along and is not read: no part of the letter and no picture in it."""
    if part.type in SIGNATURES or any(part is each for each in letter):
        return False
    shown = part.type.startswith("image/") and f"p{everything.index(part)}" in pictures
    return not shown and (part.is_attached or bool(part.filename) or part.type not in WORDS)


def _subject(said: str) -> tuple[str, bool]:
    """The subject without what mail programs and lists set before it, and whether that says it was passed on."""
    passed_on = False
    while (found := SUBJECT.match(said)) and found.end() < len(said):
        passed_on = passed_on or found["on"] is not None
        said = said[found.end() :]
    return said, passed_on


def _writer(name: str, address: str) -> str | None:
    """The name of who sent it, if it is a person's."""
    name = re.sub(r"\s+(?:via|\()\s?.*$", "", name).strip("\"' ")
    turned = LAST_FIRST.fullmatch(name)
    name = f"{turned[2]} {turned[1]}" if turned else name
    is_person = PERSON.fullmatch(name) and not AN_OFFICE.search(name) and not is_agency(name)
    return name if is_person and not NOBODY.match(address) else None


def _day(said: str) -> date | None:
    try:
        return parsedate_to_datetime(said).date()
    except (TypeError, ValueError, IndexError, OverflowError):
        return full_date(said)
