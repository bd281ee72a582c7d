"""The cast of the tests, and the verbs to set a scene with."""

import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.conf import settings
from django.contrib.auth.models import Group, User
from django.db import connection, connections
from django.test import Client

from annotations.models import Annotation, Theme
from articles.models import Article, Revision

PASSWORD = "correct horse"

# Playwright's loop runs in the tests' own thread, where Django would take it for a mistake.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"


def pytest_make_parametrize_id(val: object) -> str | None:
    """Name bytes by their number: archives tell the time, and all workers must know a test by the same name."""
    return f"{len(val)} bytes" if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Give every run a test database of its own, so that two runs at once do not meet."""
    database = connections["default"]
    on_sqlite = database.vendor == "sqlite"
    name = tmp_path_factory.mktemp("database") / "test.sqlite3" if on_sqlite else f"test_newsroom_{os.getpid()}"
    database.settings_dict["TEST"]["NAME"] = str(name)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Drive the system's Chromium where there is one, else Playwright's own; neither phones home."""
    chromium = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    return {
        **browser_type_launch_args,
        "executable_path": chromium,
        "args": [*quiet, "--disable-sync", "--no-first-run"],
    }


@pytest.fixture(scope="session", autouse=True)
def static_folder() -> None:
    """WhiteNoise warns of a missing folder, and warnings are errors."""
    settings.STATIC_ROOT.mkdir(parents=True, exist_ok=True)


@pytest.fixture(autouse=True)
def quick_passwords(settings: Any) -> None:
    """Hash passwords quickly; how slowly it is done for people is Django's own business."""
    hashers = "django.contrib.auth.hashers"
    settings.PASSWORD_HASHERS = [f"{hashers}.MD5PasswordHasher", f"{hashers}.PBKDF2PasswordHasher"]


@pytest.fixture
def reader(db: None) -> User:
    return User.objects.create_user("reader", "reader@example.org", PASSWORD, first_name="Rana", last_name="Reader")


@pytest.fixture
def other_reader(db: None) -> User:
    return User.objects.create_user("other", "other@example.org", PASSWORD, first_name="Otto", last_name="Other")


@pytest.fixture
def editor(db: None) -> User:
    return _staff("editor", "Editors")


@pytest.fixture
def moderator(db: None) -> User:
    return _staff("moderator", "Moderators")


@pytest.fixture
def administrator(db: None) -> User:
    return User.objects.create_superuser("administrator", "administrator@example.org", PASSWORD)


def _staff(name: str, group: str) -> User:
    person = User.objects.create_user(name, f"{name}@example.org", PASSWORD, is_staff=True)
    person.groups.add(Group.objects.get(name=group))
    return person


@pytest.fixture
def browser_of() -> Callable[[User], Client]:
    """Return a function that gives somebody's browser, signed in."""

    def browser_of(person: User) -> Client:
        browser = Client()
        browser.force_login(person)
        return browser

    return browser_of


@pytest.fixture
def publish(editor: User) -> Callable[..., Article]:
    """Return a function that publishes an article of the given HTML."""

    def publish(html: str = "<p>One two three.</p>", headline: str = "A headline", **fields: Any) -> Article:
        article = Article.objects.create(headline=headline, created_by=editor, **fields)
        article.revise(html, editor)
        article.publish()
        return article

    return publish


@pytest.fixture
def correct(editor: User) -> Callable[..., Revision]:
    """Return a function that gives a published article another wording."""

    def correct(article: Article, html: str, kind: str = "fact", **why: Any) -> Revision:
        article.refresh_from_db()
        return article.correct(html, editor, seen=article.current.number, kind=kind, **why)

    return correct


@pytest.fixture
def annotate() -> Callable[..., Annotation]:
    """Return a function that lets somebody annotate the nth occurrence of a quote; themes are names or Themes."""

    def annotate(
        by: User,
        article: Article,
        quote: str,
        nth: int = 1,
        note: str = "",
        themes: Iterable[str | Theme] = (),
        visibility: str = "everyone",
    ) -> Annotation:
        starts = [found.start() for found in re.finditer(f"(?={re.escape(quote)})", article.current.text)]
        start = starts[nth - 1]
        return Annotation.post(
            author=by,
            revision=article.current,
            key=uuid.uuid4(),
            start=start,
            end=start + len(quote),
            note=note,
            themes=[theme if isinstance(theme, Theme) else Theme.objects.coin(theme, by) for theme in themes],
            visibility=visibility,
        )

    return annotate


@pytest.fixture
def at_once() -> Callable[..., list[Any]]:
    """Return a function that calls others in as many threads, all beginning in the same moment."""

    def at_once(*actions: Callable[[], object], times: int = 1) -> list[object]:
        barrier = Barrier(len(actions) * times)

        def begin(action: Callable[[], object]) -> object:
            barrier.wait()
            try:
                return action()
            finally:
                connection.close()

        with ThreadPoolExecutor(barrier.parties) as threads:
            return list(threads.map(begin, actions * times))

    return at_once
