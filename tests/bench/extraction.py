"""Files read per second of processor time, by kind: in quarantine, by `extract`, by the bare library.

On the same generated files, rounds of one, the next and the third taking turns; the medians are printed. The quarantine
makes way for everything else on the machine, hence processor time: what it takes is its own report. It costs a process
for some hundred files (start), and some pipe for each (request): both are printed, too, by the clock. At last, what
readers of the site notice while hostile files are read beside it.
"""

import email
import io
import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from email import policy
from itertools import cycle
from statistics import median
from typing import Any

FILES = 10
PARAGRAPHS = 30
ROUNDS = 3
SECONDS = 5  # in which a page is asked for
AIM = 0.3  # more time than the bare library takes, at most, beside the fixed cost


def main() -> None:
    from articles.extraction import extract
    from articles.quarantine import read, read_with_report
    from articles.quarantine.cleaning import cleaned
    from articles.quarantine.pool import Worker, end_idle
    from tests.articles.mixed import KINDS, story

    started = time.perf_counter()
    Worker().end()
    start = time.perf_counter() - started
    request = median(_seconds(lambda: read("a.txt", b"A harbour\n\nShips waited.")) for _ in range(ROUNDS * 10))
    print(f"Reading files (stories of {PARAGRAPHS} paragraphs; files per second, and time against the bare library)")
    print(f"  a worker takes {start:.2f} s to start, and {request * 1000:.1f} ms for the smallest file")
    stories = [story(number, PARAGRAPHS) for number in range(FILES)]
    for kind, make in KINDS.items():
        files = [make(words) for words in stories]
        name = f"story.{kind}"
        ways: dict[str, Callable[[bytes], float]] = {
            "quarantine": lambda data, name=name: read_with_report(name, data)[1].seconds,
            "cleaned": lambda data, name=name: _processor_seconds(lambda: cleaned(extract(name, data))),
            "extract": lambda data, name=name: _processor_seconds(lambda: extract(name, data)),
            "library": lambda data, kind=kind: _processor_seconds(lambda: BARE[kind](data)),
        }
        times: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(ROUNDS + 1):
            for way, reads in ways.items():
                times[way].append(sum(map(reads, files)) / FILES)
        each = {way: median(found[1:]) for way, found in times.items()}  # the first round is for warming up
        shares = ", ".join(
            f"{way} {each[way] / each['library'] - 1:+.0%}" for way in ("quarantine", "cleaned", "extract")
        )
        print(f"  {kind:6}" + "".join(f"{way} {1 / each[way]:7.0f}   " for way in ways) + shares)
    _meanwhile()
    end_idle()


def _meanwhile() -> None:
    """Print the median time of the reading page, asked by one person, while hostile files are read and while not."""
    from tests.bench.serving import Reader, site

    with site() as (port, session, article, _revision, _annotations):
        page = Reader(port, session).get(f"/articles/{article}/")
        pairs = [_page_times(port, page, SECONDS) for _ in range(ROUNDS)]
    quiet, busy = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[1] / pair[0] for pair in pairs)
    print(f"  reading page {quiet * 1000:.0f} ms, while hostile files are read {busy * 1000:.0f} ms: {ratio:.2f} times")


def _seconds(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def _processor_seconds(action: Callable[[], object]) -> float:
    started = time.process_time()
    action()
    return time.process_time() - started


def _page(data: bytes) -> object:
    import trafilatura

    return trafilatura.bare_extraction(data.decode(), include_formatting=True, include_links=True, with_metadata=True)


def _docx(data: bytes) -> object:
    import mammoth

    return mammoth.convert_to_html(io.BytesIO(data))


def _pdf(data: bytes) -> object:
    import pypdfium2

    with pypdfium2.PdfDocument(data) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _odt(data: bytes) -> object:
    from zipfile import ZipFile

    from lxml import etree

    return etree.fromstring(ZipFile(io.BytesIO(data)).read("content.xml"))


def _epub(data: bytes) -> object:
    from zipfile import ZipFile

    from selectolax.lexbor import LexborHTMLParser

    archive = ZipFile(io.BytesIO(data))
    return [LexborHTMLParser(archive.read(name)) for name in archive.namelist() if name.endswith(".xhtml")]


def _letter(data: bytes) -> object:
    return email.message_from_bytes(data, policy=policy.default).get_content()


def _saved_page(data: bytes) -> object:
    message: Any = email.message_from_bytes(data, policy=policy.default)
    return [_page(part.get_content().encode()) for part in message.walk() if part.get_content_type() == "text/html"]


def _markdown(data: bytes) -> object:
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").render(data.decode())


def _text(data: bytes) -> object:
    import charset_normalizer

    return charset_normalizer.from_bytes(data).best()


BARE: dict[str, Callable[[bytes], object]] = {
    "txt": _text,
    "html": _page,
    "docx": _docx,
    "odt": _odt,
    "epub": _epub,
    "pdf": _pdf,
    "eml": _letter,
    "mhtml": _saved_page,
    "md": _markdown,
    "json": json.loads,
}


def _page_times(port: int, request: Callable[[], bytes], seconds: float) -> tuple[float, float]:
    """The median time in seconds of a page while nothing and while hostile files are read beside the site."""
    quiet = _page_time(port, request, seconds)
    # A process of its own: what asks for pages here is to wait for the server alone.
    beside = subprocess.Popen([sys.executable, "-m", "tests.bench.extraction", "hostile"], stdout=subprocess.PIPE)
    try:
        assert beside.stdout
        beside.stdout.readline()  # the files are made
        return quiet, _page_time(port, request, seconds)
    finally:
        beside.kill()
        beside.wait()
        beside.stdout.close()


def _page_time(port: int, request: Callable[[], bytes], seconds: float) -> float:
    from http.client import HTTPConnection

    path, fields = request().decode().split("\r\n", 1)
    headers = dict(line.split(": ", 1) for line in fields.split("\r\n") if line)
    connection = HTTPConnection("127.0.0.1", port)

    def ask() -> None:
        connection.request("GET", path.split()[1], headers=headers)
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200

    ask()
    times, end = [], time.perf_counter() + seconds
    while time.perf_counter() < end:
        times.append(_seconds(ask))
    return median(times)


def _read_hostile_files() -> None:
    """Read costly files, one after the other, until the process is ended."""
    from articles.extraction import ExtractionError
    from articles.quarantine import read
    from tests.quarantine.hostile import HOSTILE

    costly = ("html: nothing but 5 MB of '<'", "html: 100,000 ids", "pdf: a ring of forms", "eml: 100,000 fields")
    files = [HOSTILE[name]() for name in costly]
    print("made", flush=True)
    for name, data in cycle(files):
        with suppress(ExtractionError):
            read(name, data)


if __name__ == "__main__":
    _read_hostile_files() if sys.argv[1:] == ["hostile"] else main()
