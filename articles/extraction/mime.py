"""Messages in parts, as e-mail and saved web pages come (RFC 5322, RFC 2045 to 2049), however badly they are made.

The standard library reads the fields. The parts are cut here: its own parser needs quadratic time for deep ones.
"""

import binascii
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from email.headerregistry import AddressHeader, ContentTypeHeader, ParameterizedMIMEHeader
from email.policy import default
from itertools import count

from .decoding import decode
from .result import ExtractionError, gettext_noop

DEEPEST = 20
MOST_PARTS = 1_000
LONGEST_HEAD = 262_144
LONGEST_FIELD = 4_000
TANGLED = gettext_noop(
    "This message has too many parts, or they are nested too deeply. Copy the article's text and paste it instead."
)
FIELD = rb"[!-9;-~]+[ \t]*:[^\n]*(?:\n|\Z)(?:[ \t][^\n]*(?:\n|\Z))*"
HEAD = re.compile(rb"(?:%b)*" % FIELD)
FIELDS = re.compile(rb"([!-9;-~]+)[ \t]*:((?:[^\n]*\n[ \t])*[^\n]*)(?:\n|\Z)")
# What mailboxes put before a message, or an editor above what she pasted.
BEFORE = re.compile(rb"(?:\xef\xbb\xbf)?(?:[ \t\r]*\n)*(?:>?From [^\n]*\d{4}[^\n:]*\n)?")
# One of these is in every message that a program sent; people write the others, too.
SENT = frozenset({b"message-id", b"mime-version", b"received", b"return-path", b"snapshot-content-location"})
USUAL = SENT | {b"from", b"to", b"subject", b"date", b"sent", b"reply-to", b"cc", b"content-type", b"delivered-to"}


@dataclass(frozen=True)
class Part:
    """A message or a part of one: its fields by their names in lower case, as they came, and its body or its parts.

    `whole` is False where the end of the parts is missing.
    """

    fields: Mapping[bytes, bytes]
    body: bytes
    parts: tuple["Part", ...] = ()
    whole: bool = True
    type: str = field(init=False)

    def __post_init__(self) -> None:
        parsed = self._parsed("content-type")
        object.__setattr__(
            self, "type", parsed.content_type.lower() if isinstance(parsed, ContentTypeHeader) else "text/plain"
        )

    def says(self, name: str) -> str:
        """What the field says, decoded, on one line; empty if it is missing."""
        parsed = self._parsed(name)
        said = str(parsed) if parsed is not None else self._raw(name)
        return _sound(said)

    def sender(self) -> tuple[str, str]:
        """The name and the address in the field From, each empty if it is missing."""
        parsed = self._parsed("from")
        addresses = parsed.addresses if isinstance(parsed, AddressHeader) else ()
        return (_sound(addresses[0].display_name), addresses[0].addr_spec) if addresses else ("", "")

    def parameter(self, field: str, name: str) -> str:
        """What a field of type or disposition says of `name`: a file's name, a boundary; empty if it does not."""
        parsed = self._parsed(field)
        if not isinstance(parsed, ParameterizedMIMEHeader):
            return ""
        return _sound(str(parsed.params.get(name, "")))

    @property
    def filename(self) -> str:
        return self.parameter("content-disposition", "filename") or self.parameter("content-type", "name")

    @property
    def is_attached(self) -> bool:
        return self.says("content-disposition").lower().startswith("attachment")

    @property
    def cid(self) -> str:
        return self.says("content-id").strip("<> ")

    @property
    def location(self) -> str:
        return self._raw("content-location").replace(" ", "")

    def leaves(self) -> Iterator["Part"]:
        """The parts that have no parts, in their order."""
        if self.parts:
            for part in self.parts:
                yield from part.leaves()
        else:
            yield self

    def data(self) -> bytes:
        """The body as it was before it was sent."""
        encoding = self.says("content-transfer-encoding").lower()
        if encoding == "base64":
            letters = re.sub(rb"[^A-Za-z0-9+/]", b"", self.body)
            return binascii.a2b_base64(letters[: len(letters) - (len(letters) % 4 == 1)] + b"==")
        if encoding == "quoted-printable":
            return binascii.a2b_qp(self.body)
        return self.body

    def text(self) -> str:
        """The body as text. Raises ExtractionError if it cannot be read."""
        data = self.data()
        return decode(data, self.parameter("content-type", "charset")) if data.strip() else ""

    def _raw(self, name: str) -> str:
        raw = self.fields.get(name.encode(), b"")[:LONGEST_FIELD].strip()
        return " ".join(decode(raw).split()) if raw.strip(b"\x00") else ""

    def _parsed(self, name: str) -> object:  # a class of its own for each kind of field
        try:
            return default.header_factory(name, self._raw(name)) if name.encode() in self.fields else None
        except (AttributeError, IndexError, LookupError, TypeError, ValueError, RecursionError):
            return None  # the library trips over some of the worst


