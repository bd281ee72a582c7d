"""Passwords for the accounts of the sample library: random, kept in a file for whoever runs the site."""

import os
import secrets

from django.conf import settings

# No 0, 1, i, l, o: these are read off a screen and typed.
LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


def fresh_password() -> str:
    """Return 12 random letters in groups of four, about 59 bits."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(3))


def keep(words: str) -> None:
    """Write the words to DATA_DIR/sign-in.txt for its owner alone, in place of earlier ones."""
    path = settings.DATA_DIR / "sign-in.txt"
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(words)


def sign_in_words() -> str:
    """Return what was kept, with the file's name, or nothing once somebody deleted it."""
    path = settings.DATA_DIR / "sign-in.txt"
    try:
        return f"{path.read_text()}These words are kept in {path}: delete it when they are no longer needed.\n"
    except FileNotFoundError:
        return ""
