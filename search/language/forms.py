"""A query as the fields of a form, and back."""

from __future__ import annotations

from collections.abc import Mapping

from search.language.fields import FIELDS, QUOTES, Field, quoted
from search.language.reading import Query
from search.language.tree import And, Node, write

WORDS = "words"  # the form's field for everything that has no field of its own
_UNQUOTED = str.maketrans(dict.fromkeys(QUOTES, " "))


def form_of(query: Query) -> dict[str, str]:
    """Return the values of the form: `words`, and each field that stands once and for all of the query."""
    parts: tuple[Node, ...] = query.tree.nodes if isinstance(query.tree, And) else (query.tree,) if query.tree else ()
    values: dict[str, str] = {}
    rest: list[Node] = []
    for part in parts:
        if isinstance(part, Field) and part.name not in values:
            values[part.name] = part.value
        else:
            rest.append(part)
    values[WORDS] = write(And(tuple(rest)) if len(rest) > 1 else rest[0] if rest else None)
    return values


def compose(values: Mapping[str, str]) -> str:
    """Return the query that a form's values amount to; empty and unknown ones count nothing."""
    words = values.get(WORDS, "").strip()
    plain = {name: " ".join(values.get(name, "").translate(_UNQUOTED).split()) for name in FIELDS}
    fields = [f"{name}:{quoted(value)}" for name, value in plain.items() if value]
    needs_brackets = fields and " OR " in words
    return " ".join([f"({words})" if needs_brackets else words, *fields]).strip()


def with_field(query: Query, name: str, value: str) -> str:
    """Return the query with this field, in place of one that stands for all of the query; without it for ""."""
    return compose({**form_of(query), name: value})
