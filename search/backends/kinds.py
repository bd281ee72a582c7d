"""What the index knows, and in which groups it is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Kind(StrEnum):
    """What documents are of."""

    ARTICLE = "article"
    ANNOTATION = "annotation"
    THEME = "theme"


class Group(StrEnum):
    """What results are shown together. Annotations are passages where their quote has the words, else notes."""

    ARTICLES = "articles"
    PASSAGES = "passages"
    NOTES = "notes"
    THEMES = "themes"

    @property
    def kind(self) -> Kind:
        return {Group.ARTICLES: Kind.ARTICLE, Group.THEMES: Kind.THEME}.get(self, Kind.ANNOTATION)


@dataclass(frozen=True)
class Document:
    """What the index knows of an object: tokens of its head (headline, quote, name) and of the rest, and its day."""

    object: int
    day: date | None
    head: list[str]
    body: list[str]
