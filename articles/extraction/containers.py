"""ZIP containers (DOCX, OpenDocument, EPUB) opened so that nothing in them can do harm: the one door to zipfile."""

import io
import re
import zipfile
import zlib

from lxml import etree
from lxml.etree import _Element as Element

from .result import ExtractionError, gettext_noop

# Word writes about 20 parts and one for each picture; a long book has some hundred.
MOST_PARTS = 2_000
# An archive of articles is a month of a newsroom.
MOST_FILES = 5_000
# What a worker of 512 MB can hold together with what is made of it.
MOST_BYTES = 64 * 1024**2
# The trees of XML take some twenty times its size. The largest document of the corpora has 2 MB.
MOST_XML_BYTES = 8 * 1024**2
# XML of many small tables shrinks to a sixtieth; small parts may be nothing but white space.
HIGHEST_RATIO = 200
SMALL = 1024**2

DAMAGED = gettext_noop("This file is damaged or incomplete. Save or download it again.")
PROTECTED = gettext_noop("This file is protected by a password. Save it without one and try again.")
TOO_MANY_PARTS = gettext_noop("This file has too many parts and was not opened. If it is an archive, divide it.")
TOO_LARGE = gettext_noop("This file becomes far too large when it is unpacked, and was not opened.")
UNSAFE = gettext_noop("This file is not packed as documents are: it has parts that lead elsewhere. It was not opened.")
DEFINITIONS = gettext_noop("This file has XML definitions (a DTD) where documents have none, and was not opened.")

CENTRAL_ENTRY = b"PK\x01\x02"
LOCAL_HEADER = 30
ENCRYPTED = 0x1
SYMLINK = 0o12
METHODS = frozenset({zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED})
LEADS_ELSEWHERE = re.compile(r"[/\\]|[A-Za-z]:|(?:.*/)?\.\.(?:/|$)|.*[\\\x00]", re.DOTALL)
DTD = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


class Container:
    """The parts of a ZIP file by name. Raises ExtractionError where it is damaged, protected, or made to do harm."""

    def __init__(self, data: bytes) -> None:
        self._zip = open_zip(data, MOST_PARTS)
        parts = self._zip.infolist()
        self._parts = {part.filename: part for part in parts}
        if len(self._parts) < len(parts) or any(LEADS_ELSEWHERE.match(part.orig_filename) for part in parts):
            raise ExtractionError(UNSAFE)
        if any(is_symlink(part) for part in parts) or overlap(parts):
            raise ExtractionError(UNSAFE)
        if sum(part.file_size for part in parts) > MOST_BYTES:
            raise ExtractionError(TOO_LARGE)

    def __contains__(self, name: str) -> bool:
        return name in self._parts

    @property
    def names(self) -> list[str]:
        """The names of the parts, as the container lists them."""
        return list(self._parts)

    def read(self, name: str) -> bytes:
        """The bytes of a part. Raises ExtractionError if it is missing, damaged, protected or suspiciously dense."""
        if name not in self._parts:
            raise ExtractionError(DAMAGED)
        return read_member(self._zip, self._parts[name])

    def read_or_nothing(self, name: str) -> bytes:
        """The bytes of a part that the rest can do without; none where `read` would raise."""
        try:
            return self.read(name)
        except ExtractionError:
            return b""

    def xml(self, name: str) -> Element:
        """The root element of an XML part. Raises ExtractionError as `read` and `parse_xml` do."""
        return parse_xml(self.read(name))


def open_zip(data: bytes, most: int) -> zipfile.ZipFile:
    """`data` as a ZIP file of at most `most` entries. Raises ExtractionError."""
    # Counted before zipfile makes an object of each entry: a few megabytes can hold a million.
    if data.count(CENTRAL_ENTRY) > most:
        raise ExtractionError(TOO_MANY_PARTS)
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OverflowError):
        raise ExtractionError(DAMAGED) from None


def read_member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, most: int = MOST_BYTES) -> bytes:
    """The bytes of one entry, at most `most`. Raises ExtractionError."""
    if member.flag_bits & ENCRYPTED:
        raise ExtractionError(PROTECTED)
    if member.compress_type not in METHODS:
        raise ExtractionError(DAMAGED)
    allowed = min(most, max(SMALL, member.compress_size * HIGHEST_RATIO))
    if member.file_size > allowed:
        raise ExtractionError(TOO_LARGE)
    try:
        with archive.open(member) as stream:
            # Unpacks no more than the entry states, and compares the checksum of that.
            content = stream.read()
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, OSError, ValueError):
        raise ExtractionError(DAMAGED) from None
    if len(content) != member.file_size:
        raise ExtractionError(DAMAGED)
    return content


def is_symlink(member: zipfile.ZipInfo) -> bool:
    """Whether the entry is a link to a file of the machine that unpacks it."""
    return member.external_attr >> 28 == SYMLINK


def overlap(members: list[zipfile.ZipInfo]) -> bool:
    """Whether entries share bytes, as those do that unpack to a thousand times what any one of them could
    (Fifield, A better zip bomb, 2019)."""
    reached = 0
    for member in sorted(members, key=lambda member: member.header_offset):
        if member.header_offset < reached:
            return True
        reached = member.header_offset + LOCAL_HEADER + member.compress_size
    return False


def parse_xml(data: bytes) -> Element:
    """The root element of the XML in `data`. Raises ExtractionError if it is not well-formed, too large, nested more
    than 256 deep (the parser's own limit), or has a DTD, in whatever encoding: no document needs one."""
    if len(data) > MOST_XML_BYTES:
        raise ExtractionError(TOO_LARGE)
    # Without the zeros, UTF-16 and UTF-32 look like ASCII.
    if DTD.search(data.replace(b"\0", b"")):
        raise ExtractionError(DEFINITIONS)
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise ExtractionError(DAMAGED) from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise ExtractionError(DEFINITIONS)
    return root
