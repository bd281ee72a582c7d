"""From the tree of a query to what the index is asked, for one kind of result."""

# ruff: noqa: S608, S611 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from itertools import chain

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db import connection
from django.db.models.expressions import RawSQL
from django.utils import timezone

from annotations.models import Anchor, Theme
from search.backends import EPOCH, Group, Index, Kind
from search.expression import (
    Condition,
    Either,
    Every,
    Expression,
    Mark,
    Never,
    Sequence,
    both,
    either,
    every,
    is_text,
    parts,
)  # fmt: skip
from search.language import And, Field, Node, Not, Or, Words, period
from search.language import Kind as How
from search.stems import stems, without_particle
from search.tokens import HANGUL, is_unspaced, looked_for, runs_of, tokens_of

NOTHING = Condition("FALSE")
EVERYTHING = Condition("TRUE")


@dataclass
class Resolver:
    """Resolves the queries of one person against one copy of the index. Forms of words are looked up once."""

    index: Index
    person: AbstractBaseUser | AnonymousUser
    _forms: dict[str, list[str]] = field(default_factory=dict)
    _languages: list[str] | None = None

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

    def since(self, kind: Kind, moment: datetime) -> Condition:
        """Return the condition that the object came to readers after this moment."""
        table, column = _CAME[kind]
        now = connection.ops.adapt_datetimefield_value(moment)
        return Condition(f"EXISTS (SELECT 1 FROM {table} o WHERE o.id = m.object AND o.{column} > %s)", (now,))

    def sight(self, entry: str = "m") -> Condition:
        """Return the condition that readers find the article now, and that the annotation is for this person too."""
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        is_open = f"{entry}.opens <= %s AND {entry}.closes > %s"
        return Condition(f"{is_open} AND ({entry}.seen_by = 0 OR {entry}.seen_by = %s)", (now, now, self.person.pk))

    def _field(self, condition: Field, group: Group) -> Expression:
        if condition.name == "in":
            return EVERYTHING if condition.value == group else NOTHING
        meaning = _MEANINGS.get((condition.name, group.kind))
        return meaning(self, condition.value) if meaning else NOTHING

    def _detail(self, mark: Mark, value: str) -> Sequence:
        return Sequence(tuple(f"{mark}{token}" for token in looked_for(tuple(runs_of(value)), False)[0]))

    def _of_article(self, mark: Mark, value: str) -> Condition:
        source = self.index.source(Kind.ARTICLE, self._detail(mark, value))
        return Condition(
            f"m.article IN (SELECT m.object FROM {source.tables} WHERE {source.condition})", tuple(source.params)
        )

    def _themes(self, value: str) -> list[int]:
        """Return the themes of this name, or of a former one; where there is none, those with these words in it."""
        if theme := Theme.objects.named(value):
            return [theme.pk]
        named = Sequence(tuple(looked_for(tuple(runs_of(value)), False)[0]), in_head=True)
        source = self.index.source(Kind.THEME, named)
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT m.object FROM {source.tables} WHERE {source.condition}", source.params)
            return [row[0] for row in cursor]

    def _bearing(self, value: str) -> Condition:
        themes, param = self.index.numbers(self._themes(value))
        borne = f"SELECT content_object_id FROM annotations_tagging WHERE tag_id IN ({themes})"
        return Condition(f"m.object IN ({borne})", (param,), is_narrow=True)

    def _of_annotations(self, value: str) -> Condition:
        """Return the condition that somebody sees an annotation under this theme on the article."""
        bearing, sight = self._bearing(value), self.sight()
        entries = self.index.entries(Kind.ANNOTATION)
        with connection.cursor() as cursor:  # once, and not for every step of the ranking
            cursor.execute(
                f"SELECT DISTINCT m.article FROM {entries} m WHERE {bearing.sql} AND {sight.sql}",
                [*bearing.params, *sight.params],
            )
            articles, param = self.index.numbers([row[0] for row in cursor])
        return Condition(f"m.object IN ({articles})", (param,), is_narrow=True)

    def _annotated(self, value: str) -> Condition:
        """Return the condition that somebody sees an annotation of this sort on the article."""
        entries, sight = self.index.entries(Kind.ANNOTATION), self.sight("n")
        of_it = f"annotations_annotation a JOIN {entries} n ON n.object = a.id WHERE a.article_id = m.object"
        return Condition(f"EXISTS (SELECT 1 FROM {of_it} AND {sight.sql} AND n.{_HAS[value]})", sight.params)

    def _is(self, value: str) -> Condition:
        if value in Anchor.State.values:
            return Condition("m.state = %s", (value,))
        mine = "m.author = %s"
        return {
            "mine": Condition(mine, (self.person.pk,)),
            "private": Condition(f"(m.visibility = 'private' AND {mine})", (self.person.pk,)),
            "shared": Condition("m.visibility = 'everyone'"),
            "hidden": Condition("m.is_hidden"),
        }[value]


