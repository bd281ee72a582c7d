"""What is shown of a result: read from the live tables, once more only what the person may see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db.models import QuerySet

from annotations.models import Annotation, Theme
from articles.models import Article
from search.backends import Group, Kind
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


def hits(group: Group, keys: list[int], person: AbstractBaseUser | AnonymousUser, marker: Marker) -> list[Hit]:
    """Return the hits for these keys, in their order."""
    if not keys:
        return []
    found = {row.pk: row for row in _visible(group, person).filter(pk__in=keys)}
    return [_hit(group, found[key], marker) for key in keys if key in found]


def _visible(group: Group, person: AbstractBaseUser | AnonymousUser) -> QuerySet[Any]:
    if group.kind is Kind.ARTICLE:
        return Article.objects.visible_to(person).select_related("current").defer("current__body")
    if group.kind is Kind.ANNOTATION:
        annotations = Annotation.objects.visible_to(person)
        return annotations.select_related("author", "article", "anchor").prefetch_related("themes")  # type: ignore[misc]
    return Theme.objects.all() if person.is_authenticated else Theme.objects.none()


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
