"""The editor's pages that Django's admin does not have; the admin guards them and hands in itself as `desk`."""

from io import BytesIO
from typing import TYPE_CHECKING

from django.contrib.admin import ModelAdmin
from django.core.exceptions import PermissionDenied
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from articles.models import Article, Source
from articles.publishing import publish, withdraw

if TYPE_CHECKING:
    Desk = ModelAdmin[Article]
else:
    Desk = ModelAdmin


@require_safe
def source(request: HttpRequest, pk: int, desk: Desk) -> HttpResponseBase:
    """Hand out the original bytes as a file to save, never as a page to show."""
    if not desk.has_view_permission(request):
        raise PermissionDenied
    found = get_object_or_404(Source, pk=pk)
    return FileResponse(
        BytesIO(found.data), as_attachment=True, filename=found.name, content_type="application/octet-stream"
    )


@require_safe
def preview(request: HttpRequest, pk: int, desk: Desk, number: int | None = None) -> HttpResponse:
    """Show the saved article as readers will see it, or an earlier wording of it by its number."""
    article = get_object_or_404(Article.objects.select_related("current"), pk=pk)
    if not desk.has_view_permission(request, article):
        raise PermissionDenied
    revision = get_object_or_404(article.revisions, number=number) if number else article.current
    context = {
        "article": article,
        "revision": revision,
        "may_change": desk.has_change_permission(request, article),
    }
    return render(request, "articles/preview.html", context)


@require_POST
def publish_one(request: HttpRequest, pk: int, desk: Desk) -> HttpResponse:
    """Publish the article as it was saved."""
    publish([_changeable(request, pk, desk)], request)
    return redirect("admin:articles_article_change", pk)


@require_POST
def withdraw_one(request: HttpRequest, pk: int, desk: Desk) -> HttpResponse:
    """Take the article from readers."""
    withdraw([_changeable(request, pk, desk)], request)
    return redirect("admin:articles_article_change", pk)


def _changeable(request: HttpRequest, pk: int, desk: Desk) -> Article:
    article = get_object_or_404(Article, pk=pk)
    if not desk.has_change_permission(request, article):
        raise PermissionDenied
    return article
