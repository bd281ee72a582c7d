"""Bringing in many files at once, with nobody at the keyboard: what the command `import_articles` does."""

from __future__ import annotations

import hashlib
import os
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.utils.translation import gettext as _

from articles import quarantine
from articles.extraction import Extracted, ExtractionError, IsArchive
from articles.forms import problem_told, too_large, upload_limit
from articles.history import PUBLISHED
from articles.models import Article, Source
from articles.quarantine.frames import LARGEST
from articles.quarantine.pool import let_read
from articles.seen import Seen, seen_before
from articles.text import prepare
from intake.drafting import draft_of
from intake.gathering import Gathered


class Fate(StrEnum):
    """What became of a file."""

    IMPORTED = "imported"
    PUBLISHED = "published"
    SKIPPED = "skipped"
    REFUSED = "refused"


@dataclass(frozen=True)
class Outcome:
    """What became of one file: the article there is now (none in a rehearsal), why, and which articles are like it."""

    name: str
    fate: Fate
    article: Article | None = None
    sentence: str = ""
    like: tuple[Seen, ...] = ()


@dataclass(frozen=True)
class _File:
    name: str
    data: bytes

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.data).hexdigest()


Finding = Extracted | ExtractionError
_Pending = Outcome | tuple[_File, "Future[Finding]"]


class Import:
    """Brings files in for somebody; each becomes an article in one transaction, unless its very bytes did before.

    `outlet` stands where a file names none. A rehearsal reads everything and saves nothing.
    """

    def __init__(self, by: User, *, outlet: str = "", publish: bool = False, rehearse: bool = False) -> None:
        self.by = by
        self.outlet = outlet
        self.publish = publish
        self.rehearse = rehearse
        self.rehearsed: dict[str, str] = {}  # the names of files, by the hashes of their bytes
        self.cores = os.cpu_count() or 1

    def run(
        self, files: Iterable[Gathered], found_more: Callable[[int], object] = bool
    ) -> Generator[Outcome, None, None]:
        """Yield what became of each file, in their order; those of a ZIP stand in its place.

        `found_more` is called with the number of files by which an archive makes the whole grow.
        """
        let_read(self.cores + 1)  # one unpacks while the others read
        threads = ThreadPoolExecutor(self.cores)
        try:
            yield from self._through(map(self._opened, files), threads, found_more)
        finally:
            threads.shutdown(cancel_futures=True)

    def _through(
        self, files: Iterable[_File | Outcome], threads: ThreadPoolExecutor, found_more: Callable[[int], object]
    ) -> Iterator[Outcome]:
        """Have the files read, a few ahead of those that are saved: all of them would not fit into memory."""
        ahead: deque[_Pending] = deque()
        for file in files:
            ahead.append(self._begun(file, threads))
            if len(ahead) > 2 * self.cores:
                yield from self._settled(ahead.popleft(), threads, found_more)
        while ahead:
            yield from self._settled(ahead.popleft(), threads, found_more)

    def _opened(self, file: Gathered) -> _File | Outcome:
        try:
            return _File(file.name, file.read(LARGEST))
        except ExtractionError as problem:
            return _refused(file.name, problem)

    def _begun(self, file: _File | Outcome, threads: ThreadPoolExecutor) -> _Pending:
        if isinstance(file, Outcome):
            return file
        return self._there_already(file) or (file, threads.submit(_read, file))

    def _settled(
        self, pending: _Pending, threads: ThreadPoolExecutor, found_more: Callable[[int], object]
    ) -> Iterator[Outcome]:
        if isinstance(pending, Outcome):
            yield pending
            return
        file, reading = pending
        found = reading.result()
        if isinstance(found, IsArchive):
            found_more(-1)
            yield from self._through(_counted(_members(file), found_more), threads, found_more)
        elif isinstance(found, ExtractionError):
            yield _refused(file.name, found)
        else:
            yield self._rehearsed(file, found) if self.rehearse else self._saved(file, found)

    def _saved(self, file: _File, found: Extracted) -> Outcome:
        with transaction.atomic():
            hold_bytes(file.sha256)
            if there := self._there_already(file):
                return there
            source = Source.objects.keep(file.name[-255:], file.data, found, self.by)
            article = draft_of(source, self.by, outlet="" if found.outlet else self.outlet)
            sentence = self._published(article, found) if self.publish else ""
        fate = Fate.PUBLISHED if article.status == Article.Status.PUBLISHED else Fate.IMPORTED
        text = article.current.text if article.current else ""
        return Outcome(file.name, fate, article, sentence, tuple(seen_before(text, None, but=article)))

    def _published(self, article: Article, found: Extracted) -> str:
        """Publish the article, or say why not."""
        if _is_withheld(found):
            return _("It was not published: its sender says that it is not to be published.")
        article.publish()
        LogEntry.objects.log_actions(self.by.pk, [article], CHANGE, PUBLISHED, single_object=True)
        return ""

    def _rehearsed(self, file: _File, found: Extracted) -> Outcome:
        if there := self._there_already(file):
            return there
        self.rehearsed[file.sha256] = file.name
        fate = Fate.PUBLISHED if self.publish and not _is_withheld(found) else Fate.IMPORTED
        return Outcome(file.name, fate, like=tuple(seen_before(prepare(found.body_html).text, None)))

    def _there_already(self, file: _File) -> Outcome | None:
        """Return what is to be said of a file whose very bytes became an article; of which, whatever its state."""
        if file.sha256 in self.rehearsed:
            said = _("It is the same file as %s.") % self.rehearsed[file.sha256]
            return Outcome(file.name, Fate.SKIPPED, sentence=said)
        article = Article.objects.filter(revisions__source__sha256=file.sha256).order_by("pk").first()
        return Outcome(file.name, Fate.SKIPPED, article) if article else None


def hold_bytes(sha256: str) -> None:
    """Have whoever brings in the same bytes wait until this transaction ends.

    SQLite lets one transaction write at a time, from its beginning on; PostgreSQL is asked to for these bytes.
    """
    if connection.vendor == "postgresql":
        key = int.from_bytes(bytes.fromhex(sha256)[:8], "big", signed=True)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [key])


def _read(file: _File) -> Finding:
    """Read the file in the quarantine. Archives may be larger than articles; whether it is one, only reading tells."""
    limit = upload_limit()
    if len(file.data) > LARGEST or (len(file.data) > limit and not file.data.startswith(b"PK")):
        return ExtractionError(too_large())
    try:
        found = quarantine.read(file.name, file.data)
    except ExtractionError as problem:
        return problem
    return found if len(file.data) <= limit else ExtractionError(too_large())


def _members(archive: _File) -> Iterator[_File | Outcome]:
    """Yield the files in an archive, and last why it cannot be read any further, if it cannot."""
    try:
        for member in quarantine.unpack(archive.data, upload_limit()):
            name = f"{archive.name}/{member.name}"
            if member.refused:
                yield _refused(name, ExtractionError(member.refused, member.about))
            else:
                yield _File(name, member.data)
    except ExtractionError as problem:
        yield _refused(archive.name, problem)


def _counted(files: Iterable[_File | Outcome], count: Callable[[int], object]) -> Iterator[_File | Outcome]:
    for file in files:
        count(1)
        yield file


def _is_withheld(found: Extracted) -> bool:
    return any(doubt.code == "withheld" for doubt in found.doubts)


def _refused(name: str, problem: ExtractionError) -> Outcome:
    return Outcome(name, Fate.REFUSED, sentence=problem_told(problem))
