"""What the index is told of articles, annotations and themes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from django.utils.timezone import localdate

from annotations.models import Annotation, Theme
from articles.models import Article
from search.backends import Document, Index, Kind
from search.expression import Mark
from search.stems import stems
from search.tokens import BOUNDARY, detail_of, is_unspaced, tokens_of

# A document, and the language its words are in.
Read = tuple[Document, str]


def of_articles(keys: Iterable[int]) -> Iterator[Read]:
    """Read articles that have a wording; drafts too, which staff find in their lists."""
    articles = Article.objects.filter(pk__in=keys, current__isnull=False).select_related("current")
    for article in articles.defer("current__body").order_by("pk").select_for_update(of=("self",), no_key=True):
        details = (article.byline, article.outlet, article.agency, article.dateline)
        body = tokens_of(article.current.text if article.current else "")
        for detail in filter(None, details):
            body += [BOUNDARY, *tokens_of(detail)]
        body += [BOUNDARY, *detail_of(article.outlet, Mark.OUTLET), BOUNDARY, *detail_of(article.agency, Mark.OUTLET)]
        body += [BOUNDARY, *detail_of(article.byline, Mark.BYLINE)]
        body += [BOUNDARY, *detail_of(article.language, Mark.LANGUAGE)]
        yield Document(article.pk, article.published_on, tokens_of(article.headline), body), article.language


def of_annotations(keys: Iterable[int]) -> Iterator[Read]:
    """Read annotations, deleted ones too: who sees them is asked when somebody searches."""
    annotations = Annotation.objects.filter(pk__in=keys).select_related("article")
    annotations = annotations.only("exact", "note", "created_at", "article__language").order_by("pk")
    yield from map(of_annotation, annotations.select_for_update(of=("self",), no_key=True))


def hold_articles(annotations: Iterable[int]) -> None:
    """Keep the articles of these annotations from being withdrawn, for example, until the transaction ends.

    Whoever waits for this finds their entries, and changes what they say. It comes first: corrections, too, take hold
    of the article before its annotations.
    """
    keys = Annotation.objects.filter(pk__in=annotations).order_by().values("article")
    list(Article.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True).values_list("pk"))


def of_annotation(annotation: Annotation) -> Read:
    """Read an annotation as it is in memory."""
    head, body = tokens_of(annotation.exact), tokens_of(annotation.note)
    return Document(annotation.pk, localdate(annotation.created_at), head, body), annotation.article.language


def of_themes(keys: Iterable[int]) -> Iterator[Read]:
    """Read themes."""
    for theme in Theme.objects.filter(pk__in=keys).order_by("pk").select_for_update(no_key=True):
        yield Document(theme.pk, localdate(theme.created_at), tokens_of(theme.name), tokens_of(theme.definition)), "en"


READERS = {Kind.ARTICLE: of_articles, Kind.ANNOTATION: of_annotations, Kind.THEME: of_themes}


# A language and a word of a text in it.
Spoken = tuple[str, str]


def write(index: Index, kind: Kind, read: Iterable[Read], known: set[Spoken] | None = None) -> None:
    """Write documents into a copy of the index, with the words they have; `known` were written before, and grow."""
    read = list(read)
    index.add(kind, [document for document, _ in read])
    spoken = {(language, word) for document, language in read for word in (*document.head, *document.body)}
    if known is not None:
        spoken -= known
        known |= spoken
    index.learn(chain.from_iterable(keys_of(word, language) for language, word in spoken))


def keys_of(word: str, language: str) -> Iterator[tuple[str, str]]:
    """Yield a word with the keys of its stems; "" is a key that every word has, and tells that it occurs."""
    if word[0].isalnum() and not is_unspaced(word):
        yield "", word
        for stem in stems(word, language):
            yield stem, word
