"""The process that reads strangers' files: one after the other, from its standard input, until that closes.

It holds no secret, no database and no network (`confinement`). What it answers is data, never code: JSON and the bytes
of pictures. The site takes it as it takes the file, for something that a stranger may have written.
"""

import select
import sys
from collections.abc import Iterator
from typing import IO, Any

from articles.extraction.language import identifier
from articles.quarantine.confinement import allow_seconds, confine, forget_peak, peak, processor_seconds
from articles.quarantine.frames import PATIENCE, Broken, receive, receive_json, send, send_json


def main() -> None:
    """Answer requests: a frame of JSON (`do` and what that needs), then the file's bytes."""
    commands, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints must not speak for us
    identifier()  # unpacks its model into a file, and no file can be written later
    send_json(answers, {"confined": confine()})
    while select.select([commands], [], [], PATIENCE)[0]:
        request = receive_json(commands)
        data = receive(commands) if request is not None else None
        if data is None:
            return
        _answer(request, data, answers)


def _answer(request: dict[str, Any], data: bytes, answers: IO[bytes]) -> None:
    allow_seconds()
    forget_peak()
    started = processor_seconds()
    problem = None
    try:
        for described, parts in _done(request, data):
            send_json(answers, {**described, "parts": len(parts)})
            for part in parts:
                send(answers, part)
    except MemoryError:
        problem = "memory"
    send_json(answers, {"end": True, "problem": problem, "seconds": processor_seconds() - started, "peak": peak()})
    if problem:
        sys.exit(1)  # who ran out of memory is in no state to go on


def _done(request: dict[str, Any], data: bytes) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    """Do what is asked; yield what can be told of it, and the bytes that belong to each piece."""
    if request["do"] == "unpack":
        return _unpacked(data, request["limit"])
    return _read(request["name"], data)


def _read(name: str, data: bytes) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    from articles.extraction import ExtractionError, IsArchive, extract
    from articles.extraction.exchange import as_json
    from articles.quarantine.cleaning import cleaned

    try:
        extracted = cleaned(extract(name, data))
    except IsArchive:
        yield {"archive": True}, []
    except ExtractionError as refused:
        yield {"refused": str(refused), "about": refused.about}, []
    else:
        yield {"extracted": as_json(extracted)}, [picture.data for picture in extracted.pictures]


def _unpacked(data: bytes, limit: int) -> Iterator[tuple[dict[str, Any], list[bytes]]]:
    from articles.extraction import ExtractionError
    from articles.extraction.archives import Unreadable, unpack

    try:
        for member in unpack(data, limit):
            if isinstance(member, Unreadable):
                yield {"name": member.name, "refused": str(member.error), "about": member.error.about}, []
            else:
                name, content = member
                yield {"name": name}, [content]
    except ExtractionError as refused:
        yield {"refused": str(refused), "about": refused.about}, []


if __name__ == "__main__":
    try:
        main()
    except (Broken, BrokenPipeError):
        sys.exit(1)  # the site went away
