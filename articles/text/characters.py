"""What single characters and stretches of white space become. The white space is HTML's own, never Python's `\\s`."""

import re
import unicodedata

WHITE_SPACE = " \t\n\f\r"

_NEWLINE = re.compile(r"\r\n?")
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ufeff\ufdd0-\ufdef\ud800-\udfff"
    + "".join(chr(plane * 0x10000 + end) for plane in range(17) for end in (0xFFFE, 0xFFFF))
    + "]+"
)
# Every mark that Unicode reorders lies between these two.
_MARK = "[" + "".join(char for char in map(chr, range(0x300, 0x1E94B)) if unicodedata.combining(char)) + "]"
_LONG_PILE = re.compile(f"({_MARK}{{30}})(?={_MARK})")
_MAY_HOLD_PILE = re.compile("[\u0300-\U0001e94a]{31}")  # found many times faster than a pile


def clean(text: str) -> str:
    """Newlines as LF; without control characters, U+FEFF, non-characters and lone surrogates."""
    if text.isprintable():  # told many times faster; nothing unwanted is
        return text
    return _UNWANTED.sub("", _NEWLINE.sub("\n", text))


def compose(text: str) -> str:
    """NFC. Piles of more than 30 marks are cut by U+034F, as UAX #15 has it: sorting them takes quadratic time."""
    if text.isascii():
        return text
    return _stream_safe(unicodedata.normalize("NFC", _stream_safe(text)))


def _stream_safe(text: str) -> str:
    return _LONG_PILE.sub("\\1\u034f", text) if _MAY_HOLD_PILE.search(text) else text
