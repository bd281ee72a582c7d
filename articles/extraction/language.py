"""Which language a text is in: what its page says if that can be, else what it looks like."""

import re
from functools import cache
from typing import Protocol, cast

# The languages of the newsrooms; without the smallest, which only take votes from their great relatives.
KNOWN = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk km kn "
    "ko ku ky lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te tg th tk tl tr "
    "ug uk ur uz vi xh zh zu"
)
CONFIDENT = 0.6
ENOUGH = 24
SAMPLE = 4_000  # letters and signs that are looked at: more tell nothing new
TAG = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9]{1,8})*", re.IGNORECASE)
SCRIPTS = {
    "kana": re.compile("[\u3041-\u30ff]"),
    "hangul": re.compile("[\uac00-\ud7a3]"),
    "han": re.compile("[\u3400-\u9fff]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0600-\u06ff\u0750-\u077f]"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]"),
}
ONLY = {"kana": "ja", "hangul": "ko", "han": "zh"}
IN_LATIN = "af ca cs cy da de en es et eu fi fr ga gl hr hu id is it lt lv ms nl no pl pt ro sk sl sv tr vi"
IN_CYRILLIC = "be bg kk ky mk mn ru sr tg uk"
IN_ARABIC = "ar fa ku ps ug ur"
# A language that stands nowhere here may be in any script.
WRITTEN_IN = {
    "ja": {"kana", "han"},
    "ko": {"hangul"},
    "zh": {"han"},
    **{name: {"latin"} for name in IN_LATIN.split()},
    **{name: {"cyrillic", "latin"} for name in IN_CYRILLIC.split()},
    **{name: {"arabic", "cyrillic", "latin"} for name in IN_ARABIC.split()},
}


class Identifier(Protocol):
    """What of py3langid is asked."""

    def classify(self, text: str) -> tuple[str, float]: ...


def language(text: str, declared: str | None = None) -> str | None:
    """The language of `text` as BCP 47 has it ("en", "zh", "ug"), None if it cannot be said."""
    script = _script(text)
    found = TAG.fullmatch((declared or "").strip())
    if found:
        said = found[1].lower()
        if script is None or script in WRITTEN_IN.get(said, {script}):
            return said
    if script in ONLY:
        return ONLY[script]
    if len(text) < ENOUGH:
        return None
    guess, confidence = identifier().classify(text[:SAMPLE])
    return guess if confidence >= CONFIDENT and script in WRITTEN_IN.get(guess, {script}) else None


def _script(text: str) -> str | None:
    """The script most letters are in; kana and hangul decide by a tenth, for Han stands among them."""
    counts = {name: len(letters.findall(text[:SAMPLE])) for name, letters in SCRIPTS.items()}
    total = sum(counts.values())
    if not total:
        return None
    if counts["kana"] + counts["hangul"] > total / 10:
        return "kana" if counts["kana"] > counts["hangul"] else "hangul"
    return max(counts, key=lambda name: counts[name])


@cache
def identifier() -> Identifier:
    """The model, loaded when first asked: about a second, and some memory."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    found = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    found.set_languages(KNOWN.split())
    return cast("Identifier", found)
