"""Annotations as moderators see them: shared ones only, never edited, decided about one by one or in bulk."""

from __future__ import annotations

from functools import reduce
from html import unescape
from operator import or_
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join, strip_tags
from django.utils.text import Truncator
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.admin import sentences
from annotations.admin.desk import ReadOnlyDesk
from annotations.admin.filters import ArticleFilter, AuthorFilter, FlagFilter, StateFilter, ThemeFilter
from annotations.admin.forms import DecisionForm, ReasonForm
from annotations.models import Annotation, AnnotationQuerySet, Decision, Flag, Tagging
from annotations.themes import key_of
from newsroom.http import AuthenticatedRequest

MOST_AT_ONCE = 500
VERBS = {
    Decision.Verb.HIDE: Annotation.hide,
    Decision.Verb.RESTORE: Annotation.restore,
    Decision.Verb.DISMISS: Annotation.dismiss_flags,
}


class AnnotationAdmin(ReadOnlyDesk):
    """Staff never touch a reader's words: they decide about them."""

    list_display = ("quote", "note_and_origin", "under", "state")
    list_filter = (FlagFilter, StateFilter, ThemeFilter, ArticleFilter, AuthorFilter, "created_at")
    list_per_page = 50
    search_fields = ("exact", "note", "author__username", "author__first_name", "author__last_name")
    ordering = ("-pk",)
    actions = ("hide_selected", "restore_selected", "dismiss_selected")
    change_form_template = "admin/annotations/annotation/page.html"

    class Media:
        css = {"all": ["css/looks.css", "css/moderation.css"]}

    def get_queryset(self, request: HttpRequest) -> AnnotationQuerySet:
        """Begin every list, search, count and page with what its author shows to everyone."""
        flags = Flag.objects.open().filter(annotation=OuterRef("pk")).order_by().values("annotation")
        return (
            Annotation.objects.shared()
            .select_related("author", "article", "hidden_by__moderator", "anchor__settled_by")
            .prefetch_related("themes")  # type: ignore[misc]
            .annotate(open_flags=Coalesce(Subquery(flags.annotate(number=Count("pk")).values("number")), 0))
            .order_by(*self.ordering)
        )

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """Find annotations that hold every word; two words may be those of two themes."""
        for word in search_term.split():
            themed = Tagging.objects.filter(tag__key__contains=key_of(word) or word)
            places = (Q(**{f"{field}__icontains": word}) for field in self.search_fields)
            queryset = queryset.filter(reduce(or_, places, Q(pk__in=themed.values("content_object"))))
        return queryset, False

    def has_view_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        return request.user.has_perm("annotations.view_annotation")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("annotations.add_decision")

    # The list

    @admin.display(description=gettext_lazy("quote"))
    def quote(self, annotation: Annotation) -> str:
        article, words = annotation.article, Truncator(annotation.exact).chars(120)
        return format_html('<span lang="{}" dir="{}">{}</span>', article.language, article.direction, words)

    @admin.display(description=gettext_lazy("note, author and article"), ordering="author__username")
    def note_and_origin(self, annotation: Annotation) -> str:
        """What was said, by whom, where and when; author and article lead to the list sifted by them."""
        return format_html(
            '<p dir="auto">{}</p><p><a href="?author={}">{}</a>, {}</p><p><a href="?article={}"><bdi>{}</bdi></a></p>',
            Truncator(unescape(strip_tags(annotation.note_html))).chars(160),
            annotation.author_id,
            annotation.author,
            date_format(localtime(annotation.created_at)),
            annotation.article_id,
            Truncator(annotation.article.headline).chars(60),
        )

    @admin.display(description=gettext_lazy("themes"), empty_value="")
    def under(self, annotation: Annotation) -> str:
        return format_html_join("", "<span class='theme'>{}</span> ", ((theme,) for theme in annotation.themes.all()))

    @admin.display(description=gettext_lazy("state"), ordering="open_flags")
    def state(self, annotation: Annotation) -> str:
        number: int = annotation.open_flags  # type: ignore[attr-defined]
        flags = ngettext("%(number)d open flag", "%(number)d open flags", number) % {"number": number} if number else ""
        return format_html("{}<p><strong>{}</strong></p>", _("hidden") if annotation.hidden_by else _("visible"), flags)

    # The page of one annotation

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        """Show an annotation with its flags and decisions, and take a new decision."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        annotation = self.get_object(request, unquote(object_id))
        if annotation is None:
            raise Http404
        form = DecisionForm(request.POST or None)
        if request.method == "POST":
            if not self.has_decide_permission(request):
                raise PermissionDenied
            if form.is_valid():
                return self._decide(request, annotation, form)
        return TemplateResponse(
            request,
            self.change_form_template,
            {
                **self.admin_site.each_context(request),
                "title": _("Annotation %(number)s") % {"number": annotation.pk},
                "opts": self.opts,
                "media": self.media,
                "annotation": annotation,
                "form": form,
                "may_decide": self.has_decide_permission(request),
                "flags": annotation.flags.select_related("reader", "settled_by__moderator").order_by("-pk"),
                "decisions": annotation.decisions.select_related("moderator"),
            },
            status=422 if form.is_bound else 200,
        )

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """What was done about an annotation stands on its page."""
        return redirect("admin:annotations_annotation_change", object_id)

    def _decide(self, request: HttpRequest, annotation: Annotation, form: DecisionForm) -> HttpResponse:
        verb = Decision.Verb(form.cleaned_data["verb"])
        moderator = cast("User", request.user)
        if VERBS[verb](annotation, moderator, form.cleaned_data["reason"]):
            self.message_user(request, sentences.done(verb, 1), messages.SUCCESS)
        else:
            self.message_user(request, sentences.too_late(1), messages.WARNING)
        return self.response_post_save_change(request, annotation)

    # Many at once

    @admin.action(description=gettext_lazy("Hide selected annotations…"), permissions=["decide"])
    def hide_selected(self, request: AuthenticatedRequest, chosen: AnnotationQuerySet) -> HttpResponse | None:
        return self._decide_selected(request, chosen.filter(hidden_by=None), Decision.Verb.HIDE)

    @admin.action(description=gettext_lazy("Restore selected annotations…"), permissions=["decide"])
    def restore_selected(self, request: AuthenticatedRequest, chosen: AnnotationQuerySet) -> HttpResponse | None:
        return self._decide_selected(request, chosen.exclude(hidden_by=None), Decision.Verb.RESTORE)

    @admin.action(description=gettext_lazy("Dismiss flags of selected annotations…"), permissions=["decide"])
    def dismiss_selected(self, request: AuthenticatedRequest, chosen: AnnotationQuerySet) -> HttpResponse | None:
        return self._decide_selected(request, chosen.flagged(), Decision.Verb.DISMISS)

    def _decide_selected(
        self, request: AuthenticatedRequest, chosen: AnnotationQuerySet, verb: Decision.Verb
    ) -> HttpResponse | None:
        """Show what is about to be decided, ask for the reason, then do it."""
        annotations = list(chosen.order_by("pk")[: MOST_AT_ONCE + 1])
        if len(annotations) > MOST_AT_ONCE:
            sentence = _("At most %(limit)d annotations can be decided about at once. Nothing was changed.")
            self.message_user(request, sentence % {"limit": MOST_AT_ONCE}, messages.ERROR)
            return None
        form = ReasonForm(request.POST if "reason" in request.POST else None)
        asked = len(request.POST.getlist(ACTION_CHECKBOX_NAME)) if form.is_bound else len(annotations)
        if not annotations:
            self.message_user(
                request, sentences.too_late(asked) if asked else sentences.nothing(verb), messages.WARNING
            )
            return None
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            with transaction.atomic():
                done = sum(VERBS[verb](annotation, request.user, reason) for annotation in annotations)
            self.message_user(request, sentences.done(verb, done), messages.SUCCESS)
            if done < asked:
                self.message_user(request, sentences.too_late(asked - done), messages.WARNING)
            return None
        return TemplateResponse(
            request,
            "admin/annotations/annotation/decide_selected.html",
            {
                **self.admin_site.each_context(request),
                "title": sentences.question(verb, len(annotations)),
                "opts": self.opts,
                "media": self.media,
                "annotations": annotations,
                "form": form,
                "verb": verb,
                "action": request.POST["action"],
                "checkbox": ACTION_CHECKBOX_NAME,
            },
            status=422 if form.is_bound else 200,
        )
