"""From the tree of a query to what the index is asked, for one kind of result."""

# ruff: noqa: S608, S611 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from itertools import chain

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models.expressions import RawSQL

from search.backends import Group, Index, Kind
from search.conditions import EVERYTHING, MEANINGS, NOTHING, Conditions
from search.expression import (
    Condition,
    Either,
    Every,
    Expression,
    Never,
    Sequence,
    both,
    either,
    every,
    is_text,
    parts,
)  # fmt: skip
from search.language import And, Field, Node, Not, Or, Words
from search.language import Kind as How
from search.stems import stems, without_particle
from search.tokens import HANGUL, is_unspaced, looked_for, runs_of


@dataclass
class Resolver:
    """Resolves the queries of one person against one copy of the index. Forms of words are looked up once."""

    index: Index
    person: AbstractBaseUser | AnonymousUser
    conditions: Conditions = field(init=False)
    _forms: dict[str, list[str]] = field(default_factory=dict)
    _languages: list[str] | None = None

    def __post_init__(self) -> None:
        self.conditions = Conditions(self.index, self.person)

    def expression(self, node: Node, group: Group) -> Expression:
        """Return what the query asks of documents in this group of results."""
        match node:
            case Words():
                return self.words(node)
            case Field():
                return self._field(node, group)
            case Not(inner):
                return Never(self.expression(inner, group))
            case And(nodes):
                return every([self.expression(part, group) for part in nodes])
            case Or(nodes):
                return either([self.expression(part, group) for part in nodes])

    def words(self, words: Words) -> Expression:
        """Return the sequences in which words are found: as they stand, and in other forms if they are a word."""
        runs = runs_of(words.text)
        found = [sequence(runs, words.kind is How.PREFIX)]
        if words.kind is How.WORD and len(runs) == 1:
            found += [sequence([form], False) for form in self.forms(runs[0]) if form != runs[0]]
        return either(list(found))

    def forms(self, word: str) -> list[str]:
        """Return the forms that a folded word has in the languages of the library."""
        if HANGUL.fullmatch(word):
            return [without_particle(word)]
        if is_unspaced(word):
            return []
        if word not in self._forms:
            if self._languages is None:
                self._languages = self.index.languages()
            keys = set(chain.from_iterable(stems(word, language) for language in self._languages))
            self._forms[word] = self.index.forms(sorted(keys)) if keys else []
        return self._forms[word]

    def split(self, node: Expression, kind: Kind) -> tuple[Expression | None, Condition]:
        """Return what the index is asked, and what else an entry must say; both must hold."""
        text = [part for part in parts(node) if is_text(part)]
        rest = [self.condition(part, kind) for part in parts(node) if not is_text(part)]
        return every(text) if text else None, reduce(both, rest, EVERYTHING)

    def condition(self, node: Expression, kind: Kind) -> Condition:
        """Return the node as a condition on the entry, which asks the index where it is about text."""
        match node:
            case Condition():
                return node
            case Never(inner) if not is_text(inner):
                found = self.condition(inner, kind)
                return Condition(f"NOT {found.sql}", found.params)
            case Every(nodes) if not is_text(node):
                return reduce(both, (self.condition(part, kind) for part in nodes))
            case Either(nodes) if not is_text(node):
                return _any([self.condition(part, kind) for part in nodes])
        sql, params = self.index.holding(kind, node)
        return Condition(sql, tuple(params))

    def objects(self, node: Expression, kind: Kind) -> RawSQL:
        """Return a subquery of the objects whose entries fulfil the node, whoever may see them."""
        condition = self.condition(node, kind)
        entries = f"{self.index.entries(kind)} m WHERE m.object IS NOT NULL"
        return RawSQL(f"SELECT m.object FROM {entries} AND {condition.sql}", condition.params)

    def _field(self, condition: Field, group: Group) -> Expression:
        if condition.name == "in":
            return EVERYTHING if condition.value == group else NOTHING
        meaning = MEANINGS.get((condition.name, group.kind))
        return meaning(self.conditions, condition.value) if meaning else NOTHING


def sequence(runs: list[str], prefix: bool) -> Sequence:
    """Return what finds these runs one after the other."""
    tokens, begun = looked_for(tuple(runs), prefix)
    return Sequence(tuple(tokens), begun)


def _any(conditions: list[Condition]) -> Condition:
    sql = " OR ".join(condition.sql for condition in conditions)
    return Condition(f"({sql})", tuple(param for condition in conditions for param in condition.params))
