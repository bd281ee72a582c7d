"""Files are read in a process of its own, which is used again and can do no harm."""

import os
import select
import signal
import subprocess
import sys
import textwrap
from contextlib import suppress
from pathlib import Path

import pytest

from articles import quarantine
from articles.extraction import ExtractionError, extract
from articles.quarantine import pool
from articles.quarantine.cleaning import cleaned
from articles.quarantine.pool import CODE, Ended, Worker, end_idle, worker

STORY = "A quiet harbour\n\nPORT EXAMPLE (Reuters) - Ships waited outside for three days.\n\nNobody was in a hurry.\n"
PAGE = """<h1>A quiet harbour</h1>
<p onclick='x()'>Ships <b>waited</b>.<script>x()</script></p>
<p>Subscribe to our newsletter</p>"""


@pytest.fixture(autouse=True)
def no_idle_workers():
    end_idle()
    yield
    end_idle()


@pytest.fixture
def own_worker():
    one = Worker()
    yield one
    one.end()


def test_it_reads_as_extraction_does_and_tells_what_that_took() -> None:
    found, report = quarantine.read_with_report("story.txt", STORY.encode())

    assert found == cleaned(extract("story.txt", STORY.encode()))
    assert 0 < report.seconds < 20
    assert 10_000_000 < report.peak < 512 * 1024 * 1024


def test_what_leaves_it_is_sanitised() -> None:
    found = quarantine.read("page.html", PAGE.encode())

    assert found.body_html == "<p>Ships <b>waited</b>.</p>"
    assert [piece.html for piece in found.left_out] == ["<p>Subscribe to our newsletter</p>"]


def test_one_worker_reads_one_file_after_the_other() -> None:
    with worker() as first:
        list(first.ask({"do": "read", "name": "a.txt"}, STORY.encode()))
    with worker() as second:
        list(second.ask({"do": "read", "name": "b.txt"}, STORY.encode()))
    assert first is second


def test_a_file_that_is_refused_says_why_and_the_worker_goes_on() -> None:
    with pytest.raises(ExtractionError, match="There is no text in this file"):
        quarantine.read("empty.txt", b"  \n ")

    assert quarantine.read("story.txt", STORY.encode()).headline == "A quiet harbour"


def test_it_knows_nothing_of_the_site(own_worker: Worker) -> None:
    process = Path(f"/proc/{own_worker.process.pid}")
    environment = (process / "environ").read_text()
    assert "SECRET" not in environment
    assert "DATABASE" not in environment
    assert sorted(file.name for file in (process / "fd").iterdir()) == ["0", "1", "2"]


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        ("socket.socket()", "PermissionError"),
        ("import ctypes; print(ctypes.CDLL(None).socket(2, 1, 0))", "-1"),
        ("subprocess.run(['true'])", "PermissionError"),
        ("os.execv('/bin/true', ['true'])", "PermissionError"),
        ("import ctypes; print(ctypes.CDLL(None).execl(b'/bin/true', b'true', 0))", "-1"),
        ("open('written', 'w').write('x' * 100_000)", "OSError"),
        ("bytearray(600 * 1024 * 1024)", "MemoryError"),
    ],
)
def test_whoever_is_confined_cannot(attempt: str, error: str, tmp_path) -> None:
    program = f"""
        import os, socket, subprocess
        from articles.quarantine.confinement import confine
        os.chdir({str(tmp_path)!r})
        assert confine()
        try:
            {attempt}
        except BaseException as problem:
            print(type(problem).__name__)
    """
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=CODE, capture_output=True, text=True, check=True
    )
    assert said.stdout.strip() == error, said.stderr


def test_processor_time_ends() -> None:
    program = """
        from articles.quarantine.confinement import allow_seconds
        allow_seconds(0)
        while True: pass
    """
    ended = subprocess.run([sys.executable, "-c", textwrap.dedent(program)], cwd=CODE, check=False)
    assert ended.returncode == -signal.SIGXCPU


@pytest.mark.parametrize(
    ("by", "why"),
    [
        (signal.SIGXCPU, "time"),
        (signal.SIGABRT, "memory"),
        (signal.SIGSEGV, "damage"),
        (signal.SIGKILL, "damage"),
    ],
)
def test_a_worker_that_dies_is_told_by_its_cause(own_worker: Worker, by: signal.Signals, why: str) -> None:
    own_worker.process.send_signal(by)

    with pytest.raises(Ended, match=why):
        list(own_worker.ask({"do": "read", "name": "a.txt"}, STORY.encode()))


def test_after_a_death_the_next_file_is_read() -> None:
    with suppress(Ended), worker() as unlucky:
        unlucky.process.kill()
        list(unlucky.ask({"do": "read", "name": "a.txt"}, STORY.encode()))

    assert quarantine.read("story.txt", STORY.encode()).headline == "A quiet harbour"
    assert not unlucky.is_alive


def test_a_worker_that_died_at_rest_is_not_asked() -> None:
    quarantine.read("story.txt", STORY.encode())
    with worker() as rested:
        list(rested.ask({"do": "read", "name": "a.txt"}, STORY.encode()))
    rested.process.kill()
    rested.process.wait()

    assert quarantine.read("story.txt", STORY.encode()).headline == "A quiet harbour"


def test_a_worker_that_is_used_up_makes_room_for_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "FILES_IN_A_LIFE", 2)
    lent = []
    for _ in range(3):
        with worker() as one:
            lent.append(one)
            list(one.ask({"do": "read", "name": "a.txt"}, STORY.encode()))

    assert lent[0] is lent[1] is not lent[2]
    assert not lent[0].is_alive


def test_ctrl_c_is_not_for_workers(own_worker: Worker) -> None:
    assert os.getpgid(own_worker.process.pid) != os.getpgid(0)


def test_it_ends_with_the_site() -> None:
    program = """
        from articles import quarantine
        from articles.quarantine.pool import worker
        with worker() as one:
            print(one.process.pid, flush=True)
            list(one.ask({"do": "read", "name": "a.txt"}, b"Some words."))
        import os; os._exit(0)  # as kill -9 would, without any farewell
    """
    said = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(program)], cwd=CODE, capture_output=True, text=True, check=True
    )
    pid = int(said.stdout)
    with suppress(ProcessLookupError):  # it may be gone already
        ended = os.pidfd_open(pid)
        assert select.select([ended], [], [], 60)[0], "the worker outlived the site"
        os.close(ended)
