"""Which files an administrator means by the paths she gives: those in folders, too, but nothing that systems leave."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from articles.extraction import ExtractionError
from articles.extraction.archives import OF_SYSTEMS
from articles.extraction.result import gettext_noop

NO_FILE = gettext_noop("It is no file.")
CANNOT_BE_OPENED = gettext_noop("It cannot be opened: %(about)s.")


@dataclass(frozen=True)
class Gathered:
    """A file: its name as people know it, and where it is; or why it cannot be had."""

    name: str
    path: Path
    problem: ExtractionError | None = None

    def read(self, most: int) -> bytes:
        """Return its bytes, of a longer file only `most` and one more. Raises ExtractionError."""
        if self.problem:
            raise self.problem
        try:
            with self.path.open("rb") as file:
                return file.read(most + 1)
        except OSError as problem:
            raise _closed(problem) from problem


def gather(paths: list[Path]) -> Iterator[Gathered]:
    """Yield the files at the paths, those of folders sorted by name, the folders in them last.

    Hidden files, and what is no file (a pipe, a device), are passed over. Links to files are followed; links to
    folders only where they are named themselves, so that no ring of them has no end. Raises OSError where a path
    is nowhere or a folder of `paths` cannot be listed; what is shut further below is yielded with its problem.
    """
    for path in paths:
        if path.is_dir():
            with os.scandir(path):  # it is to be refused, not passed over, if it cannot be listed
                yield from _in_folder(path)
        else:
            is_regular = stat.S_ISREG(path.stat().st_mode)
            yield Gathered(_told(path.name), path, None if is_regular else ExtractionError(NO_FILE))


def _in_folder(top: Path) -> Iterator[Gathered]:
    shut: list[OSError] = []
    for folder, folders, files in os.walk(top, onerror=shut.append):
        folders[:] = sorted(name for name in folders if _is_wanted(name))
        for path in (Path(folder, name) for name in sorted(files) if _is_wanted(name)):
            if path.is_file() or path.is_symlink():  # a link that leads nowhere is to be told
                yield Gathered(_name(path, top), path)
    for problem in shut:
        path = Path(problem.filename)
        yield Gathered(_name(path, top), path, _closed(problem))


def _name(path: Path, top: Path) -> str:
    return _told(str(path.relative_to(top.parent)))


def _told(name: str) -> str:
    """The name in letters that can be written down; systems allow others."""
    return os.fsencode(name).decode("utf-8", "replace")


def _is_wanted(name: str) -> bool:
    return not name.startswith(".") and name not in OF_SYSTEMS


def _closed(problem: OSError) -> ExtractionError:
    return ExtractionError(CANNOT_BE_OPENED, problem.strerror or str(problem))
