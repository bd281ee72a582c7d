"""What a query looks for in the index: tokens in a row, joined by and, or, not, and conditions on live tables."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any, TypeAlias


class Mark(StrEnum):
    """Begins the tokens of what is not text but is looked for like it."""

    OUTLET = "@"
    BYLINE = "~"
    LANGUAGE = "="


@dataclass(frozen=True)
class Sequence:
    """Tokens in a row, the last perhaps only begun, in the whole document or in its head alone."""

    tokens: tuple[str, ...]
    prefix: bool = False
    in_head: bool = False


@dataclass(frozen=True)
class Condition:
    """What else an entry says, as SQL about its row `m`. It is never NULL: what is not so is so the other way round.

    `is_narrow`: so few fulfil it that it is better to begin with them than with the newest of all.
    """

    sql: str
    params: tuple[Any, ...] = ()
    is_narrow: bool = False


@dataclass(frozen=True)
class Never:
    node: Expression


@dataclass(frozen=True)
class Every:
    nodes: tuple[Expression, ...]


@dataclass(frozen=True)
class Either:
    nodes: tuple[Expression, ...]


Expression: TypeAlias = Sequence | Condition | Never | Every | Either


def both(one: Condition, other: Condition) -> Condition:
    """Return the condition that both hold."""
    is_narrow = one.is_narrow or other.is_narrow
    return Condition(f"({one.sql} AND {other.sql})", (*one.params, *other.params), is_narrow)


def is_text(node: Expression) -> bool:
    """Whether the index alone can answer."""
    match node:
        case Condition():
            return False
        case Never(inner):
            return is_text(inner)
        case Every(nodes) | Either(nodes):
            return all(map(is_text, nodes))
    return True


def wants_text(node: Expression) -> bool:
    """Whether it matters where in the document something stands: what must not be there is nowhere."""
    match node:
        case Sequence():
            return True
        case Every(nodes) | Either(nodes):
            return any(map(wants_text, nodes))
    return False


def in_head(node: Expression) -> Expression:
    """Return what asks for the same in the head alone; what must not be there must not be anywhere."""
    match node:
        case Sequence():
            return replace(node, in_head=True)
        case Every(nodes):
            return Every(tuple(map(in_head, nodes)))
        case Either(nodes):
            return Either(tuple(map(in_head, nodes)))
    return node


def parts(node: Expression) -> tuple[Expression, ...]:
    """Return the parts that must all hold."""
    return node.nodes if isinstance(node, Every) else (node,)


def every(nodes: Iterable[Expression]) -> Expression:
    """Return what holds where all of the nodes do."""
    flat = [inner for node in nodes for inner in parts(node)]
    return flat[0] if len(flat) == 1 else Every(tuple(flat))


def either(nodes: list[Expression]) -> Expression:
    """Return what holds where any of the nodes does."""
    return nodes[0] if len(nodes) == 1 else Either(tuple(nodes))
