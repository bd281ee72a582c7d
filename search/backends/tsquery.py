"""From what is looked for to a tsquery that a GIN index answers, and to what must be looked up in the tokens."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from search.backends.vectors import HEAD, pair
from search.expression import Either, Every, Expression, Never, Sequence


@dataclass(frozen=True)
class Sql:
    """A condition with its parameters."""

    text: str
    params: tuple[Any, ...] = ()


@dataclass(frozen=True)
class Compiled:
    """A tsquery that the index answers, and what it leaves open; both must hold, and either may be missing.

    `exact` says all of it by looking through the tokens, which is slow, but faster than making vectors of them.
    """

    query: str
    exact: Sql
    rest: Sql | None = None

    def sql(self, vector: str) -> tuple[str, list[Any]]:
        """Return all of it as a condition that the index of `vector` narrows down, with its parameters."""
        conditions = [Sql(f"{vector} @@ %s::tsquery", (self.query,))] if self.query else []
        whole = _joined(" AND ", [*conditions, *([self.rest] if self.rest else [])])
        return whole.text, list(whole.params)


def compiled(node: Expression, has_pairs: bool = False) -> Compiled:
    """Return what the index is asked about text; raises TypeError for what is no text.

    `has_pairs`: the index knows neighbours, too.
    """
    match node:
        case Sequence(tokens, prefix, in_head):
            marks = [HEAD] if in_head else [HEAD, ""]
            return _either([_row([f"{mark}{token}" for token in tokens], prefix, has_pairs) for mark in marks])
        case Never(inner):
            found = compiled(inner, has_pairs)
            exact = Sql(f"NOT {found.exact.text}", found.exact.params)
            return Compiled("", exact, exact) if found.rest else Compiled(f"!({found.query})", exact)
        case Every(nodes):
            all_found = [compiled(part, has_pairs) for part in nodes]
            rests = [found.rest for found in all_found if found.rest]
            return Compiled(
                " & ".join(f"({found.query})" for found in all_found if found.query),
                _joined(" AND ", [found.exact for found in all_found]),
                _joined(" AND ", rests) if rests else None,
            )
        case Either(nodes):
            return _either([compiled(part, has_pairs) for part in nodes])
    raise TypeError(f"{node!r} is not for the index.")


def _either(found_in: list[Compiled]) -> Compiled:
    """Join by or. Where the index leaves something open, its answer only narrows down."""
    if len(found_in) == 1:
        return found_in[0]
    queries = [f"({found.query})" for found in found_in if found.query]
    exact = _joined(" OR ", [found.exact for found in found_in])
    is_open = any(found.rest for found in found_in)
    return Compiled(" | ".join(queries) if len(queries) == len(found_in) else "", exact, exact if is_open else None)


def _joined(operator: str, conditions: list[Sql]) -> Sql:
    text = operator.join(condition.text for condition in conditions)
    return Sql(f"({text})", tuple(param for condition in conditions for param in condition.params))


def _row(tokens: list[str], prefix: bool, has_pairs: bool) -> Compiled:
    lexemes = ["'{}'".format(token.replace("\\", "\\\\").replace("'", "''")) for token in tokens]
    whole = tokens[:-1] if prefix else tokens
    neighbours = [f"'{pair(*two)}'" for two in pairwise(whole)] if has_pairs else []
    query = " & ".join([*neighbours, *lexemes[:-1], f"{lexemes[-1]}:*" if prefix else lexemes[-1]])
    wanted = f" {' '.join(tokens)}{'' if prefix else ' '}"
    exact = Sql("strpos(m.tokens, %s) > 0", (wanted,))
    return Compiled(query, exact, exact if len(tokens) > 1 else None)
