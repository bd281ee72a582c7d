"""The sample library: loaded into a site that nobody used yet, and into no other."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from annotations.models import Annotation, Theme
from articles.models import Article, Revision
from tests.newsroom.site import ROOT

LIBRARY = json.loads((ROOT / "newsroom/samples/library.json").read_text(encoding="utf-8"))


@pytest.fixture(autouse=True)
def data_dir(settings: Any, tmp_path: Path, db: None) -> Path:
    settings.DATA_DIR = tmp_path
    return tmp_path


def demo() -> str:
    said = StringIO()
    call_command("demo", stdout=said)
    return said.getvalue()


def test_the_library_is_loaded_as_it_was_written() -> None:
    demo()

    assert {article.headline for article in Article.objects.published()} == {
        article["headline"] for article in LIBRARY["articles"]
    }
    assert {(theme.name, theme.definition, theme.look) for theme in Theme.objects.all()} == {
        (theme["name"], theme["definition"], f"{theme['colour']}-{theme['underline']}") for theme in LIBRARY["themes"]
    }
    loaded = [
        (annotation.author.username, annotation.exact, annotation.note, annotation.visibility)
        for annotation in Annotation.objects.order_by("created_at")
    ]
    assert loaded == [
        (each["author"], each["quote"], each["note"], each["visibility"]) for each in LIBRARY["annotations"]
    ]
    for annotation, each in zip(Annotation.objects.order_by("created_at"), LIBRARY["annotations"], strict=True):
        assert {theme.name for theme in annotation.themes.all()} == set(each["themes"])
        assert annotation.revision.text[annotation.start : annotation.end] == annotation.exact
        assert annotation.revision.text[: annotation.start].count(annotation.exact) <= each["nth"] - 1


def test_a_corrected_article_shows_what_a_correction_does() -> None:
    demo()
    (correction,) = LIBRARY["corrections"]
    revision = Revision.objects.get(kind=correction["kind"])
    (headline,) = (a["headline"] for a in LIBRARY["articles"] if a["slug"] == correction["article"])
    assert (revision.current_of.headline, revision.number) == (headline, 2)
    states = set(revision.anchors.values_list("state", flat=True))
    assert states >= {"exact", "changed", "lost"}


def test_nothing_was_annotated_before_it_could_be_read() -> None:
    demo()
    assert all(note.created_at > note.article.published_at for note in Annotation.objects.select_related("article"))


def test_everybody_can_sign_in_with_what_was_printed(client: Client) -> None:
    lines = [line.split() for line in demo().splitlines() if line.startswith("Sign in")]

    assert {words[-2] for words in lines} == {"editor", *(reader["username"] for reader in LIBRARY["readers"])}
    for *_, username, password in lines:
        assert client.login(username=username, password=password)
    assert len({words[-1] for words in lines}) == len(lines)


def test_readers_have_names_and_one_account_may_do_everything() -> None:
    demo()
    assert {person.get_full_name() for person in User.objects.filter(is_staff=False)} == {
        reader["full_name"] for reader in LIBRARY["readers"]
    }
    assert User.objects.get(is_staff=True).is_superuser


def test_the_passwords_are_kept_for_their_owner_alone(data_dir: Path) -> None:
    said = demo()
    kept = data_dir / "sign-in.txt"
    assert said.startswith(kept.read_text())
    assert kept.stat().st_mode & 0o777 == 0o600


def test_a_second_time_changes_nothing(data_dir: Path) -> None:
    demo()
    words = (data_dir / "sign-in.txt").read_text()

    assert demo() == "There are articles or accounts already: nothing was loaded.\n"

    assert (data_dir / "sign-in.txt").read_text() == words
    assert Article.objects.count() == len(LIBRARY["articles"])
    assert Annotation.objects.count() == len(LIBRARY["annotations"])


def test_a_site_with_an_account_is_left_alone(reader: User, data_dir: Path) -> None:
    demo()
    assert not Article.objects.exists()
    assert not (data_dir / "sign-in.txt").exists()


def test_nothing_is_loaded_where_the_passwords_cannot_be_kept(settings: Any, tmp_path: Path) -> None:
    settings.DATA_DIR = tmp_path / "gone"
    with pytest.raises(FileNotFoundError):
        demo()
    assert not Article.objects.exists()
    assert not User.objects.exists()
