import os
import sqlite3
from argparse import ArgumentParser
from contextlib import closing
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Copy the SQLite database to PATH, as it is at one moment, while the site runs."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path)

    def handle(self, *args: Any, path: Path, **options: Any) -> None:
        if connection.vendor != "sqlite":
            raise CommandError("This site keeps its data in PostgreSQL: back it up with pg_dump.")
        try:
            # Password hashes are in it: it is for its owner alone.
            os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))
        except FileExistsError as problem:
            raise CommandError(f"{path} exists already, and is left as it is.") from problem
        except OSError as problem:
            raise CommandError(f"{path} cannot be written: {problem.strerror}.") from problem
        try:
            copy_database(path)
        except BaseException:
            path.unlink()
            raise
        self.stdout.write(f"Copied {path.stat().st_size / 1_000_000:.1f} MB to {path}.")


def copy_database(path: Path) -> None:
    """Copy the database in one step, so that nothing written meanwhile is half in it."""
    connection.ensure_connection()
    with closing(sqlite3.connect(path)) as copy:
        connection.connection.backup(copy)
