"""The tree a query is read into, and how it is written again."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from search.language.fields import Field, quoted


class Kind(StrEnum):
    """How words are meant: one in any of its forms, a phrase as it stands, or a beginning."""

    WORD = "word"
    PHRASE = "phrase"
    PREFIX = "prefix"


@dataclass(frozen=True)
class Words:
    """Something to find in texts."""

    text: str
    kind: Kind = Kind.WORD


@dataclass(frozen=True)
class Not:
    node: Node


@dataclass(frozen=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True)
class Or:
    nodes: tuple[Node, ...]


Node: TypeAlias = Words | Field | Not | And | Or


def write(node: Node | None) -> str:
    """Return a query that is read into this very tree; None, which looks for nothing, gives an empty one."""
    match node:
        case Words(text, Kind.PHRASE):
            return f'"{text}"'
        case Words(text, Kind.PREFIX):
            return f"{text}*"
        case Words(text):
            return text
        case Field(name, value):
            return f"{name}:{quoted(value)}"
        case Not(inner):
            return f"-({write(inner)})" if isinstance(inner, And | Or) else f"-{write(inner)}"
        case And(nodes):
            return " ".join(f"({write(part)})" if isinstance(part, Or | And) else write(part) for part in nodes)
        case Or(nodes):
            return " OR ".join(f"({write(part)})" if isinstance(part, Or | And) else write(part) for part in nodes)
        case None:
            return ""
