"""How names of themes are shown and compared. Pure: no Django."""

import re
import unicodedata

LONGEST_KEY = 200

# Characters that cannot be seen: controls, bidirectional ones too (some turn the words around them), and fillers.
# Two names that differ only in them look the same.
UNSEEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000\U000e0001]"
)
LOOSE_JOINER = re.compile(r"(?:(?<= )|^)[\u200c\u200d]+|[\u200c\u200d]+(?= |$)")
# Joiners inside a word (Persian and Uyghur spelling, joined emoji), and selectors of a glyph's variant: they are
# shown as they were typed, and make no other name.
SLIGHT = re.compile("[\u180b-\u180d\u180f\u200c\u200d\ufe00-\ufe0f\U000e0020-\U000e007f\U000e0100-\U000e01ef]")


def tidy(name: str) -> str:
    """Return the name as it is shown: NFC, nothing that cannot be seen, single spaces, none at the ends."""
    seen = UNSEEN.sub("", re.sub(r"\s", " ", name))
    return " ".join(unicodedata.normalize("NFC", LOOSE_JOINER.sub("", seen)).split())


def key_of(name: str) -> str:
    """Return what is equal for names that differ only in case, width, spaces or joiners.

    It has at most `LONGEST_KEY` code points and is empty for a name without letters or digits (emoji alone,
    punctuation): such a name can neither be read out nor typed by the next reader.
    """
    key = SLIGHT.sub("", tidy(name))
    for _ in range(2):  # Folding can undo normalising, and normalising folding; twice settles it.
        key = unicodedata.normalize("NFKC", unicodedata.normalize("NFKD", key).casefold())
    words = " ".join(key.split())[:LONGEST_KEY].strip()
    return words if any(character.isalnum() for character in words) else ""
