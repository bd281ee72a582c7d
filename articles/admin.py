"""The editor's desk: articles are brought in, corrected, looked at, published and withdrawn here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin
from django.contrib.admin.views.main import ChangeList
from django.db import models, transaction
from django.forms import DateInput, DateTimeField, DateTimeInput, ModelForm, Textarea
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles import views
from articles.forms import DETAILS, ArticleForm, proposal
from articles.history import editor, history
from articles.models import RIGHT_TO_LEFT, Article, ArticleQuerySet, Source
from articles.publishing import publish, shared_annotations, withdraw
from articles.seen import seen_before
from articles.text import prepare

if TYPE_CHECKING:
    _ModelAdmin = admin.ModelAdmin[Article]
else:
    _ModelAdmin = admin.ModelAdmin

admin.site.site_header = admin.site.site_title = settings.SITE_NAME
admin.site.index_title = gettext_lazy("What staff look after")


class NamedValues(admin.AllValuesFieldListFilter):
    """The values of a field to choose from; the empty one would be a link without words."""

    def choices(self, changelist: ChangeList) -> Iterator[Any]:
        return (choice for choice in super().choices(changelist) if choice["display"])


@admin.register(Article)
class ArticleAdmin(_ModelAdmin):
    form = ArticleForm
    fields = (
        *("headline", ("byline", "outlet"), ("agency", "dateline"), ("published_on", "language"), "source_url"),
        *(("embargoed_until", "expires_at"), "usage_terms"),
    )
    formfield_overrides = {
        models.DateField: {"widget": DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
        models.DateTimeField: {
            "form_class": DateTimeField,
            "widget": DateTimeInput(attrs={"type": "datetime-local", "step": 1}, format="%Y-%m-%dT%H:%M:%S"),
        },
        models.TextField: {"widget": Textarea(attrs={"rows": 3, "cols": 80})},
        models.URLField: {"assume_scheme": "https"},
    }
    list_display = ("headline", "outlet", "published_on", "language", "status")
    list_filter = ("status", ("outlet", NamedValues), "language")
    list_per_page = 50
    search_fields = ("headline", "outlet", "byline")
    date_hierarchy = "published_on"
    ordering = ("-created_at", "-pk")
    actions = ("publish_selected", "withdraw_selected")
    view_on_site = False

    def get_urls(self) -> list[URLPattern]:
        def page(route: str, view: Callable[..., HttpResponseBase], name: str) -> URLPattern:
            return path(route, self.admin_site.admin_view(view), {"desk": self}, name=f"articles_article_{name}")

        return [
            page("sources/<int:pk>/", views.source, "source"),
            page("<int:pk>/preview/", views.preview, "preview"),
            page("<int:pk>/preview/<int:number>/", views.preview, "revision"),
            page("<int:pk>/publish/", views.publish_one, "publish"),
            page("<int:pk>/withdraw/", views.withdraw_one, "withdraw"),
            *super().get_urls(),
        ]

    def has_delete_permission(self, request: HttpRequest, obj: Article | None = None) -> bool:
        """Nothing is lost: an article is withdrawn, never deleted."""
        return False

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Article | None:
        """Return the article, locked while a form for it is answered: two editors save one after the other."""
        article = super().get_object(request, object_id, from_field)
        if article and request.method == "POST" and transaction.get_connection().in_atomic_block:
            return Article.objects.select_for_update().get(pk=article.pk)
        return article

    def get_form(
        self, request: HttpRequest, obj: Article | None = None, change: bool = False, **kwargs: Any
    ) -> type[ModelForm[Article]]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.source = source_of(request, obj)  # type: ignore[attr-defined]
        return form

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        source = source_of(request)
        return proposal(source) if source else {}

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        add: bool = False,
        change: bool = False,
        form_url: str = "",
        obj: Article | None = None,
    ) -> HttpResponse:
        source = source_of(request, obj)
        context |= {"title": obj.headline if obj else _("Correct what was found"), "subtitle": None, "source": source}
        context["rtl"] = " ".join(sorted(RIGHT_TO_LEFT))
        if obj:
            context |= {
                "revisions": obj.revisions.select_related("created_by", "source")
                .defer("body", "text", "source__data")
                .order_by("-number"),
                "last_saved": history(obj).first(),
                "shared_annotations": shared_annotations(obj),
            }
        typed = context["adminform"].form["body"].value() if add else ""
        text = obj.current.text if obj and obj.current else prepare(typed or "").text
        context["seen_before"] = seen_before(text, source, but=obj)
        return super().render_change_form(request, context, add, change, form_url, obj)

    def save_model(self, request: HttpRequest, obj: Article, form: ArticleForm, change: bool) -> None:
        """Write what changed, and make a revision of the words as long as they are not frozen."""
        if change:
            obj.save(update_fields=[name for name in form.changed_data if name in DETAILS])
        else:
            obj.created_by = editor(request)
            obj.save()
        if not obj.is_frozen:
            seen = obj.current.number if obj.current else None
            obj.revise(form.cleaned_data["body"].body, editor(request), seen=seen, source=form.source)

    def response_add(self, request: HttpRequest, obj: Article, post_url_continue: str | None = None) -> HttpResponse:
        return self.response_change(request, obj)

    def response_change(self, request: HttpRequest, obj: Article) -> HttpResponse:
        """Go where the button said: to the preview, or back to the article, published if so wished."""
        if "_publish" in request.POST:
            publish([obj], request)
        elif "_preview" in request.POST:
            return HttpResponseRedirect(reverse("admin:articles_article_preview", args=[obj.pk]))
        else:
            self.message_user(request, _("Saved."))
        return HttpResponseRedirect(reverse("admin:articles_article_change", args=[obj.pk]))

    @admin.action(description=gettext_lazy("Publish"), permissions=["change"])
    def publish_selected(self, request: HttpRequest, articles: ArticleQuerySet) -> None:
        publish(articles, request)

    @admin.action(description=gettext_lazy("Withdraw"), permissions=["change"])
    def withdraw_selected(self, request: HttpRequest, articles: ArticleQuerySet) -> None:
        withdraw(articles, request)


def source_of(request: HttpRequest, article: Article | None = None) -> Source | None:
    """Return what the article's words came from, or for a new one what the request names."""
    if article:
        return article.current.source if article.current else None
    named = request.GET.get("source")
    if not named:
        return None
    try:
        return Source.objects.get(pk=named)
    except (Source.DoesNotExist, ValueError, OverflowError) as error:
        raise Http404 from error
