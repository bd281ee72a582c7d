"""Bringing in files, folders and archives from the command line."""

import json
import os
import signal
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command

from articles.models import Article, Source
from intake.importing import Import
from tests.articles.making import zipped
from tests.articles.mixed import KINDS, story

pytestmark = pytest.mark.usefixtures("administrator")

EMBARGOED = {
    "uri": "urn:x:1",
    "headline": "Wait for it",
    "body_html": "<p>Ships waited outside.</p>",
    "provider": "The Sender",
    "embargoed": "2999-01-01T00:00:00Z",
}
WITHHELD = EMBARGOED | {"headline": "Keep it", "body_html": "<p>Nobody is to know.</p>", "pubstatus": "withheld"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    found = tmp_path / "wire"
    found.mkdir()
    return found


def write(folder: Path, *numbers: int, kind: str = "txt") -> None:
    for number in numbers:
        (folder / f"{number}.{kind}").write_bytes(KINDS[kind](story(number)))


def bring_in(*paths: object, **options: object) -> str:
    said = StringIO()
    call_command("import_articles", *map(str, paths), stdout=said, **options)
    return said.getvalue()


def headlines() -> list[str]:
    return list(Article.objects.order_by("pk").values_list("headline", flat=True))


def test_a_file_becomes_a_draft_with_its_source(folder: Path, administrator: User) -> None:
    write(folder, 1)

    assert "1 file was imported by administrator, 0 of them published." in bring_in(folder / "1.txt")

    article = Article.objects.get()
    assert article.headline == story(1)[0]
    assert article.status == "draft"
    assert bytes(article.current.source.data) == (folder / "1.txt").read_bytes()
    assert (article.created_by, article.current.source.name) == (administrator, "1.txt")
    assert [entry.get_change_message() for entry in LogEntry.objects.all()] == ["Brought in."]


def test_a_folder_is_read_to_its_end_and_in_order(folder: Path) -> None:
    (folder / "later" / "deep").mkdir(parents=True)
    write(folder, 2, 1)
    write(folder / "later" / "deep", 3)

    bring_in(folder)

    assert list(Source.objects.order_by("pk").values_list("name", flat=True)) == [
        "wire/1.txt",
        "wire/2.txt",
        "wire/later/deep/3.txt",
    ]


def test_every_kind_of_file_is_brought_in(folder: Path) -> None:
    for number, kind in enumerate(KINDS):
        write(folder, number, kind=kind)

    bring_in(folder)

    assert sorted(headlines()) == sorted(story(number)[0].replace("’", "'") for number in range(len(KINDS)))


def test_a_zip_is_unpacked_however_large(folder: Path, settings) -> None:
    settings.MAX_UPLOAD_MB = 1
    files = {f"day/{number}.txt": KINDS["txt"](story(number)) for number in range(3)}
    (folder / "month.zip").write_bytes(zipped(files | {".hidden": "no", "noise.bin": os.urandom(1_100_000)}))

    with pytest.raises(CommandError):
        bring_in(folder)

    assert headlines() == [story(number)[0] for number in range(3)]
    assert Source.objects.first().name == "wire/month.zip/day/0.txt"


def test_hidden_files_and_rings_of_links_are_passed_over(folder: Path) -> None:
    write(folder, 1)
    (folder / ".git").mkdir()
    write(folder / ".git", 2)
    (folder / ".3.txt").write_bytes(KINDS["txt"](story(3)))
    (folder / "Thumbs.db").write_text("x")
    (folder / "ring").symlink_to(folder, target_is_directory=True)
    os.mkfifo(folder / "pipe.txt")

    bring_in(folder)

    assert headlines() == [story(1)[0]]


def test_a_second_run_skips_what_is_there(folder: Path) -> None:
    write(folder, 1, 2)
    bring_in(folder)
    write(folder, 3)

    said = bring_in(folder)

    assert "1 file was imported" in said
    assert "2 files were skipped: their very bytes are articles already." in said
    assert headlines() == [story(number)[0] for number in (1, 2, 3)]


def test_the_same_bytes_twice_are_one_article(folder: Path) -> None:
    write(folder, 1)
    (folder / "copy.txt").write_bytes((folder / "1.txt").read_bytes())

    for rehearsal in (True, False):
        said = bring_in(folder, dry_run=rehearsal)
        assert said.startswith("1 file ")
        assert "1 file was skipped" in said
    assert Article.objects.count() == Source.objects.count() == 1


def test_a_rehearsal_saves_nothing(folder: Path) -> None:
    write(folder, 1, 2)
    said = bring_in(folder, dry_run=True, publish=True)
    assert "2 files would be imported by administrator, 2 of them published. Nothing was saved." in said
    assert not Article.objects.exists()
    assert not Source.objects.exists()


def test_published_are_all_but_what_the_sender_withholds(folder: Path) -> None:
    write(folder, 1)
    (folder / "2.json").write_text(json.dumps(EMBARGOED))
    (folder / "3.json").write_text(json.dumps(WITHHELD))

    said = bring_in(folder, publish=True)

    assert "3 files were imported by administrator, 2 of them published." in said
    assert "wire/3.json: It was not published: its sender says that it is not to be published." in said
    assert headlines() == [story(1)[0], "Wait for it", "Keep it"]
    assert list(Article.objects.published()) == [Article.objects.get(headline=story(1)[0])]
    assert Article.objects.get(headline="Wait for it").status == "published"
    assert Article.objects.get(headline="Keep it").status == "draft"
    assert LogEntry.objects.filter(change_message="Published.").count() == 2


def test_the_outlet_stands_where_a_file_names_none(folder: Path) -> None:
    write(folder, 1)
    (folder / "2.json").write_text(json.dumps(EMBARGOED))

    bring_in(folder, outlet="The Courier")

    assert list(Article.objects.order_by("pk").values_list("outlet", flat=True)) == ["The Courier", "The Sender"]


def test_what_is_nearly_the_same_is_told(folder: Path) -> None:
    write(folder, 1)
    words = story(1)
    (folder / "2.txt").write_text("\n\n".join(["Another headline of another outlet", *words[1:]]))

    said = bring_in(folder)

    first = Article.objects.earliest("pk")
    assert f"of it and of article {first.pk}, “{first.headline}”, are the same words." in said
    assert Article.objects.count() == 2


def test_refused_files_are_told_by_name_and_the_others_go_on(folder: Path, settings, capfd) -> None:
    settings.MAX_UPLOAD_MB = 1
    write(folder, 5)
    (folder / "1.pdf").write_bytes(b"%PDF-1.7\nnothing")
    (folder / "2.txt").write_bytes(b"")
    (folder / "3.txt").write_bytes(b"a " * 600_000)
    (folder / "4.txt").symlink_to(folder / "nowhere")
    (folder / "bad\udcff.txt").write_bytes(b"")
    said = StringIO()

    with pytest.raises(CommandError, match="Files that were refused: 5") as ended:
        call_command("import_articles", str(folder), stdout=said)

    assert ended.value.returncode == 1
    assert headlines() == [story(5)[0]]
    told = said.getvalue().split("5 files were refused:\n")[1].splitlines()
    assert [line.split(": ")[0] for line in told] == [f"wire/{name}" for name in _SORTED]
    assert told[1] == "wire/2.txt: There is no text in this file."
    assert told[2] == "wire/3.txt: This is too large: at most 1 MB can be brought in."
    assert told[3] == "wire/4.txt: It cannot be opened: No such file or directory."


_SORTED = ["1.pdf", "2.txt", "3.txt", "4.txt", "bad\N{REPLACEMENT CHARACTER}.txt"]


def test_the_report_is_written_as_json_lines(folder: Path, tmp_path: Path) -> None:
    write(folder, 1)
    (folder / "2.txt").write_bytes(b"")

    with pytest.raises(CommandError):
        bring_in(folder, report=tmp_path / "report.jsonl")

    first, second = map(json.loads, (tmp_path / "report.jsonl").read_text().splitlines())
    assert first == {
        "file": "wire/1.txt",
        "outcome": "imported",
        "article": Article.objects.get().pk,
        "sentence": "",
        "like": [],
    }
    assert (second["outcome"], second["sentence"]) == ("refused", "There is no text in this file.")


def test_an_interruption_ends_with_the_report_so_far(folder: Path, monkeypatch) -> None:
    write(folder, 1, 2, 3)
    saved = Import._saved

    def interrupted(self, file, found):
        if file.name == "wire/2.txt":
            signal.raise_signal(signal.SIGINT)
        return saved(self, file, found)

    monkeypatch.setattr(Import, "_saved", interrupted)
    said = StringIO()
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # what runs in the background ignores it
    with pytest.raises(CommandError, match="Give the same command again") as ended:
        call_command("import_articles", str(folder), stdout=said)
    signal.signal(signal.SIGINT, before)

    assert ended.value.returncode == 130
    assert "1 file was imported by administrator" in said.getvalue()
    assert headlines() == [story(1)[0]]
