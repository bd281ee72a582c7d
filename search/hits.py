"""What is shown of a result: read from the live tables, once more only what the person may see."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser

from annotations.models import Annotation, Theme
from articles.models import Article
from search.backends import Group, Kind
from search.conditions import may_find
from search.snippets import Marker, Snippet


@dataclass(frozen=True)
class Hit:
    """A result. `offset` is where its first match starts in the current wording of its article, in code points.

    `title` is the headline, the quote or the theme's name; `text` the piece of the article, the note or the definition
    that has the words.
    """

    group: Group
    object: Any
    address: str
    title: Snippet
    text: Snippet
    offset: int | None = None


def hits(keys: dict[Group, list[int]], person: AbstractBaseUser | AnonymousUser, marker: Marker) -> list[list[Hit]]:
    """Return the hits for the keys of each group, in their order. Passages and notes are fetched together."""
    wanted: dict[Kind, list[int]] = {}
    for group, some in keys.items():
        wanted.setdefault(group.kind, []).extend(some)
    rows = {kind: {row.pk: row for row in _visible(kind, some, person)} for kind, some in wanted.items() if some}
    return [
        [_hit(group, rows[group.kind][key], marker) for key in some if key in rows[group.kind]]
        for group, some in keys.items()
    ]


def _visible(kind: Kind, keys: list[int], person: AbstractBaseUser | AnonymousUser) -> Iterable[Any]:
    if kind is Kind.ARTICLE:
        # SQLite would go through all that is published, to find these few: their status is looked at here instead.
        articles = Article.objects.filter(pk__in=keys).select_related("current").defer("current__body")
        return [article for article in articles if article.is_readable] if may_find(kind, person) else []
    if kind is Kind.ANNOTATION:
        annotations = Annotation.objects.visible_to(person).filter(pk__in=keys)
        return annotations.select_related("author", "article", "anchor").prefetch_related("themes")  # type: ignore[misc]
    return Theme.objects.filter(pk__in=keys) if may_find(kind, person) else []


def _hit(group: Group, row: Article | Annotation | Theme, marker: Marker) -> Hit:
    if isinstance(row, Article):
        text = marker.cut(row.current.text if row.current else "")
        return Hit(group, row, row.get_absolute_url(), marker.mark(row.headline), text, text.offset)
    if isinstance(row, Theme):
        return Hit(group, row, row.get_absolute_url(), marker.mark(row.name), marker.cut(row.definition))
    return _of_annotation(group, row, marker)


def _of_annotation(group: Group, row: Annotation, marker: Marker) -> Hit:
    offset = row.anchor.start if row.anchor else None
    return Hit(group, row, row.get_absolute_url(), marker.cut(row.exact), marker.cut(row.note), offset)
