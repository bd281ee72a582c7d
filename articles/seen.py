"""What an editor is told of an article that was brought in before: by its file, by its words, or by most of them."""

from __future__ import annotations

from typing import NamedTuple

from articles.likeness import Likeness
from articles.models import Article, Source

MOST = 5  # articles of each sort: who is told of so many looks into the list of articles


class Seen(NamedTuple):
    """An article that came from the same file, or is like the text at hand, or both."""

    article: Article
    same_file: bool
    likeness: Likeness | None


def seen_before(text: str, source: Source | None, but: Article | None = None) -> list[Seen]:
    """Return the articles, other than `but`, that came from the source's bytes or are much like the text.

    Those of the same file come first, then the likest.
    """
    files = _of_the_same_file(source, but) if source else []
    alike = dict(Article.objects.like(text, but)[:MOST])
    others = [article for article in alike if article not in files]
    return [Seen(article, article in files, alike.get(article)) for article in [*files, *others]]


def _of_the_same_file(source: Source, but: Article | None) -> list[Article]:
    articles = Article.objects.filter(revisions__source__sha256=source.sha256).distinct().order_by("-pk")
    return list((articles.exclude(pk=but.pk) if but else articles)[:MOST])
