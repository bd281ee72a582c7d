"""Staff search in the admin's lists as everybody does in the reading room: drafts and withdrawn articles too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.admin.annotations import AnnotationAdmin
from annotations.models import Annotation
from articles.admin import ArticleAdmin
from articles.models import Article
from search.finding import narrow

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Any]
else:
    _ModelAdmin = object


class Searched(_ModelAdmin):
    """Uses the index where it can; without one, Django's own search looks through `search_fields`."""

    search_help_text = _('Words, "a phrase", a beginning*, -without, outlet:reuters, by:amina, after:2021')

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        found = narrow(queryset, search_term, request.user)
        return super().get_search_results(request, queryset, search_term) if found is None else (found, False)


def _search(model: type[Model], desk: type[admin.ModelAdmin[Any]]) -> None:
    admin.site.unregister(model)
    admin.site.register(model, type(desk.__name__, (Searched, desk), {}))


_search(Article, ArticleAdmin)
_search(Annotation, AnnotationAdmin)
