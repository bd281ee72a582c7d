"""Annotations as moderators see them: shared ones only, never edited, decided about one by one or in bulk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from annotations.admin.filters import ArticleFilter, AuthorFilter, FlagFilter, StateFilter, ThemeFilter
from annotations.admin.forms import DecisionForm, ReasonForm
from annotations.models import Annotation, AnnotationQuerySet, Decision, Flag
from newsroom.http import AuthenticatedRequest

MOST_AT_ONCE = 500
VERBS = {
    Decision.Verb.HIDE: Annotation.hide,
    Decision.Verb.RESTORE: Annotation.restore,
    Decision.Verb.DISMISS: Annotation.dismiss_flags,
}


class AnnotationAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    list_display = ("quote", "said", "written_by", "on", "under", "open_flags", "state", "created_at")
    list_display_links = None  # the quote leads to its page, in the language and direction of its article
    list_filter = (FlagFilter, StateFilter, ThemeFilter, ArticleFilter, AuthorFilter, "created_at")
    list_per_page = 50
    search_fields = ("exact", "note", "author__username", "taggings__tag__name")
    search_help_text = gettext_lazy("Finds words of the quote, the note, the author's name or a theme.")
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
            .select_related("author", "article", "hidden_by__moderator")
            .prefetch_related("themes")
            .annotate(open_flags=Coalesce(Subquery(flags.annotate(number=Count("pk")).values("number")), 0))
        )

    # Who may do what

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        """Staff never touch a reader's words."""
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Annotation | None = None) -> bool:
        return request.user.has_perm("annotations.view_annotation")

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("annotations.add_decision")

    # The list

    @admin.display(description=gettext_lazy("quote"), ordering="exact")
    def quote(self, annotation: Annotation) -> str:
        return format_html(
            '<a href="{}" lang="{}" dir="{}">{}</a>',
            reverse("admin:annotations_annotation_change", args=[annotation.pk]),
            annotation.article.language,
            annotation.article.direction,
            Truncator(annotation.exact).chars(90),
        )

    @admin.display(description=gettext_lazy("note"), empty_value="")
    def said(self, annotation: Annotation) -> str:
        return format_html("<bdi>{}</bdi>", Truncator(annotation.note).chars(120))

    @admin.display(description=gettext_lazy("author"), ordering="author__username")
    def written_by(self, annotation: Annotation) -> str:
        return format_html('<a href="?author={}">{}</a>', annotation.author_id, annotation.author)

    @admin.display(description=gettext_lazy("article"), ordering="article__headline")
    def on(self, annotation: Annotation) -> str:
        article = annotation.article
        return format_html('<a href="?article={}"><bdi>{}</bdi></a>', article.pk, Truncator(article.headline).chars(60))

    @admin.display(description=gettext_lazy("themes"))
    def under(self, annotation: Annotation) -> str:
        return format_html_join("", "<span class='theme'>{}</span> ", ((theme,) for theme in annotation.themes.all()))

    @admin.display(description=gettext_lazy("open flags"), ordering="open_flags")
    def open_flags(self, annotation: Annotation) -> int:
        return annotation.open_flags  # type: ignore[attr-defined,no-any-return]

    @admin.display(description=gettext_lazy("state"), ordering="hidden_by")
    def state(self, annotation: Annotation) -> str:
        return _("hidden") if annotation.hidden_by else _("visible")

    # The page of one annotation

    def change_view(
        self,
        request: AuthenticatedRequest,
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

    def _decide(self, request: AuthenticatedRequest, annotation: Annotation, form: DecisionForm) -> HttpResponse:
        verb = Decision.Verb(form.cleaned_data["verb"])
        if VERBS[verb](annotation, request.user, form.cleaned_data["reason"]):
            self.message_user(request, _done(verb, 1), messages.SUCCESS)
        else:
            self.message_user(request, _too_late(1), messages.WARNING)
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
        return self._decide_selected(request, chosen.filter(open_flags__gt=0), Decision.Verb.DISMISS)

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
            self.message_user(request, _too_late(asked) if asked else _nothing(verb), messages.WARNING)
            return None
        if form.is_valid():
            reason = form.cleaned_data["reason"]
            with transaction.atomic():
                done = sum(VERBS[verb](annotation, request.user, reason) for annotation in annotations)
            self.message_user(request, _done(verb, done), messages.SUCCESS)
            if done < asked:
                self.message_user(request, _too_late(asked - done), messages.WARNING)
            return None
        return TemplateResponse(
            request,
            "admin/annotations/annotation/decide_selected.html",
            {
                **self.admin_site.each_context(request),
                "title": _question(verb, len(annotations)),
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


def _question(verb: Decision.Verb, number: int) -> str:
    questions = {
        Decision.Verb.HIDE: ngettext("Hide %(number)d annotation?", "Hide %(number)d annotations?", number),
        Decision.Verb.RESTORE: ngettext("Restore %(number)d annotation?", "Restore %(number)d annotations?", number),
        Decision.Verb.DISMISS: ngettext(
            "Dismiss the flags of %(number)d annotation?", "Dismiss the flags of %(number)d annotations?", number
        ),
    }
    return questions[verb] % {"number": number}


def _done(verb: Decision.Verb, number: int) -> str:
    sentences = {
        Decision.Verb.HIDE: ngettext(
            "%(number)d annotation is hidden: only its author still sees it, with your reason.",
            "%(number)d annotations are hidden: only their authors still see them, with your reason.",
            number,
        ),
        Decision.Verb.RESTORE: ngettext(
            "%(number)d annotation is shown again.", "%(number)d annotations are shown again.", number
        ),
        Decision.Verb.DISMISS: ngettext(
            "The flags of %(number)d annotation are settled, and it stands.",
            "The flags of %(number)d annotations are settled, and they stand.",
            number,
        ),
    }
    return sentences[verb] % {"number": number}


def _too_late(number: int) -> str:
    return ngettext(
        "%(number)d annotation was left as it is: somebody else was quicker.",
        "%(number)d annotations were left as they are: somebody else was quicker.",
        number,
    ) % {"number": number}


def _nothing(verb: Decision.Verb) -> str:
    return {
        Decision.Verb.HIDE: _("All of these are hidden already."),
        Decision.Verb.RESTORE: _("None of these is hidden."),
        Decision.Verb.DISMISS: _("None of these has open flags."),
    }[verb]
