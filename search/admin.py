"""Staff search in the admin's lists as everybody does in the reading room: drafts and what is hidden, too."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import Model, Q, QuerySet
from django.http import HttpRequest

from annotations.admin.annotations import AnnotationAdmin
from annotations.admin.themes import ThemeAdmin
from annotations.models import Annotation, Tagging, Theme
from annotations.themes import key_of
from articles.admin import ArticleAdmin
from articles.models import Article
from search.finding import narrow
from search.language import LONGEST, MOST_TERMS, And, Not, Words, read, write
from search.views.sentences import sentences

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


class Bounded(_ModelAdmin):
    """Django's own search, of as many words as a database takes."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        words = search_term[:LONGEST].split()[:MOST_TERMS]
        return super().get_search_results(request, queryset, " ".join(words))


class Searched(Bounded):
    """Uses the index where it can; without one, Django's own search looks through `search_fields`."""

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        query = read(search_term)
        for sentence in sentences(query):
            messages.warning(request, sentence)
        if query.tree is None:
            return super().get_search_results(request, queryset, search_term)
        found = queryset
        for part in query.tree.nodes if isinstance(query.tree, And) else (query.tree,):
            wanted = part.node if isinstance(part, Not) else part
            rows = narrow(self.model._default_manager.all(), write(wanted), request.user)
            if rows is None:
                return super().get_search_results(request, queryset, search_term)
            condition = Q(pk__in=rows.values("pk"))
            if isinstance(wanted, Words):
                condition |= self.named(wanted.text)
            found = found.exclude(condition) if isinstance(part, Not) else found.filter(condition)
        return found, False

    def named(self, words: str) -> Q:
        """Return the condition that a row goes by these words for another reason than its text."""
        return Q(pk__in=())


class SearchedAnnotations(Searched):
    """Words may also be those of an author's name or of a theme."""

    def named(self, words: str) -> Q:
        names = (Q(**{f"{name}__icontains": words}) for name in ("username", "first_name", "last_name"))
        themed = Tagging.objects.filter(tag__key__contains=key_of(words) or words)
        authors = User.objects.filter(reduce(or_, names))
        return Q(author__in=authors) | Q(pk__in=themed.values("content_object"))


def _search(model: type[Model], desk: type[admin.ModelAdmin[Any]], searched: type[Bounded]) -> None:
    admin.site.unregister(model)
    admin.site.register(model, type(desk.__name__, (searched, desk), {}))


_search(Article, ArticleAdmin, Searched)
_search(Annotation, AnnotationAdmin, SearchedAnnotations)
_search(Theme, ThemeAdmin, Bounded)
