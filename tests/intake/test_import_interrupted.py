"""An import that is killed goes on where it was, and two at once do not bring in anything twice."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.contrib.auth.models import User

from articles.models import Article, Revision, Source
from tests.articles.mixed import KINDS, story
from tests.newsroom.site import ROOT, database_url, environment

SHORT = ("txt", "md", "json", "eml")
ALL = 1000


@pytest.fixture
def start(tmp_path: Path, transactional_db: None, administrator: User) -> Callable[[Path], subprocess.Popen[str]]:
    """Return a function that starts the command on the test's own database."""

    def start(folder: Path) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "manage.py", "import_articles", str(folder)],
            cwd=ROOT,
            env=environment(DATA_DIR=tmp_path / "var", DATABASE_URL=database_url()),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    return start


def write(folder: Path, count: int) -> set[str]:
    folder.mkdir()
    words = [story(number, paragraphs=1) for number in range(count)]
    for number, told in enumerate(words):
        kind = SHORT[number % len(SHORT)]
        (folder / f"{number}.{kind}").write_bytes(KINDS[kind](told))
    return {told[0] for told in words}


def test_killed_in_the_middle_and_given_again_it_brings_in_each_file_once(start, tmp_path: Path) -> None:
    headlines = write(tmp_path / "wire", ALL)
    killed = start(tmp_path / "wire")
    while killed.poll() is None and Article.objects.count() < ALL // 3:
        with suppress(subprocess.TimeoutExpired):
            killed.wait(0.05)
    killed.kill()
    killed.communicate()
    before = Article.objects.count()
    assert ALL // 3 <= before < ALL

    again = start(tmp_path / "wire")
    said, complaints = again.communicate()

    assert again.returncode == 0, complaints
    assert f"{ALL - before} files were imported" in said
    assert f"{before} files were skipped" in said
    assert Article.objects.count() == Revision.objects.count() == Source.objects.count() == ALL
    assert set(Article.objects.values_list("headline", flat=True)) == headlines
    assert not Article.objects.filter(current=None).exists()


def test_two_at_once_bring_in_each_file_once(start, tmp_path: Path) -> None:
    write(tmp_path / "wire", 60)
    both = [start(tmp_path / "wire") for _ in range(2)]
    told = [one.communicate() for one in both]

    assert [one.returncode for one in both] == [0, 0], told
    assert Article.objects.count() == Revision.objects.count() == Source.objects.count() == 60
