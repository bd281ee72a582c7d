"""From the tree of a query to what the index and the live tables are asked, for one kind of result."""

# ruff: noqa: S608, S611 -- what is put together is names of our own tables; values are parameters

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import reduce
from itertools import chain
from operator import and_, or_

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.utils import timezone

from annotations.models import Anchor, Annotation, Tagging, Theme
from search.backends import Group, Index, Kind
from search.expression import (
    Condition,
    Either,
    Every,
    Expression,
    Mark,
    Never,
    Sequence,
    either,
    every,
    is_text,
    parts,
)  # fmt: skip
from search.language import And, Field, Node, Not, Or, Words, period
from search.language import Kind as How
from search.stems import stems, without_particle
from search.tokens import HANGUL, is_unspaced, looked_for, runs_of, tokens_of

NOTHING = Q(pk__in=())
EVERYTHING = Q(pk__isnull=False)  # an empty Q has no opposite


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

    def split(self, node: Expression, kind: Kind) -> tuple[Expression | None, Q]:
        """Return what the index is asked and what the live tables are asked; both must hold."""
        text = [part for part in parts(node) if is_text(part)]
        rest = [self.condition(part, kind) for part in parts(node) if not is_text(part)]
        return every(text) if text else None, reduce(and_, rest, Q())

    def condition(self, node: Expression, kind: Kind) -> Q:
        """Return the node as a condition on live tables, which ask the index where it is about text."""
        match node:
            case Condition(q):
                return q
            case Never(inner) if not is_text(inner):
                return ~self.condition(inner, kind)
            case Every(nodes) if not is_text(node):
                return reduce(and_, (self.condition(part, kind) for part in nodes))
            case Either(nodes) if not is_text(node):
                return reduce(or_, (self.condition(part, kind) for part in nodes))
        return Q(pk__in=self._objects(kind, node))

    def _objects(self, kind: Kind, text: Expression) -> RawSQL:
        """Return a subquery of the objects whose documents match."""
        source = self.index.source(kind, text)
        where = f"m.object IS NOT NULL AND {source.condition}"
        return RawSQL(f"SELECT m.object FROM {source.tables} WHERE {where}", source.params)

    def _field(self, condition: Field, group: Group) -> Expression:
        if condition.name == "in":
            return Condition(EVERYTHING if condition.value == group else NOTHING)
        meaning = _MEANINGS.get((condition.name, group.kind))
        return meaning(self, condition.value) if meaning else Condition(NOTHING)

    def _detail(self, mark: Mark, value: str) -> Sequence:
        return Sequence(tuple(f"{mark}{token}" for token in looked_for(tuple(runs_of(value)), False)[0]))

    def _of_article(self, mark: Mark, value: str) -> Condition:
        return Condition(Q(article__in=self._objects(Kind.ARTICLE, self._detail(mark, value))))

    def _themes(self, value: str) -> list[int]:
        """Return the themes of this name, or of a former one; where there is none, those with these words in it."""
        if theme := Theme.objects.named(value):
            return [theme.pk]
        named = Sequence(tuple(looked_for(tuple(runs_of(value)), False)[0]), in_head=True)
        return list(Theme.objects.filter(pk__in=self._objects(Kind.THEME, named)).values_list("pk", flat=True))

    def _bearing(self, value: str) -> Q:
        return Q(pk__in=Tagging.objects.filter(tag__in=self._themes(value)).values("content_object"))

    def _seen(self, q: Q) -> Condition:
        """Return the condition that somebody may see an annotation of this sort on the article."""
        return Condition(Q(pk__in=Annotation.objects.visible_to(self.person).filter(q).values("article")))

    def _is(self, value: str) -> Condition:
        if value in Anchor.State.values:
            return Condition(Q(anchor__state=value))
        return Condition(
            {
                "mine": Q(author=self.person.pk),
                "private": Q(visibility=Annotation.Visibility.PRIVATE, author=self.person.pk),
                "shared": Q(visibility=Annotation.Visibility.EVERYONE),
                "hidden": Q(hidden_by__isnull=False),
            }[value]
        )


def sequence(runs: list[str], prefix: bool) -> Sequence:
    """Return what finds these runs one after the other."""
    tokens, begun = looked_for(tuple(runs), prefix)
    return Sequence(tuple(tokens), begun)


def _authors(value: str) -> Q:
    """Return the condition that the author goes by this name: her user name, or all its words are among her names."""
    people = User.objects.values_list("pk", "username", "first_name", "last_name")
    if namesake := [pk for pk, username, *_ in people if username == value]:
        return Q(author__in=namesake)
    wanted = set(tokens_of(value))
    found = [pk for pk, *names in people if wanted <= set(tokens_of(" ".join(names)))]
    return Q(author__in=found)


def _moment(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _period(value: str) -> tuple[date, date]:
    first_and_last = period(value)
    if not first_and_last:  # the reader of the language lets nothing else through
        raise ValueError(value)
    return first_and_last


def _day_before(_resolver: Resolver, value: str) -> Condition:
    return Condition(Q(published_on__lt=_period(value)[0]))


def _day_after(_resolver: Resolver, value: str) -> Condition:
    return Condition(Q(published_on__gt=_period(value)[1]))


def _day_on(_resolver: Resolver, value: str) -> Condition:
    return Condition(Q(published_on__range=_period(value)))


def _made_before(_resolver: Resolver, value: str) -> Condition:
    return Condition(Q(created_at__lt=_moment(_period(value)[0])))


def _made_after(_resolver: Resolver, value: str) -> Condition:
    return Condition(Q(created_at__gte=_moment(_period(value)[1] + timedelta(days=1))))


def _made_on(_resolver: Resolver, value: str) -> Condition:
    first, last = _period(value)
    return Condition(Q(created_at__gte=_moment(first), created_at__lt=_moment(last + timedelta(days=1))))


_HAS = {
    "note": ~Q(note=""),
    "theme": Q(pk__in=Tagging.objects.values("content_object")),
    "annotation": EVERYTHING,
}

# What a field means for articles and for annotations; where it means nothing, nothing is found.
_MEANINGS: dict[tuple[str, Kind], Callable[[Resolver, str], Expression]] = {
    ("outlet", Kind.ARTICLE): lambda self, value: self._detail(Mark.OUTLET, value),
    ("outlet", Kind.ANNOTATION): lambda self, value: self._of_article(Mark.OUTLET, value),
    ("lang", Kind.ARTICLE): lambda self, value: self._detail(Mark.LANGUAGE, value),
    ("lang", Kind.ANNOTATION): lambda self, value: self._of_article(Mark.LANGUAGE, value),
    ("by", Kind.ARTICLE): lambda self, value: self._detail(Mark.BYLINE, value),
    ("by", Kind.ANNOTATION): lambda self, value: Condition(_authors(value)),
    ("theme", Kind.ARTICLE): lambda self, value: self._seen(self._bearing(value)),
    ("theme", Kind.ANNOTATION): lambda self, value: Condition(self._bearing(value)),
    ("has", Kind.ARTICLE): lambda self, value: self._seen(_HAS[value]),
    ("has", Kind.ANNOTATION): lambda self, value: Condition(_HAS[value]),
    ("is", Kind.ANNOTATION): lambda self, value: self._is(value),
    ("before", Kind.ARTICLE): _day_before,
    ("after", Kind.ARTICLE): _day_after,
    ("on", Kind.ARTICLE): _day_on,
    ("before", Kind.ANNOTATION): _made_before,
    ("after", Kind.ANNOTATION): _made_after,
    ("on", Kind.ANNOTATION): _made_on,
}
