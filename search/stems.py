"""Words that are forms of one another: endings in the languages of Snowball, particles in Korean. Pure: no Django.

The index keeps words as they are. A table of stems, kept beside it, tells which other forms of a word there are, so
that a word is found in all of them, as itself first, and no word is ever missed because of its stem.
"""

from __future__ import annotations

from functools import lru_cache
from threading import local

import Stemmer  # type: ignore[import-not-found]

from search.folding import fold
from search.tokens import is_unspaced

LANGUAGES = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french",
    "ga": "irish", "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish", "yi": "yiddish",
}  # fmt: skip
# Uyghur has no Snowball stemmer: the endings of case and number, the longest first (Engesæth et al., 2009, §§ 5-6).
UYGHUR = (
    "لارنىڭ", "لەرنىڭ", "لارنى", "لەرنى", "لارغا", "لەرگە", "لاردا", "لەردە", "لاردىن", "لەردىن", "لىرى", "نىڭ",
    "دىن", "تىن", "لار", "لەر", "غا", "گە", "قا", "كە", "دا", "دە", "تا", "تە", "نى", "سى",
)  # fmt: skip
# Particles after a Korean noun, the longest first.
KOREAN = (
    "에게서", "으로는", "에서는", "에서도", "에서", "에게", "까지", "부터", "으로", "이나", "처럼", "보다", "들이",
    "들은", "들을", "들의", "한테", "들", "은", "는", "이", "가", "을", "를", "의", "에", "와", "과", "도", "만", "로",
)  # fmt: skip

_UYGHUR = tuple(sorted({fold(ending) for ending in UYGHUR}, key=len, reverse=True))
_PERSIAN = str.maketrans("يك", "یک")  # folding made them Arabic, and the stemmer knows its own
_threads = local()


def stems(word: str, language: str) -> list[str]:
    """Return the keys under which a folded word of a text in this language is a form of something.

    `language` is a code such as en, zh or pt-BR. A text often has words of another script: they are taken for
    English or Russian.
    """
    code = language.lower().replace("_", "-").split("-")[0]
    if is_unspaced(word) or any(character.isdigit() for character in word):
        return []
    if word.isascii() and (code not in LANGUAGES or LANGUAGES[code] in _NOT_LATIN):
        code = "en"
    elif "а" <= word[0] <= "я" and code not in {"ru", "sr"}:
        code = "ru"
    stem = _stem(word, code)
    return [f"{code}:{stem}"] if stem else []


def without_particle(word: str) -> str:
    """Return a Korean word without the particle at its end, if at least two syllables are left, else the word."""
    for particle in KOREAN:
        if word.endswith(particle) and len(word) - len(particle) >= 2:
            return word.removesuffix(particle)
    return word


@lru_cache(100_000)
def _stem(word: str, code: str) -> str:
    if code == "ug":
        return _uyghur(word)
    name = LANGUAGES.get(code)
    if name is None or len(word) > 64:
        return ""
    if code == "fa":
        word = word.translate(_PERSIAN)
    elif code == "ar" and word.endswith("ه"):
        word = f"{word[:-1]}ة"
    return str(_stemmer(name).stemWord(word))


def _stemmer(name: str) -> Stemmer.Stemmer:
    """Return this thread's stemmer: they must not be shared between threads."""
    known = _threads.__dict__.setdefault("stemmers", {})
    if name not in known:
        known[name] = Stemmer.Stemmer(name, 0)
    return known[name]


def _uyghur(word: str) -> str:
    for ending in _UYGHUR:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word.removesuffix(ending)
    return word


_NOT_LATIN = {"arabic", "armenian", "greek", "hindi", "nepali", "persian", "russian", "tamil", "yiddish"}
