"""How the site and a worker speak: frames, each a length in four bytes and then so many bytes."""

import json
import struct
from typing import IO, Any

LENGTH = struct.Struct(">I")
PATIENCE = 600  # seconds without work after which a worker ends by itself
LARGEST = 160 * 1024 * 1024  # of what the site sends: a file and no more


class Broken(Exception):
    """The other side fell silent in the middle, or speaks of more than it may."""


def send(pipe: IO[bytes], payload: bytes) -> None:
    """Write one frame."""
    pipe.write(LENGTH.pack(len(payload)))
    pipe.write(payload)
    pipe.flush()


def receive(pipe: IO[bytes], largest: int = LARGEST) -> bytes | None:
    """Read one frame; None where the other side closed the pipe between frames. Raises Broken."""
    head = pipe.read(LENGTH.size)
    if not head:
        return None
    if len(head) < LENGTH.size:
        raise Broken
    (length,) = LENGTH.unpack(head)
    if length > largest:
        raise Broken
    payload = pipe.read(length)
    if len(payload) < length:
        raise Broken
    return payload


def send_json(pipe: IO[bytes], value: object) -> None:
    """Write one frame of JSON."""
    send(pipe, json.dumps(value).encode())


def receive_json(pipe: IO[bytes], largest: int = LARGEST) -> Any:  # noqa: ANN401
    """Read one frame of JSON; None where the pipe was closed between frames. Raises Broken, also where it is none."""
    payload = receive(pipe, largest)
    if payload is None:
        return None
    try:
        return json.loads(payload)
    except (ValueError, RecursionError) as problem:
        raise Broken from problem
