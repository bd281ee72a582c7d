"""Installing, which `make run` begins with: what it refuses, and that it does nothing twice."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.newsroom.site import ROOT, environment

Install = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def checkout() -> Iterator[Path]:
    """A folder with what installing needs, which other users of this machine may look into."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "tools", folder / "tools")
        shutil.copy(ROOT / "pyproject.toml", folder)
        folder.chmod(0o755)
        yield folder


@pytest.fixture
def install(checkout: Path) -> Install:
    """Return a function that installs in the checkout, cut off from every package index."""

    def install(**settings: object) -> subprocess.CompletedProcess[str]:
        person = {"user": 65534} if settings.pop("as_nobody", False) and os.geteuid() == 0 else {}
        return subprocess.run(
            ["tools/install"],
            cwd=checkout,
            env=environment() | {"PIP_NO_INDEX": "1"} | {name: str(value) for name, value in settings.items()},
            capture_output=True,
            text=True,
            timeout=600,
            **person,
        )

    return install


def program(path: Path, script: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return path


def old_python(path: Path) -> Path:
    return program(path, 'if [ "$1" = --version ]; then echo Python 3.9.2; else exit 1; fi')


def test_an_old_python_is_refused(checkout: Path, install: Install) -> None:
    refused = install(PYTHON=old_python(checkout / "bin" / "python"))

    assert refused.returncode == 1
    assert refused.stderr == (
        "newsroom: Python 3.11 or newer is needed, found: Python 3.9.2. "
        "If there is one, name it: make run PYTHON=/path/to/python3\n"
    )
    assert not (checkout / ".venv").exists()


def test_a_newer_python_beside_an_old_one_is_found_and_a_failed_installation_says_why(
    checkout: Path, install: Install
) -> None:
    old_python(checkout / "bin" / "python3")
    old_python(checkout / "bin" / "python3.14")
    program(checkout / "bin" / "python3.13", f'exec {sys.executable} "$@"')

    failed = install(PATH=f"{checkout}/bin:{os.environ['PATH']}")

    assert subprocess.run([checkout / ".venv/bin/python", "-c", "import pip"]).returncode == 0
    assert failed.returncode == 1
    assert "setuptools" in failed.stderr  # what pip could not find
    assert failed.stderr.endswith("newsroom: installing failed; the whole log is in .venv/install.log\n")
    assert not (checkout / ".venv/installed").exists()


def test_a_python_without_venv_is_refused(checkout: Path, install: Install) -> None:
    """As Debian's python3 is without its package python3-venv."""
    script = f'case "$*" in *ensurepip*) exit 1;; esac; exec {sys.executable} "$@"'
    python = program(checkout / "bin" / "python", script)

    refused = install(PYTHON=python)

    assert refused.returncode == 1
    assert refused.stderr == (
        f"newsroom: {python} cannot make virtual environments. On Debian and Ubuntu: apt install python3-venv\n"
    )
    assert not (checkout / ".venv").exists()


def test_a_folder_that_cannot_be_written_to_is_refused(checkout: Path, install: Install) -> None:
    checkout.chmod(0o555)
    refused = install(as_nobody=True)
    checkout.chmod(0o755)

    assert refused.returncode == 1
    assert refused.stderr == f"newsroom: the folder {checkout} cannot be written to.\n"


def test_what_is_installed_is_not_installed_again(checkout: Path, install: Install) -> None:
    program(checkout / ".venv/bin/python", "")
    shutil.copy(checkout / "pyproject.toml", checkout / ".venv/installed")

    again = install()

    assert again.returncode == 0
    assert again.stdout + again.stderr == ""


def test_a_change_of_what_is_needed_installs_again(checkout: Path, install: Install) -> None:
    (checkout / ".venv").mkdir()
    (checkout / ".venv/installed").write_text("what was needed before\n")

    again = install(PYTHON=sys.executable)

    assert "Installing what is needed" in again.stdout
