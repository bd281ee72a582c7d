"""Reads settings from the environment and refuses nonsense with one sentence that names the variable."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.core.management.utils import get_random_secret_key

YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}


def text(name: str, default: str = "") -> str:
    """Return the variable without surrounding white space, or `default` when it is unset or empty."""
    return os.environ.get(name, "").strip() or default


def boolean(name: str, default: bool = False) -> bool:
    """Return yes or no; raise ImproperlyConfigured for a word that is neither."""
    if name not in os.environ:
        return default
    word = os.environ[name].strip().lower()
    if word not in YES | NO:
        raise ImproperlyConfigured(f"{name} must be 1 or 0 (or yes, no, on, off), not {word!r}.")
    return word in YES


def number(name: str, default: int, lowest: int, highest: int) -> int:
    """Return a whole number between `lowest` and `highest`; raise ImproperlyConfigured otherwise."""
    word = text(name, str(default))
    try:
        value = int(word)
    except ValueError:
        value = lowest - 1
    if not lowest <= value <= highest:
        raise ImproperlyConfigured(f"{name} must be a whole number from {lowest} to {highest}, not {word!r}.")
    return value


def choice(name: str, default: str, choices: set[str]) -> str:
    """Return one of `choices`; raise ImproperlyConfigured otherwise."""
    word = text(name, default)
    if word not in choices:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(sorted(choices))}, not {word!r}.")
    return word


def web_address(name: str, default: str) -> str:
    """Return scheme and host of the site, without a path; raise ImproperlyConfigured otherwise."""
    address = text(name, default).rstrip("/")
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        port_is_sound = False
    if not port_is_sound or parts.scheme not in {"http", "https"} or not parts.hostname or parts.path or parts.query:
        raise ImproperlyConfigured(f"{name} must look like https://news.example.org (no path), not {address!r}.")
    return address


def folder(name: str, default: Path) -> Path:
    """Return a folder that can be written to, made for our eyes alone; raise ImproperlyConfigured otherwise."""
    path = Path(text(name, str(default))).absolute()
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as problem:
        raise ImproperlyConfigured(f"The folder {path} cannot be made: {problem.strerror} ({name}).") from problem
    if not os.access(path, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(f"The folder {path} cannot be written to ({name}).")
    return path


def secret(name: str, kept_in: Path) -> str:
    """Return the secret of the environment or else of the file `kept_in`, which is made on the first start."""
    value = text(name)
    if value and len(value) < 50:
        raise ImproperlyConfigured(f"{name} must have at least 50 characters; leave it unset to have one made.")
    if value:
        return value
    try:
        descriptor = os.open(kept_in, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return kept_in.read_text().strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(value := get_random_secret_key())
    return value
