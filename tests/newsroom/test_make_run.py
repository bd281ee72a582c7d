"""A newcomer's first and second start, in a fresh clone, with nothing but Python and make."""

import json
import os
import re
import signal
import sqlite3
import subprocess
from collections.abc import Callable, Iterator
from contextlib import closing
from http.cookiejar import CookieJar
from pathlib import Path
from threading import Timer
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, build_opener

import pytest

from tests.newsroom.site import ROOT, environment, free_port

Start = Callable[..., tuple[subprocess.Popen[str], str]]
LONGEST = 600  # seconds; a slow network is no failure


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    subprocess.run(["git", "clone", "--quiet", ROOT, tmp_path / "newsroom"], check=True)
    return tmp_path / "newsroom"


@pytest.fixture
def make_run(clone: Path) -> Iterator[Start]:
    """Return a function that does `make run` and returns it with what it had said when the site was open."""
    running = []

    def make_run(port: int, **settings: str) -> tuple[subprocess.Popen[str], str]:
        process = subprocess.Popen(
            ["make", "run", f"PORT={port}"],
            cwd=clone,
            env=environment() | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        running.append(process)
        alarm = Timer(LONGEST, os.killpg, [process.pid, signal.SIGKILL])
        alarm.start()
        said = ""
        for line in process.stdout:
            said += line
            if " is open at " in line:
                break
        alarm.cancel()
        assert f" is open at http://127.0.0.1:{port} " in said, said
        return process, said

    yield make_run
    for process in running:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()


def press_ctrl_c(process: subprocess.Popen[str]) -> str:
    """Interrupt all that runs in the terminal, as its driver does, and return what was still said."""
    os.killpg(process.pid, signal.SIGINT)
    return process.communicate(timeout=60)[0]


def sign_in(address: str, username: str, password: str) -> OpenerDirector:
    browser = build_opener(HTTPCookieProcessor(CookieJar()))
    post(browser, f"{address}/accounts/login/", f"{address}/accounts/login/", username=username, password=password)
    return browser


def post(browser: OpenerDirector, page: str, to: str, **fields: object) -> str:
    """Post fields with the CSRF token that the page holds, and return the answer."""
    token = re.search(
        r'(?:name="csrfmiddlewaretoken" value="|x-csrftoken&quot;: &quot;)(\w+)', read(browser, page), re.I
    )
    with browser.open(to, urlencode(fields | {"csrfmiddlewaretoken": token[1]}).encode()) as answer:
        return answer.read().decode()


def read(browser: OpenerDirector, page: str) -> str:
    with browser.open(page) as answer:
        return answer.read().decode()


def test_make_run(clone: Path, make_run: Start) -> None:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    process, said = make_run(port)
    passwords = dict(re.findall(r"^Sign in as .*:\s+(\w+) +(\S+)$", said, re.MULTILINE))
    library = json.loads((clone / "newsroom/samples/library.json").read_text(encoding="utf-8"))

    staff = sign_in(address, "editor", passwords["editor"])
    assert "/admin/articles/article/add/" in read(staff, f"{address}/admin/")
    reader = sign_in(address, "amina", passwords["amina"])
    for article in library["articles"]:
        assert article["headline"] in read(reader, f"{address}/")
    post(reader, f"{address}/account/", f"{address}/articles/1/position/", offset=321)

    assert "Error" not in press_ctrl_c(process)
    before = (clone / "var/sign-in.txt").read_text()

    # Neither network nor installation, and everything as it was left.
    process, said = make_run(port, PIP_NO_INDEX="1")
    assert "Installing" not in said
    assert before in said
    assert library["articles"][0]["headline"] in read(sign_in(address, "amina", passwords["amina"]), f"{address}/")
    assert "Error" not in press_ctrl_c(process)
    with closing(sqlite3.connect(clone / "var/newsroom.sqlite3")) as database:
        assert database.execute("SELECT offset FROM reading_position").fetchall() == [(321,)]
        assert database.execute("SELECT count(*) FROM annotations_annotation").fetchone() == (
            len(library["annotations"]),
        )
