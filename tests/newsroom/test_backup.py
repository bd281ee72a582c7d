"""Copying the database while the site runs."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection

on_sqlite = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has its own ways")
on_postgresql = pytest.mark.skipif(connection.vendor == "sqlite", reason="is about PostgreSQL")


def names(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as copy:
        assert copy.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        return [name for (name,) in copy.execute("SELECT username FROM auth_user ORDER BY username")]


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_the_copy_holds_what_was_saved(reader: User, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("backup", str(tmp_path / "copy.sqlite3"))

    assert names(tmp_path / "copy.sqlite3") == ["reader"]
    assert (tmp_path / "copy.sqlite3").stat().st_mode & 0o777 == 0o600
    assert str(tmp_path / "copy.sqlite3") in capsys.readouterr().out


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_somebody_who_is_writing_is_not_waited_for_nor_half_copied(reader: User, tmp_path: Path) -> None:
    with closing(sqlite3.connect(connection.settings_dict["NAME"], isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("UPDATE auth_user SET username = 'half'")
        call_command("backup", str(tmp_path / "copy.sqlite3"))
        writer.execute("ROLLBACK")

    assert names(tmp_path / "copy.sqlite3") == ["reader"]


@on_sqlite
def test_a_file_that_exists_is_left_as_it_is(db: None, tmp_path: Path) -> None:
    (tmp_path / "copy.sqlite3").write_text("precious")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(tmp_path / "copy.sqlite3"))
    assert (tmp_path / "copy.sqlite3").read_text() == "precious"


@on_sqlite
def test_a_folder_that_does_not_exist_is_named(db: None, tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="No such file or directory"):
        call_command("backup", str(tmp_path / "missing" / "copy.sqlite3"))


@on_postgresql
def test_postgresql_is_left_to_its_own_tools(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="pg_dump"):
        call_command("backup", str(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
