"""A small load: some connections that are kept open and ask one request after another."""

import asyncio
import time
from collections.abc import Callable

CONNECTIONS = 8


def rate(port: int, request: Callable[[], bytes], seconds: float) -> float:
    """Return answered requests per second; raise AssertionError for an answer that is not 200 or 201."""
    return asyncio.run(_rate(port, request, seconds))


async def _rate(port: int, request: Callable[[], bytes], seconds: float) -> float:
    stop = time.perf_counter() + seconds
    started = time.perf_counter()
    counts = await asyncio.gather(*(_ask(port, request, stop) for _ in range(CONNECTIONS)))
    return sum(counts) / (time.perf_counter() - started)


async def _ask(port: int, request: Callable[[], bytes], stop: float) -> int:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    count = 0
    while time.perf_counter() < stop:
        writer.write(request())
        await writer.drain()
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        assert head.startswith((b"http/1.1 200", b"http/1.1 201")), head
        length = int(head.split(b"content-length: ")[1].split(b"\r\n")[0])
        await reader.readexactly(length)
        count += 1
    writer.close()
    return count
