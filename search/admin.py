"""Staff search the lists of the admin as readers search the site: drafts and what is hidden, too, by the same words."""

from __future__ import annotations

from functools import reduce
from operator import and_, or_
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotations import AnnotationAdmin
from annotations.admin.themes import ThemeAdmin
from annotations.models import Annotation, Tagging, Theme
from annotations.themes import key_of
from articles.admin import ArticleAdmin
from articles.models import Article
from search.backends import Group, index
from search.finding import BUDGET, MOST
from search.language import And, Field, Node, Not, Or, Words, read
from search.models import IndexState
from search.resolving import Resolver
from search.views.sentences import sentences

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Searched:
    """A list of the admin that is searched with the index, and as Django does it where that cannot be used."""

    group: ClassVar[Group]
    search_help_text: str | _StrPromise | None = _(
        "Words, “phrases”, -without, outlet: theme: by: before: after: as in the search of the site"
    )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find the rows that the query asks for, the first 10,000; say what could not be taken as it was typed."""
        query = read(search_term)
        for sentence in sentences(query):
            messages.warning(request, sentence)
        if query.tree is None:
            return (queryset.none() if query.text else queryset), False
        state = IndexState.now()
        store = index(state.slot)
        try:
            if not state.is_usable:
                raise DatabaseError("There is no index yet.")
            with store.budget(BUDGET):
                matching = queryset.filter(self._condition(query.tree, Resolver(store, request.user)))
                keys = list(matching.order_by().values_list("pk", flat=True)[:MOST])
        except DatabaseError:
            return super().get_search_results(request, queryset, search_term)  # type: ignore[misc,no-any-return]
        return queryset.filter(pk__in=store.numbers(keys)), False

    def named(self, words: str) -> Q:
        """Return the condition that a row goes by these words for another reason than its text."""
        return Q(pk__in=())

    def _condition(self, node: Node, resolver: Resolver) -> Q:
        match node:
            case And(nodes):
                return reduce(and_, (self._condition(part, resolver) for part in nodes))
            case Or(nodes):
                return reduce(or_, (self._condition(part, resolver) for part in nodes))
            case Not(inner):
                return ~self._condition(inner, resolver)
            case Words(text) | Field(_, text):
                asked, condition = resolver.split(resolver.expression(node, self.group), self.group.kind)
                if asked is not None:
                    source = resolver.index.source(self.group.kind, asked)
                    where = f"m.object IS NOT NULL AND {source.condition}"
                    sql = f"SELECT m.object FROM {source.tables} WHERE {where}"  # noqa: S608, names of our own tables
                    condition &= Q(pk__in=RawSQL(sql, source.params))  # noqa: S611
                return condition | self.named(text) if isinstance(node, Words) else condition


class SearchedArticleAdmin(Searched, ArticleAdmin):
    group = Group.ARTICLES


class SearchedAnnotationAdmin(Searched, AnnotationAdmin):
    """Words may also be those of an author's name or of a theme."""

    group = Group.PASSAGES

    def named(self, words: str) -> Q:
        names = (Q(**{f"{name}__icontains": words}) for name in ("username", "first_name", "last_name"))
        themed = Tagging.objects.filter(tag__key__contains=key_of(words) or words)
        authors = User.objects.filter(reduce(or_, names))
        return Q(author__in=authors) | Q(pk__in=themed.values("content_object"))


class SearchedThemeAdmin(Searched, ThemeAdmin):
    """Themes are few, and are found by any part of their names, former ones too."""

    group = Group.THEMES

    def named(self, words: str) -> Q:
        key = key_of(words) or words
        former = Theme.objects.filter(former_names__key__contains=key)
        return Q(key__contains=key) | Q(pk__in=former.values("pk"))


admin.site.unregister([Article, Annotation, Theme])
admin.site.register(Article, SearchedArticleAdmin)
admin.site.register(Annotation, SearchedAnnotationAdmin)
admin.site.register(Theme, SearchedThemeAdmin)
