"""From bytes to text: byte order marks, what the page declares, UTF-8 with strays, then a judge of encodings."""

import codecs
import re
from functools import partial

from charset_normalizer import from_bytes

from .result import ExtractionError, gettext_noop
from .signatures import BINARY, READABLE, refuse_known

EMPTY = gettext_noop("There is no text in this file.")
UNDECODABLE = gettext_noop(
    "The letters in this file are in no encoding that can be made out. Save it as UTF-8 and try again."
)

# The longer marks first: that of UTF-32 begins with that of UTF-16.
BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

# Where the judge sees no difference, the first of these in use among newsrooms.
CANDIDATES = ["cp1252", "cp1251", "gb18030", "cp932", "big5", "cp949", "euc_jp", "koi8_r", "cp1256", "cp1250"]
TOLERANCE = 0.03

# Browsers read the declared names as these, their supersets.
DECLARED_AS = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "big5": "big5hkscs",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
}
DECLARATION = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:-]+)|<\?xml[^>]{0,100}encoding=[\"']([\w:-]+)", re.IGNORECASE
)
# Python knows codecs that are no encodings of the web (unicode_escape, idna); a page may not choose those.
ENCODINGS_OF_THE_WEB = ("cp", "iso8859", "iso2022", "gb", "big5", "euc", "shift_jis", "koi8", "mac")
# What no text has; the escape character is left to the encodings that shift with it.
CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1a\x1c-\x1f]")
# What UTF-8 could not read, one byte each.
STRAYS = re.compile("[\udc80-\udcff]")
# The scripts of newspapers.
EVERYDAY = re.compile(
    "[\t\n\r -~\xa0-\u02af\u0370-\u052f\u0590-\u06ff\u0900-\u097f\u0e00-\u0e7f\u2010-\u203a\u20ac"
    "\u3000-\u30ff\u4e00-\u9fff\uac00-\ud7a3\uff01-\uff5e]"
)
# Text in any script pauses; numbers read as letters do not.
PAUSES = re.compile("[\n\r .,\u060c\u3000-\u3002\uff0c]")
HIRAGANA = re.compile("[\u3041-\u3093]")


def decode(data: bytes, declared: str = "") -> str:
    """The text in `data`, lines ending in LF, no byte order mark. Raises ExtractionError if there is none.

    `declared` is the encoding that a letter says it is in, if it does; it is believed as little as a page is.
    """
    refuse_known(data)
    if not data.strip(b" \t\r\n\x00"):
        raise ExtractionError(EMPTY)
    text = _text(data, declared)
    if len(CONTROLS.findall(text)) > 2 + len(text) // 200:
        raise ExtractionError(READABLE, BINARY)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\ufeff", "").replace("\x00", "")
    if not text.strip():
        raise ExtractionError(EMPTY)
    return text


def _text(data: bytes, declared: str) -> str:
    for reader in (_marked, _wide, _utf8, partial(_declared, declared), _mostly_utf8, _judged):
        text = reader(data)
        if text is not None:
            return text
    raise ExtractionError(UNDECODABLE)


def _strictly(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeError, LookupError):
        return None


def _marked(data: bytes) -> str | None:
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            rest = data[len(mark) :]
            if encoding == "utf-8":
                return _sloppily(rest)
            # A cut-off file may end in half a character.
            whole = len(rest) - len(rest) % (4 if "32" in encoding else 2)
            return _strictly(rest[:whole], encoding)
    return None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: the only text with NUL bytes in number. Other data with them is refused."""
    nuls = data.count(0)
    many = nuls > len(data) // 200
    if not nuls or (not many and _strictly(data, "utf-8")):
        return None
    even = data[: len(data) - len(data) % 2]
    readings = [text for encoding in ("utf-16-le", "utf-16-be") if (text := _strictly(even, encoding))]
    best = max(readings, key=_everyday, default="")
    if _everyday(best) >= 0.9 and len(PAUSES.findall(best)) > len(best) // 100:
        return best
    if many:
        raise ExtractionError(READABLE, BINARY)
    return None


def _everyday(text: str) -> float:
    """The share of characters that stand in the scripts of newspapers."""
    sample = text[:4000]
    return sum(EVERYDAY.match(character) is not None for character in sample) / max(len(sample), 1)


def _utf8(data: bytes) -> str | None:
    if b"\x1b$" in data and (japanese := _strictly(data, "iso2022_jp")):
        return japanese
    return _strictly(data, "utf-8")


def _declared(name: str, data: bytes) -> str | None:
    found = DECLARATION.search(data[:4096])
    if not name and found:
        name = (found[1] or found[2]).decode("ascii", "replace")
    try:
        encoding = codecs.lookup(DECLARED_AS.get(name.lower(), name)).name
    except (LookupError, ValueError):
        return None
    if not encoding.startswith(ENCODINGS_OF_THE_WEB):
        return None
    # Almost any bytes can be read as one byte a letter: then UTF-8 that somebody declared wrongly comes first.
    one_byte = encoding.startswith(("cp12", "iso8859", "koi8", "mac"))
    return (_mostly_utf8(data) if one_byte else None) or _strictly(data, encoding)


def _mostly_utf8(data: bytes) -> str | None:
    """UTF-8 into which somebody pasted words in windows-1252: more sound letters than strays.

    Three sound bytes in a row, a typographic mark or a Chinese sign, hardly ever come about by chance."""
    text = data.decode("utf-8", "surrogateescape")
    strays = len(STRAYS.findall(text))
    sound = sum(4 if character >= "\u0800" else character > "\x7f" for character in text) - 4 * strays
    return _sloppily(data) if sound >= strays else None


def _sloppily(data: bytes) -> str:
    """UTF-8, its stray bytes read as windows-1252: no word is dropped."""
    text = data.decode("utf-8", "surrogateescape")
    return STRAYS.sub(lambda stray: bytes([ord(stray[0]) - 0xDC00]).decode("cp1252", "replace"), text)


def _judged(data: bytes) -> str | None:
    # The judge takes short Japanese for Korean, but no text in another encoding comes to a fifth of hiragana.
    japanese = _strictly(data, "cp932")
    if japanese and len(HIRAGANA.findall(japanese)) > len(japanese) / 5:
        return japanese
    matches = list(from_bytes(data, cp_isolation=CANDIDATES))
    if not matches:
        return None
    best = matches[0]
    equals = [m for m in matches if m.chaos <= best.chaos + TOLERANCE / 3 and m.coherence >= best.coherence - TOLERANCE]
    chosen = min(equals, key=lambda match: CANDIDATES.index(match.encoding))
    return _strictly(data, chosen.encoding)
