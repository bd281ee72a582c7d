"""How names of themes are compared. Pure: no Django."""

import re
import unicodedata

# Marks that cannot be seen: bidirectional controls, joiners used alone, and the like. Two names that
# differ only in them look the same, and some turn the words around them.
UNSEEN = re.compile("[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff]")


def tidy(name: str) -> str:
    """Return the name as it is shown: NFC, no unseen marks, single spaces, none at the ends."""
    return " ".join(UNSEEN.sub("", unicodedata.normalize("NFC", re.sub(r"\s", " ", name))).split())


def key_of(name: str) -> str:
    """Return what is equal for names that differ only in case, width or spaces; empty for a name without words."""
    key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", tidy(name)).casefold())
    return " ".join(key.split()) if any(character.isalnum() for character in key) else ""
