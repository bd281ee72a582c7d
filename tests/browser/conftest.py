"""A real server with real files, and people who use it in a real browser."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
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
    """The server of `make run` on the test's own database; it can die and come back."""

    def __init__(self, folder: Path) -> None:
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = _environment(folder) | {"PORT": str(self.port), "DATABASE_URL": database_url()}
        self.log = folder / f"server-{self.port}.log"

    def start(self) -> None:
        with self.log.open("a") as log:
            command = [sys.executable, "manage.py", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        _wait_for(self.address, self.process)

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture
def server(transactional_db: None, data_dir: Path) -> Iterator[Server]:
    server = Server(data_dir)
    server.start()
    yield server
    server.stop()


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


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(200):
        assert server.poll() is None, "the server stopped at once"
        try:
            urlopen(f"{address}/accounts/login/", timeout=1).close()
        except OSError:
            server_is_young = 0.05
            try:
                server.wait(server_is_young)
            except subprocess.TimeoutExpired:
                continue
        else:
            return
    raise AssertionError("the server does not answer")
