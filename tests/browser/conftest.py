"""A real server with real files, and people who use it in a real browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import monotonic, sleep
from urllib.request import urlopen

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page

from tests.newsroom.site import database_url

ROOT = Path(__file__).resolve().parents[2]
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}


@pytest.fixture(scope="session")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the static files as people get them: hashed and compressed."""
    folder = tmp_path_factory.mktemp("var")
    _manage("collectstatic", "--noinput", env=_environment(folder)).check_returncode()
    return folder


class Server:
    """The server of `make run` on the tests' own database; it can die and come back."""

    def __init__(self, folder: Path) -> None:
        port = _free_port()
        self.address = f"http://127.0.0.1:{port}"
        self.log = folder / f"server-{port}.log"
        environment = _environment(folder) | {"PORT": str(port), "DATABASE_URL": database_url()}
        command = [sys.executable, "-m", "tests.browser.seed"]
        with self.log.open("a") as log:
            self._seed = subprocess.Popen(
                command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True
            )

    def start(self) -> None:
        self._say("start")
        _wait_for(self.address)

    def stop(self) -> None:
        self._say("stop")

    def close(self) -> None:
        self._seed.communicate()

    def _say(self, command: str) -> None:
        assert self._seed.stdin
        assert self._seed.stdout
        self._seed.stdin.write(f"{command}\n")
        self._seed.stdin.flush()
        assert self._seed.stdout.readline() == "done\n", self.log.read_text()


@pytest.fixture(scope="session")
def seed(django_db_setup: None, data_dir: Path) -> Iterator[Server]:
    """What servers are started from, one after the other, each as fresh as any."""
    seed = Server(data_dir)
    yield seed
    seed.close()


@pytest.fixture
def server(transactional_db: None, seed: Server) -> Iterator[Server]:
    """The running server; a test that stops it need not start it again."""
    seed.start()
    yield seed
    seed.stop()


@pytest.fixture
def site(server: Server) -> str:
    """The address of the running site."""
    return server.address


@pytest.fixture
def visit(site: str, browser: Browser) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the site as somebody, signed in by cookie, in a browser window of its own.

    Words on the console that tell of an error fail the test: a broken script, or a breach of the CSP.
    """
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def visit(person: User | None, path: str = "/", **window: object) -> Page:
        context = browser.new_context(base_url=site, **window)
        contexts.append(context)
        if person:
            client = Client()
            client.force_login(person)
            context.add_cookies([{"name": "sessionid", "value": client.cookies["sessionid"].value, "url": site}])
        page = context.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if _is_serious(said.type, said.text) else None)
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def _is_serious(kind: str, text: str) -> bool:
    # Browser and htmx report every answer of 400 and more; those are looked at where they are expected.
    return kind == "error" and not text.startswith(("Failed to load resource", "htmx:", "Response Status Error Code"))


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"PORT", "HOST", "SITE_URL", "DEBUG"}}
    return kept | {"DATA_DIR": str(folder), "SECRET_KEY": settings.SECRET_KEY}


def _manage(*arguments: str, env: dict[str, str]) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, "manage.py", *arguments], cwd=ROOT, env=env, capture_output=True)


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def _wait_for(address: str) -> None:
    end = monotonic() + 20
    while monotonic() < end:
        try:
            urlopen(f"{address}/accounts/login/", timeout=1).close()
        except OSError:
            sleep(0.02)
        else:
            return
    raise AssertionError("the server does not answer")