def sequence(runs: list[str], prefix: bool) -> Sequence:
    """Return what finds these runs one after the other."""
    tokens, begun = looked_for(tuple(runs), prefix)
    return Sequence(tuple(tokens), begun)


def _any(conditions: list[Condition]) -> Condition:
    sql = " OR ".join(condition.sql for condition in conditions)
    return Condition(f"({sql})", tuple(param for condition in conditions for param in condition.params))


def _authors(resolver: Resolver, value: str) -> Condition:
    """Return the condition that the author goes by this name: her user name, or all its words are among her names."""
    people = User.objects.values_list("pk", "username", "first_name", "last_name")
    wanted = set(tokens_of(value))
    found = [pk for pk, username, *_ in people if username == value] or [
        pk for pk, *names in people if wanted <= set(tokens_of(" ".join(names)))
    ]
    authors, param = resolver.index.numbers(found)
    return Condition(f"m.author IN ({authors})", (param,))


def _before(_resolver: Resolver, value: str) -> Condition:
    return _in_days(None, _period(value)[0] - 1)


def _after(_resolver: Resolver, value: str) -> Condition:
    return _in_days(_period(value)[1] + 1, None)


def _on(_resolver: Resolver, value: str) -> Condition:
    return _in_days(*_period(value))


def _in_days(first: int | None, last: int | None) -> Condition:
    bounds = [("m.day >= %s", first), ("m.day <= %s", last)]
    given = [(sql, day) for sql, day in bounds if day is not None]
    sql = " AND ".join(["m.day IS NOT NULL", *(sql for sql, _ in given)])
    return Condition(f"({sql})", tuple(day for _, day in given))


def _period(value: str) -> tuple[int, int]:
    """Return the first and the last day of a period, counted from EPOCH."""
    first_and_last = period(value)
    if not first_and_last:  # the reader of the language lets nothing else through
        raise ValueError(value)
    first, last = first_and_last
    return (first - EPOCH).days, (last - EPOCH).days


_CAME = {
    Kind.ARTICLE: ("articles_article", "published_at"),
    Kind.ANNOTATION: ("annotations_annotation", "created_at"),
    Kind.THEME: ("annotations_theme", "created_at"),
}
_HAS = {"note": "has_note", "theme": "themes <> ''", "annotation": "object IS NOT NULL"}

# What a field means for articles and for annotations; where it means nothing, nothing is found.
_MEANINGS: dict[tuple[str, Kind], Callable[[Resolver, str], Expression]] = {
    ("outlet", Kind.ARTICLE): lambda self, value: self._detail(Mark.OUTLET, value),
    ("outlet", Kind.ANNOTATION): lambda self, value: self._of_article(Mark.OUTLET, value),
    ("lang", Kind.ARTICLE): lambda self, value: self._detail(Mark.LANGUAGE, value),
    ("lang", Kind.ANNOTATION): lambda self, value: self._of_article(Mark.LANGUAGE, value),
    ("by", Kind.ARTICLE): lambda self, value: self._detail(Mark.BYLINE, value),
    ("by", Kind.ANNOTATION): _authors,
    ("theme", Kind.ARTICLE): lambda self, value: self._of_annotations(value),
    ("theme", Kind.ANNOTATION): lambda self, value: self._bearing(value),
    ("has", Kind.ARTICLE): lambda self, value: self._annotated(value),
    ("has", Kind.ANNOTATION): lambda _self, value: Condition(f"m.{_HAS[value]}"),
    ("is", Kind.ANNOTATION): lambda self, value: self._is(value),
    **{
        (name, kind): meaning
        for kind in (Kind.ARTICLE, Kind.ANNOTATION)
        for name, meaning in (("before", _before), ("after", _after), ("on", _on))
    },
}
