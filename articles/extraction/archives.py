"""An uploaded ZIP of many files, unpacked file by file."""

import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import PurePosixPath

from .containers import DAMAGED, MOST_FILES, is_symlink, open_zip, overlap, read_member
from .packages import ZIP_SIGNATURES, kind_of_container
from .result import ExtractionError, gettext_noop

# A hundred long PDF documents, or every article of years.
MOST_BYTES_IN_ALL = 512 * 1024**2
TOO_LARGE = gettext_noop("This file is too large.")
TOO_LARGE_IN_ALL = gettext_noop("The files before this one are as much as can be unpacked at once. Divide the archive.")
NESTED = gettext_noop("This is an archive in an archive. Unpack it and bring in its files.")
LINK = gettext_noop("This is no file but a link to one.")

UTF8 = 0x800
OF_SYSTEMS = frozenset({"__MACOSX", "Thumbs.db", "desktop.ini"})


@dataclass(frozen=True)
class Unreadable:
    """A file of an archive that could not be unpacked, and why."""

    name: str
    error: ExtractionError


def unpack(data: bytes, limit: int) -> Iterator[tuple[str, bytes] | Unreadable]:
    """The files in the ZIP archive `data`, one after the other: the name, with its folders, and at most `limit` bytes.

    What systems leave in archives (folders, hidden files, `__MACOSX`) is passed over. Raises ExtractionError where
    nothing at all can be unpacked: the archive is damaged, or has too many files, or such as share their bytes.
    """
    archive = open_zip(data, MOST_FILES)
    members = archive.infolist()
    if overlap(members):
        raise ExtractionError(DAMAGED)
    unpacked = 0
    for member in members:
        name = _name(member)
        if member.is_dir() or _is_of_systems(name):
            continue
        try:
            content = _content(archive, member, limit, MOST_BYTES_IN_ALL - unpacked)
        except ExtractionError as error:
            yield Unreadable(name, error)
        else:
            unpacked += len(content)
            yield name, content


def _content(archive: zipfile.ZipFile, member: zipfile.ZipInfo, limit: int, left: int) -> bytes:
    if is_symlink(member):
        raise ExtractionError(LINK)
    if member.file_size > limit:
        raise ExtractionError(TOO_LARGE)
    if member.file_size > left:
        raise ExtractionError(TOO_LARGE_IN_ALL)
    content = read_member(archive, member, limit)
    if content.startswith(ZIP_SIGNATURES) and kind_of_container(content) == "zip":
        raise ExtractionError(NESTED)
    return content


def _name(member: zipfile.ZipInfo) -> str:
    """The name without what leads elsewhere. Archives that do not say that it is UTF-8 often mean it all the same."""
    name = member.filename
    if not member.flag_bits & UTF8:
        with suppress(UnicodeError):
            name = name.encode("cp437").decode("utf-8")
    parts = PurePosixPath(name.replace("\\", "/")).parts
    return "/".join(part for part in parts if part not in {"/", ".."})


def _is_of_systems(name: str) -> bool:
    parts = name.split("/")
    return any(part.startswith(".") or part in OF_SYSTEMS for part in parts) or not name
