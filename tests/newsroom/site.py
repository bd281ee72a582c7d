"""The site as its command line starts it, with settings and a data folder of its own."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
SETTINGS = sorted(set(re.findall(r'environment\.\w+\(\s*"(\w+)"', (ROOT / "newsroom/settings.py").read_text())))


def environment(**settings: object) -> dict[str, str]:
    """Return this process's environment with these settings of the site and no others."""
    kept = {name: value for name, value in os.environ.items() if name not in SETTINGS}
    return kept | {name: str(value) for name, value in settings.items()}


def manage(*command: str, **settings: object) -> subprocess.CompletedProcess[str]:
    """Run a command of manage.py to its end."""
    return subprocess.run(
        [sys.executable, "manage.py", *command],
        cwd=ROOT,
        env=environment(**settings),
        capture_output=True,
        text=True,
        timeout=300,
    )


def database_url() -> str:
    """Return the DATABASE_URL of the test's own database, for another process."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    user = f"{database['USER']}:{database['PASSWORD']}@" if database["USER"] else ""
    port = f":{database['PORT']}" if database["PORT"] else ""
    return f"postgres://{user}{database['HOST'].replace('/', '%2F')}{port}/{database['NAME']}"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])
