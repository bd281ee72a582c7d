"""How fast search answers in a large library, against the bare engine and against a small library.

    python -m tests.bench.search --folder /var/tmp/newsroom-bench --articles 100000

builds the libraries once, in the folder (SQLite) or in databases of their own on the server of DATABASE_URL.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median, quantiles
from typing import Any

SMALL = 1000  # articles of the library that times are compared with
ROUNDS = 15


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--folder", type=Path, default=Path("/var/tmp/newsroom-bench"))
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args(arguments)
    for articles in (SMALL, options.articles):
        folder = options.folder / f"{articles}"
        folder.mkdir(parents=True, exist_ok=True)
        environment = os.environ | {"DATA_DIR": str(folder), "BENCH_ARTICLES": str(articles)}
        if base := os.environ.get("DATABASE_URL"):
            environment["DATABASE_URL"] = _database(base, f"newsroom_bench_{articles}")
        environment["BENCH_ROUNDS"] = str(options.rounds)
        os.spawnve(os.P_WAIT, sys.executable, [sys.executable, "-m", "tests.bench.search_once"], environment)


def _database(url: str, name: str) -> str:
    """Make a database of this name on the server, if there is none, and return its address."""
    import psycopg

    with psycopg.connect(url, autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(f'CREATE DATABASE "{name}"')
    return f"{url.rpartition('/')[0]}/{name}"


def timed(action: Callable[[], Any], rounds: int) -> tuple[float, float]:
    """Return median and 95th percentile of so many runs, in milliseconds."""
    times = []
    for _ in range(rounds + 1):
        started = time.perf_counter()
        action()
        times.append((time.perf_counter() - started) * 1000)
    return median(times[1:]), quantiles(times[1:], n=20)[-1]


if __name__ == "__main__":
    main()