def is_message(data: bytes) -> bool:
    """Whether `data` begins with the fields of a message that was really sent: a memo with such lines is none."""
    fields = _fields(data[_beginning(data) :])
    known = fields.keys() & USUAL
    from_somebody = b"@" in fields.get(b"from", b"") and bool(known & {b"date", b"subject", b"sent"})
    return len(known) > 1 and (bool(known & SENT) or from_somebody)


def message(data: bytes) -> Part:
    """The message in `data`. Raises ExtractionError if it has over 1,000 parts, or parts more than 20 deep."""
    if b"\n" not in data:
        data = data.replace(b"\r", b"\n")
    return _part(data[_beginning(data) :], DEEPEST, count())


def fields(data: bytes) -> Part:
    """The message in `data` as far as its first fields go, without a body: enough to see what it is."""
    return Part(_fields(data[_beginning(data) :]), b"")


def _part(data: bytes, deeper: int, counted: "count[int]") -> Part:
    if next(counted) > MOST_PARTS or not deeper:
        raise ExtractionError(TANGLED)
    found = HEAD.match(data, 0, LONGEST_HEAD)
    body = data[found.end() if found else 0 :]
    body = body.removeprefix(b"\r").removeprefix(b"\n")
    part = Part(_fields(data), body)
    if part.type == "message/rfc822":
        inner = part.data()
        return replace(part, body=b"", parts=(_part(inner[_beginning(inner) :], deeper - 1, counted),))
    boundary = part.parameter("content-type", "boundary") if part.type.startswith("multipart/") else ""
    if not boundary:
        return part
    pieces, whole = _cut(body, boundary.encode("utf-8", "surrogateescape"))
    parts = tuple(_part(piece, deeper - 1, counted) for piece in pieces)
    return replace(part, body=b"", parts=parts, whole=whole and all(each.whole for each in parts))


def _cut(body: bytes, boundary: bytes) -> tuple[list[bytes], bool]:
    """The pieces of `body` between lines of the boundary, and whether the last of these is there."""
    pieces: list[bytes] = []
    start = None
    for line in re.finditer(rb"^--%b(--)?[ \t]*\r?(?:\n|\Z)" % re.escape(boundary), body, re.MULTILINE):
        if start is not None:
            pieces.append(body[start : line.start()].removesuffix(b"\n").removesuffix(b"\r"))
        start = line.end()
        if line[1]:
            return pieces, True
        if len(pieces) > MOST_PARTS:
            raise ExtractionError(TANGLED)
    return [*pieces, body[start or 0 :]], False


def _fields(data: bytes) -> dict[bytes, bytes]:
    """The fields at the beginning of `data`; of several with one name the first."""
    found = HEAD.match(data, 0, LONGEST_HEAD)
    named: dict[bytes, bytes] = {}
    for name, value in FIELDS.findall(found[0] if found else b""):
        named.setdefault(name.lower(), value)
    return named


def _sound(said: str) -> str:
    """`said` on one line, without what no text may have: bytes that could not be decoded, and NUL."""
    return " ".join(said.encode("utf-8", "replace").decode().replace("\x00", "").split())


def _beginning(data: bytes) -> int:
    found = BEFORE.match(data)
    return found.end() if found else 0
