"""The log of decisions: read by staff, written by what they decide, changed by nobody."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from annotations.admin.desk import ReadOnlyDesk
from annotations.models import Decision


class DecisionAdmin(ReadOnlyDesk):
    list_display = ("decided_at", "moderator", "verb", "reason", "about")
    list_filter = ("verb", "decided_at", ("moderator", admin.RelatedOnlyFieldListFilter))
    list_per_page = 100
    search_fields = ("reason", "moderator__username", "=annotation__id")
    fields = ("decided_at", "moderator", "verb", "reason", "about")
    readonly_fields = fields

    class Media:
        css = {"all": ["css/moderation.css"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Decision]:
        return super().get_queryset(request).select_related("moderator", "annotation__article")

    @admin.display(description=gettext_lazy("annotation"))
    def about(self, decision: Decision) -> str:
        """Lead to the annotation; of one that is no longer shared tell no more than its number."""
        annotation = decision.annotation
        if not annotation.is_shared:
            return _("%(annotation)s, no longer shared") % {"annotation": annotation}
        return format_html(
            '<a href="{}">{}</a> <q lang="{}" dir="{}">{}</q>',
            reverse("admin:annotations_annotation_change", args=[annotation.pk]),
            annotation,
            annotation.article.language,
            annotation.article.direction,
            Truncator(annotation.exact).chars(90),
        )
