"""By what moderators sift the annotations."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import ModelAdmin, SimpleListFilter
from django.contrib.auth import get_user_model
from django.db.models import Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from annotations.models import Annotation, AnnotationQuerySet, Theme
from articles.models import Article

MOST_CHOICES = 30
LONGEST_NUMBER = 18  # digits, as much as a database's integer holds


class FlagFilter(SimpleListFilter):
    title = _("flags")
    parameter_name = "flags"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Annotation]) -> list[tuple[str, Any]]:
        return [("open", _("Open flags"))]

    def queryset(self, request: HttpRequest, queryset: AnnotationQuerySet) -> AnnotationQuerySet:  # type: ignore[override]
        return queryset.flagged() if self.value() == "open" else queryset


class StateFilter(SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Annotation]) -> list[tuple[str, Any]]:
        return [("visible", _("Visible")), ("hidden", _("Hidden"))]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() in ("visible", "hidden"):
            return queryset.filter(hidden_by__isnull=self.value() == "visible")
        return queryset


class RelatedFilter(SimpleListFilter):
    """Offers the first few of what may be very many, and always the one that is chosen."""

    field: str

    def candidates(self) -> QuerySet[Any]:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Annotation]) -> list[tuple[str, str]]:
        found: dict[str, Model] = {str(one.pk): one for one in self.candidates()[:MOST_CHOICES]}
        if self.chosen() and self.value() not in found:
            found |= {str(one.pk): one for one in self.candidates().filter(pk=self.chosen())}
        return [(pk, str(one)) for pk, one in found.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        if self.value() is None:
            return queryset
        return queryset.filter(**{self.field: self.chosen()})

    def chosen(self) -> int:
        """Return the number in the address, or 0, which nothing has, where it is none."""
        value = self.value() or ""
        return int(value) if value.isdecimal() and len(value) < LONGEST_NUMBER else 0


class ThemeFilter(RelatedFilter):
    title, parameter_name, field = _("theme"), "theme", "taggings__tag"

    def candidates(self) -> QuerySet[Any]:
        return Theme.objects.order_by("name")


class ArticleFilter(RelatedFilter):
    title, parameter_name, field = _("article"), "article", "article"

    def candidates(self) -> QuerySet[Any]:
        return Article.objects.exclude(published_at=None).only("headline").newest_first()


class AuthorFilter(RelatedFilter):
    """Stands beside the list once an author was chosen in it."""

    title, parameter_name, field = _("author"), "author", "author"

    def candidates(self) -> QuerySet[Any]:
        return get_user_model().objects.filter(pk=self.chosen(), pk__in=Annotation.objects.shared().values("author"))
