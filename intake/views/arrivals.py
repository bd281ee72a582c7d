"""One file on the desk: put there, looked at, compared, saved as a draft, dropped and taken back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.history import editor
from articles.models import Article, Revision
from articles.text import prepare
from corrections.views.likeness import compared, of_source
from intake.drafting import fields_of
from intake.forms import ArrivalForm
from intake.models import Arrival
from intake.views.bringing_in import for_newcomers
from intake.views.table import MOST_ROWS, desk_of, named, rows


@for_newcomers
@require_http_methods(["GET", "HEAD", "POST"])
def arrivals(request: HttpRequest) -> HttpResponse:
    """Answer the rows of the arrivals named by `id`; posted, put files on the desk and answer their rows."""
    if request.method != "POST":
        return rows(request, named(request, request.GET.getlist("id")[:MOST_ROWS]))
    form = ArrivalForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "admin/intake/_refused.html", {"errors": form.errors["file"]}, status=422)
    return rows(request, form.save(by=editor(request)), status=201)


@for_newcomers
@require_safe
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what was read as readers would see it. Nothing is saved."""
    arrival = _on_desk(request, pk)
    if arrival.found is None or arrival.source is None:
        raise Http404
    if arrival.article_id:
        return redirect("admin:articles_article_preview", arrival.article_id)
    prepared = prepare(arrival.found.body_html)
    article = Article(**fields_of(arrival.source))
    article.current = Revision(article=article, number=1, body=prepared.body, text=prepared.text)
    left_out = [{"reason": gettext(piece.words), "body": prepare(piece.html).body} for piece in arrival.found.left_out]
    context = {"article": article, "revision": article.current, "arrival": arrival, "left_out": left_out}
    return render(request, "admin/intake/preview.html", context)


@for_newcomers
@require_safe
def compare(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Compare what was read in two files on the desk."""
    one, beside = (of_source(_on_desk(request, key).source_id or 0) for key in (pk, other))
    return compared(request, one, beside, article=None)


@for_newcomers
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was read as a draft."""
    arrival = _on_desk(request, pk)
    arrival.draft(by=editor(request))
    return rows(request, [arrival])


@for_newcomers
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it; its row offers to take it back."""
    arrival = _on_desk(request, pk)
    arrival.drop()
    return rows(request, [arrival])


@for_newcomers
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was dropped."""
    arrival = _on_desk(request, pk)
    arrival.restore()
    return rows(request, [arrival])


def _on_desk(request: HttpRequest, pk: int) -> Arrival:
    return get_object_or_404(desk_of(request).with_articles(), pk=pk)
