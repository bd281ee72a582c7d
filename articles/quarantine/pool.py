"""The site's side: workers are started when there is something to read, used again, and ended when they misbehave."""

import atexit
import os
import signal
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import BoundedSemaphore, Timer
from typing import IO, Any, cast

from articles.quarantine.frames import PATIENCE, Broken, receive, receive_json, send, send_json

AT_ONCE = max(1, (os.cpu_count() or 2) - 1)  # files read at the same time by one process of the site
SECONDS = 90  # on the clock, for a machine that has much else to do; the limit that counts is the processor's
LARGEST = 64 * 1024 * 1024  # bytes of one frame of an answer
MOST_PARTS = 100
FILES_IN_A_LIFE = 200  # then a worker is ended, and whatever its libraries kept goes with it
CODE = Path(__file__).resolve().parents[2]


class Ended(Exception):
    """A worker did not come to an end with a file. `str()` of it says why: "memory", "time" or "damage"."""


@dataclass(frozen=True)
class Report:
    """What a worker says that a file took: processor time in seconds, the most memory at once in bytes."""

    seconds: float
    peak: int


@dataclass(frozen=True)
class Answer:
    """What a worker says: a JSON object, and the bytes that belong to it."""

    fields: dict[str, Any]
    parts: list[bytes]


class Worker:
    """One process that reads files, one at a time. `is_confined`: the kernel itself keeps it from the network."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-B", "-m", "articles.quarantine.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=CODE,
            process_group=0,  # Ctrl-C is for the site, which finishes what it began
            # Nothing of the site's environment: passwords stand in it. More threads would only take memory.
            env={"OPENBLAS_NUM_THREADS": "1", "MALLOC_ARENA_MAX": "2", "LC_ALL": "C.UTF-8"},
        )
        self.commands = cast("IO[bytes]", self.process.stdin)
        self.answers = cast("IO[bytes]", self.process.stdout)
        self.is_late = False
        self.files = 0
        self.rests_since = time.monotonic()
        self.report: Report | None = None
        self.is_confined = bool((receive_json(self.answers) or {}).get("confined"))

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    def ask(self, request: dict[str, Any], data: bytes) -> Generator[Answer, None, None]:
        """Yield what the worker answers, until it is through; then its `report` is there. Raises Ended."""
        self.files += 1
        try:
            with self._patience():
                send_json(self.commands, request)
                send(self.commands, data)
            while (answer := self._next()).fields.get("end") is not True:
                yield answer
            self.report = Report(float(answer.fields["seconds"]), int(answer.fields["peak"]))
        except (Broken, OSError, KeyError, TypeError, ValueError) as problem:
            raise Ended(self._cause()) from problem
        if answer.fields.get("problem"):
            raise Ended("memory")

    def end(self) -> None:
        """End the process, whatever it does, and wait until it is gone."""
        self.process.kill()
        for pipe in (self.commands, self.answers):
            with suppress(OSError):
                pipe.close()
        self.process.wait()

    def _next(self) -> Answer:
        with self._patience():
            fields = receive_json(self.answers, LARGEST)
            if not isinstance(fields, dict) or not 0 <= int(fields.get("parts", 0)) <= MOST_PARTS:
                raise Broken
            parts = [receive(self.answers, LARGEST) for _ in range(int(fields.get("parts", 0)))]
        if None in parts:
            raise Broken
        return Answer(fields, [part for part in parts if part is not None])

    @contextmanager
    def _patience(self) -> Iterator[None]:
        """End the process if it takes longer than the clock allows."""

        def give_up() -> None:
            self.is_late = True
            self.process.kill()

        clock = Timer(SECONDS, give_up)
        clock.daemon = True
        clock.start()
        try:
            yield
        finally:
            clock.cancel()

    def _cause(self) -> str:
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(timeout=1)
        if self.is_late or self.process.returncode == -signal.SIGXCPU:
            return "time"
        # What is not written in Python gives up so where it is refused memory (PDFium, for one).
        return "memory" if self.process.returncode == -signal.SIGABRT else "damage"


_turns = BoundedSemaphore(AT_ONCE)
_idle: list[Worker] = []


def let_read(at_once: int) -> None:
    """Read up to so many files at the same time from now on: a command may have the machine to itself."""
    global _turns
    _turns = BoundedSemaphore(at_once)


@contextmanager
def worker() -> Iterator[Worker]:
    """Lend a worker to one file. It goes back to the others unless it is used up or came to its end."""
    with _turns:
        lent = _rested() or Worker()
        is_through = False
        try:
            yield lent
            is_through = lent.report is not None
        finally:
            if is_through and lent.is_alive and lent.files < FILES_IN_A_LIFE:
                lent.report = None
                lent.rests_since = time.monotonic()
                _idle.append(lent)
            else:
                lent.end()


@atexit.register
def end_idle() -> None:
    """End the workers that have nothing to do."""
    while idle := _take_idle():
        idle.end()


def _rested() -> Worker | None:
    while idle := _take_idle():
        if idle.is_alive and time.monotonic() - idle.rests_since < PATIENCE / 2:
            return idle
        idle.end()
    return None


def _take_idle() -> Worker | None:
    try:
        return _idle.pop()  # asked in one step: another thread may take the last one
    except IndexError:
        return None
