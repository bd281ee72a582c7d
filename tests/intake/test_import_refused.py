"""What the command `import_articles` does not even begin."""

import os
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article


@pytest.fixture
def file(tmp_path: Path) -> Path:
    found = tmp_path / "story.txt"
    found.write_text("A quiet harbour\n\nShips waited outside for three days.")
    return found


def refused(*arguments: object, **options: object) -> str:
    with pytest.raises(CommandError) as problem:
        call_command("import_articles", *map(str, arguments), **options)
    assert problem.value.returncode == 2
    assert not Article.objects.exists()
    return str(problem.value)


def test_somebody_else_may_bring_in(file: Path, editor: User) -> None:
    call_command("import_articles", str(file), by="editor", publish=True, verbosity=0)
    assert Article.objects.published().get().created_by == editor


def test_at_verbosity_0_nothing_is_said(file: Path, administrator: User, capfd) -> None:
    call_command("import_articles", str(file), verbosity=0)
    assert capfd.readouterr() == ("", "")


def test_a_path_that_leads_nowhere(administrator: User, tmp_path: Path) -> None:
    assert refused(tmp_path / "nowhere") == f"There is no {tmp_path}/nowhere."


def test_a_folder_that_is_shut(administrator: User, tmp_path: Path, monkeypatch) -> None:
    def shut(path: Path) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(os, "scandir", shut)  # whoever is root may open everything
    assert refused(tmp_path) == f"{tmp_path} cannot be opened: Permission denied."


def test_nobody_of_that_name(file: Path, administrator: User) -> None:
    assert refused(file, by="nobody") == "There is nobody called nobody."


def test_nobody_who_may(file: Path, reader: User) -> None:
    assert refused(file) == "There is no superuser: say with --by who brings the files in."
    assert refused(file, by="reader") == "reader may not add articles."


def test_who_may_add_may_not_always_publish(file: Path, editor: User) -> None:
    from django.contrib.auth.models import Permission

    editor.groups.clear()
    editor.user_permissions.add(Permission.objects.get(codename="add_article"))
    assert refused(file, by="editor", publish=True) == "editor may not publish articles."


def test_an_outlet_that_no_article_takes(file: Path, administrator: User) -> None:
    assert refused(file, outlet="x" * 201) == "An outlet has at most 200 characters."


def test_a_report_that_is_there_already(file: Path, administrator: User, tmp_path: Path) -> None:
    (tmp_path / "report").write_text("precious")
    assert refused(file, report=tmp_path / "report") == f"{tmp_path}/report exists already, and is left as it is."
    assert (tmp_path / "report").read_text() == "precious"


def test_a_report_that_cannot_be_written(file: Path, administrator: User, tmp_path: Path) -> None:
    assert "cannot be written: No such file" in refused(file, report=tmp_path / "missing" / "report")
