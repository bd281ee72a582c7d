"""Starting the site's server, stopping it, and what keeps it from starting."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.newsroom.site import ROOT, environment, free_port, manage

FORM = b"username=somebody&password=wrong"


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with an empty, migrated database."""
    folder = tmp_path_factory.mktemp("var")
    manage("migrate", DATA_DIR=folder).check_returncode()
    return folder


@pytest.fixture
def start(data_dir: Path) -> Iterator[Callable[[int], subprocess.Popen[str]]]:
    """Return a function that starts the server on a port and returns it once it says that it is open."""
    servers = []

    def start(port: int) -> subprocess.Popen[str]:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=ROOT,
            # Static files as they lie in the checkout: these tests are about something else.
            env=environment(DATA_DIR=data_dir, PORT=port, DEBUG=1),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        servers.append(server)
        said = server.stdout.readline()
        assert said == f"Newsroom is open at http://127.0.0.1:{port} (Ctrl-C closes it)\n"
        return server

    yield start
    for server in servers:
        server.terminate()
        server.communicate(timeout=60)


def status_of_sign_in_page(port: int) -> int:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status


def test_it_serves_where_it_says_and_stops_cleanly(start: Callable[[int], subprocess.Popen[str]]) -> None:
    port = free_port()
    server = start(port)
    assert status_of_sign_in_page(port) == 200

    server.terminate()

    said, _ = server.communicate(timeout=60)
    assert server.returncode == 0
    assert said == ""
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", port), timeout=60)


def test_ctrl_c_is_for_the_server_which_closes_its_workers(start: Callable[[int], subprocess.Popen[str]]) -> None:
    """A terminal sends it to all of them at once; here the workers have it a second before."""
    port = free_port()
    server = start(port)
    workers = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()
    assert workers
    for worker in workers:
        os.kill(int(worker), signal.SIGINT)
    time.sleep(1)
    assert status_of_sign_in_page(port) == 200

    server.send_signal(signal.SIGINT)

    said, _ = server.communicate(timeout=60)
    assert (server.returncode, said) == (0, "")


def test_a_request_under_way_is_finished_before_it_stops(start: Callable[[int], subprocess.Popen[str]]) -> None:
    port = free_port()
    server = start(port)
    with socket.create_connection(("127.0.0.1", port), timeout=60) as client:
        head = f"POST /accounts/login/ HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(FORM)}\r\n"
        kind = "Content-Type: application/x-www-form-urlencoded\r\nExpect: 100-continue\r\n"
        cookie = f"Cookie: csrftoken={'c' * 32}\r\n\r\n"  # the site looks for its twin in the form
        client.sendall((head + kind + cookie).encode())
        # The server asks for the rest when the site begins to read it: the request is under way.
        assert client.recv(100).startswith(b"HTTP/1.1 100")

        server.terminate()
        client.sendall(FORM)

        assert client.recv(100).startswith(b"HTTP/1.1 403")  # the form had no twin, but there is an answer
    assert server.wait(timeout=60) == 0


def test_those_who_send_slowly_keep_nobody_waiting(start: Callable[[int], subprocess.Popen[str]]) -> None:
    port = free_port()
    start(port)
    slow = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in range(100)]
    for client in slow:
        client.sendall(b"GET /accounts/login/ HTTP/1.1\r\nHost: ")

    assert status_of_sign_in_page(port) == 200
    for client in slow:
        client.close()


def test_a_second_server_on_the_same_port_is_refused(
    start: Callable[[int], subprocess.Popen[str]], data_dir: Path
) -> None:
    port = free_port()
    start(port)

    second = manage("serve", DATA_DIR=data_dir, PORT=port)

    assert second.returncode == 1
    assert second.stderr == (
        f"newsroom: Port {port} on 127.0.0.1 is taken. Stop what uses it, or choose another: PORT={port + 1}\n"
    )


def test_an_address_of_another_machine_is_refused(tmp_path: Path) -> None:
    refused = manage("serve", DATA_DIR=tmp_path, HOST="nowhere.invalid")
    assert refused.returncode == 1
    assert refused.stderr == "newsroom: HOST must be an address of this machine, not 'nowhere.invalid'.\n"


def test_a_database_that_is_older_than_the_site_is_refused(tmp_path: Path) -> None:
    refused = manage("serve", DATA_DIR=tmp_path, PORT=free_port())
    assert refused.returncode == 1
    assert refused.stderr == "newsroom: The database is older than the site. First run: manage.py migrate\n"


def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    (tmp_path / "newsroom.sqlite3").write_text("not a database, but words that are long enough to look like one" * 9)
    refused = manage("start", DATA_DIR=tmp_path, PORT=free_port())
    assert refused.returncode == 1
    assert refused.stderr.startswith(f"newsroom: The database {tmp_path / 'newsroom.sqlite3'} cannot be used: ")
    assert refused.stderr.count("\n") == 1
