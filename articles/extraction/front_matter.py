"""What a text says of itself above its first line: `key: value` between lines of dashes (YAML) or of pluses (TOML).

Of YAML only what people write there: plain and quoted values, lists, and values that go on in the next lines.
"""

import re
import tomllib
from collections.abc import Iterator

FENCED = re.compile(r"\A(---|\+\+\+)[ \t]*\n(.{0,20000}?)\n(?:\1|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL)
KEY = re.compile(r"([A-Za-z][\w .-]{0,40}?)[ \t]*:(?:[ \t]+(.*)|[ \t]*)")
ITEM = re.compile(r"[ \t]*-[ \t]+(.*)")
NAMED = re.compile(r"(?:-[ \t]+)?(?:name|title|value)[ \t]*:[ \t]*(.+)")


def front_matter(text: str) -> tuple[dict[str, list[str]], str]:
    """The values by their keys, in lower case with low lines, and the text below; none and all of `text` if there are
    none."""
    found = FENCED.match(text)
    if not found:
        return {}, text
    said = _toml(found[2]) if found[1] == "+++" else _yaml(found[2])
    return (said, text[found.end() :]) if said else ({}, text)


def _toml(lines: str) -> dict[str, list[str]]:
    try:
        found = tomllib.loads(lines)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}
    said: dict[str, list[str]] = {}
    for key, value in found.items():
        values = value if isinstance(value, list) else [value]
        said[_key(key)] = [str(each) for each in values if not isinstance(each, dict | list)]
    return said


def _yaml(lines: str) -> dict[str, list[str]]:
    said: dict[str, list[str]] = {}
    key = ""
    for line in lines.split("\n"):
        found = KEY.fullmatch(line)
        if found:
            key = _key(found[1])
            said[key] = list(_values(found[2] or ""))
        elif not line.strip() or line.lstrip().startswith("#"):
            continue
        elif not key or not (line[0] in " \t" or ITEM.match(line)):
            return {}  # this is no front matter but text between two lines
        elif item := ITEM.fullmatch(line):
            named = NAMED.fullmatch(item[1])
            said[key].extend(_values(named[1] if named else item[1], alone=True))
        elif named := NAMED.fullmatch(line.strip()):
            said[key].extend(_values(named[1], alone=True))
        elif not re.match(r"[ \t]+[\w-]+[ \t]*:", line):
            said[key] = [" ".join([*said[key], *_values(line.strip(), alone=True)])]
    return said


def _values(value: str, alone: bool = False) -> Iterator[str]:
    value = re.sub(r"[ \t]+#.*$", "", value).strip() if not value.strip().startswith(('"', "'")) else value.strip()
    if value in {"|", ">", "|-", ">-", "|+", ">+", "", "null", "~"}:
        return
    if value.startswith("[") and value.endswith("]") and not value.startswith("[[") and not alone:
        quoted_or_plain = re.findall(r"\"[^\"]*\"|'[^']*'|[^,\"']+", value[1:-1])
        yield from (each for part in quoted_or_plain if (each := _unquoted(part.strip())))
    else:
        yield _unquoted(value)


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        mark, value = value[0], value[1:-1]
        return value.replace('\\"', '"') if mark == '"' else value.replace("''", "'")
    return value


def _key(name: str) -> str:
    return re.sub(r"[\s.-]+", "_", name.strip()).lower()
