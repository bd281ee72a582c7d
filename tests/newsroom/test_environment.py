"""Settings are read from the environment, and nonsense is refused with a sentence that names the variable."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import environment
from tests.newsroom.site import manage


@pytest.mark.parametrize(("value", "expected"), [("1", True), ("Yes", True), (" on ", True), ("0", False), ("", False)])
def test_yes_and_no(monkeypatch: pytest.MonkeyPatch, value: str, expected: bool) -> None:
    monkeypatch.setenv("DEBUG", value)
    assert environment.boolean("DEBUG", default=not expected) is expected


def test_unset_variables_have_their_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("UNSET", raising=False)
    assert environment.text("UNSET", "words") == "words"
    assert environment.boolean("UNSET", default=True) is True
    assert environment.number("UNSET", 5, 1, 9) == 5
    assert environment.web_address("UNSET", "http://localhost:8000") == "http://localhost:8000"


def test_white_space_around_a_value_does_not_count(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", " 9000 \n")
    assert environment.number("PORT", 1, 1, 65535) == 9000


def test_a_web_address_may_end_in_a_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SITE_URL", "https://news.example.org/")
    assert environment.web_address("SITE_URL", "") == "https://news.example.org"


@pytest.mark.parametrize(
    "address",
    ["news.example.org", "ftp://example.org", "https://", "https://example.org/path", "http://a:b", "http://a:0"],
)
def test_a_web_address_that_is_none_is_refused(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("SITE_URL", address)
    with pytest.raises(ImproperlyConfigured, match=r"^SITE_URL must look like"):
        environment.web_address("SITE_URL", "")


def test_a_folder_is_made(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "one" / "two"))
    assert environment.folder("DATA_DIR", tmp_path).is_dir()


def test_a_secret_is_made_once_and_for_its_owner_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("SECRET_KEY", raising=False)
    made = environment.secret("SECRET_KEY", tmp_path / "key")
    assert len(made) >= 50
    assert environment.secret("SECRET_KEY", tmp_path / "key") == made
    assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600


def test_the_secret_of_the_environment_comes_first(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("SECRET_KEY", "s" * 50)
    assert environment.secret("SECRET_KEY", tmp_path / "key") == "s" * 50
    assert not (tmp_path / "key").exists()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATABASE_URL", "nonsense"),
        ("DATABASE_URL", "postgres://localhost:port/name"),
        ("DATA_DIR", __file__),
        ("DEBUG", "perhaps"),
        ("EMAIL_PORT", "smtp"),
        ("MAX_UPLOAD_MB", "0"),
        ("PORT", "65536"),
        ("SECRET_KEY", "short"),
        ("SITE_URL", "news.example.org"),
        ("WORKERS", "-1"),
    ],
)
def test_the_site_refuses_nonsense_in_one_sentence(tmp_path: Path, name: str, value: str) -> None:
    refused = manage("serve", **({"DATA_DIR": tmp_path} | {name: value}))

    assert refused.returncode == 1
    assert refused.stderr.startswith("newsroom: ")
    assert name in refused.stderr
    assert refused.stderr.count("\n") == 1


def test_a_folder_is_made_for_our_eyes_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATA_DIR", str(tmp_path / "var"))
    assert environment.folder("DATA_DIR", tmp_path).stat().st_mode & 0o777 == 0o700
