"""Pages and posts per second of the real server, each against a minimal view behind the same gates, in one run.

Rounds of one and the other take turns, so that a machine that slows down slows both; the medians are printed.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlencode
from urllib.request import urlopen

ROOT = Path(__file__).resolve().parents[2]
ROUNDS = 5
SECONDS = 2.0

SEED = """
from django.contrib.auth.models import User
from django.test import Client
from annotations.models import Annotation
from articles.models import Article
reader = User.objects.get(username="amina")
client = Client()
client.force_login(reader)
article = max(Article.objects.published(), key=lambda article: article.annotations.visible_to(reader).count())
print(client.cookies["sessionid"].value, article.pk, article.current_id, article.annotations.visible_to(reader).count())
"""


def main() -> None:
    with site() as (port, session, article, revision, annotations):
        people = Reader(port, session)
        page = f"/articles/{article}/"
        print(f"Serving (one process, SQLite; an article with {annotations} annotations)")
        _compare("reading page", port, people.get(page), people.get("/bench/point/"))
        annotate = people.post(f"{page}annotations/", lambda: _annotation(revision))
        _compare("annotate", port, annotate, people.post("/bench/row/", dict))


@contextmanager
def site() -> Iterator[tuple[int, str, str, str, str]]:
    """The real server with the sample library: its port, a reader's session, and the article with most annotations,
    the key of its wording, their number."""
    with tempfile.TemporaryDirectory() as folder:
        environment = os.environ | {"DATA_DIR": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings"}
        for command in (["migrate", "-v0"], ["collectstatic", "-v0", "--noinput"], ["demo", "-v0"]):
            subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=environment, check=True)
        seed = [sys.executable, "manage.py", "shell", "-v0", "-c", SEED]
        session, article, revision, annotations = (
            subprocess.check_output(seed, cwd=ROOT, env=environment).decode().split()
        )
        with _served(environment) as port:
            yield port, session, article, revision, annotations


def _compare(name: str, port: int, ours: Callable[[], bytes], minimal: Callable[[], bytes]) -> None:
    from tests.bench.load import rate

    for request in (ours, minimal):
        rate(port, request, 1)
    pairs = [(rate(port, ours, SECONDS), rate(port, minimal, SECONDS)) for _ in range(ROUNDS)]
    ours_rate, minimal_rate = median(pair[0] for pair in pairs), median(pair[1] for pair in pairs)
    ratio = median(pair[0] / pair[1] for pair in pairs)
    print(f"  {name:14} {ours_rate:7.0f} /s   minimal view {minimal_rate:7.0f} /s   ratio {ratio:.2f}")


class Reader:
    """Somebody signed in, who sends requests as a browser does."""

    def __init__(self, port: int, session: str) -> None:
        token = "a" * 32
        self.head = (
            f"Host: 127.0.0.1:{port}\r\nCookie: sessionid={session}; csrftoken={token}\r\nX-CSRFToken: {token}\r\n"
        )

    def get(self, path: str) -> Callable[[], bytes]:
        request = f"GET {path} HTTP/1.1\r\n{self.head}\r\n".encode()
        return lambda: request

    def post(self, path: str, fields: Callable[[], dict[str, str]]) -> Callable[[], bytes]:
        def request() -> bytes:
            body = urlencode(fields())
            kind = f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n"
            return f"POST {path} HTTP/1.1\r\n{self.head}HX-Request: true\r\n{kind}\r\n{body}".encode()

        return request


def _annotation(revision: str) -> dict[str, str]:
    return {
        "key": str(uuid.uuid4()),
        "revision": revision,
        "start": "10",
        "end": "60",
        "note": "A note of a sentence or two. Some of it is *emphasised*.",
        "themes": "Forced labour",
        "visibility": "everyone",
    }


@contextmanager
def _served(environment: dict[str, str]) -> Iterator[int]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = subprocess.Popen(
        [sys.executable, "manage.py", "serve"],
        cwd=ROOT,
        env=environment | {"PORT": str(port)},
        stdout=subprocess.DEVNULL,
    )
    try:
        for _ in range(200):
            try:
                urlopen(f"http://127.0.0.1:{port}/accounts/login/").close()
                break
            except OSError:
                time.sleep(0.05)
        yield port
    finally:
        server.terminate()
        server.wait()
