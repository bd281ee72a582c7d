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
from playwright.sync_api import Browser, BrowserContext, Page, Request

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
        self.port = _free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.environment = _environment(folder) | {"PORT": str(self.port), "DATABASE_URL": database_url()}
        self.log = folder / f"server-{self.port}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def start(self) -> None:
        with self.log.open("a") as log:
            command = [sys.executable, "manage.py", "serve"]
            self.process = subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)
        _wait_for(self.address, self.process)

    def stop(self) -> None:
        assert self.process
        self.process.terminate()
        self.process.wait(10)


@pytest.fixture(scope="session")
def server_of_all(django_db_setup: None, data_dir: Path) -> Iterator[Server]:
    """One server for many tests, as it takes a second to start. Nothing is left in it: no two tests share a number."""
    server = Server(data_dir)
    yield server
    if server.is_running:
        server.stop()


@pytest.fixture
def server(transactional_db: None, server_of_all: Server) -> Server:
    """The server, running; a test that stops it need not start it again."""
    if not server_of_all.is_running:
        server_of_all.start()
    return server_of_all


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
    under_way: set[Request] = set()

    def visit(person: User | None, path: str = "/", **window: object) -> Page:
        context = browser.new_context(base_url=site, **window)
        contexts.append(context)
        context.on("request", lambda request: under_way.add(request))
        context.on("requestfinished", lambda request: under_way.discard(request))
        context.on("requestfailed", lambda request: under_way.discard(request))
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
    _let_finish(contexts, under_way)
    for context in contexts:
        context.close()
    assert complaints == []


def _let_finish(contexts: list[BrowserContext], under_way: set[Request]) -> None:
    """Wait a little for answers: what the server still does for this test must not meet the next one."""
    pages = [page for context in contexts for page in context.pages]
    for _attempt in range(100):
        if not under_way or not pages:
            return
        pages[0].wait_for_timeout(20)


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
