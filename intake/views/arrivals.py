"""One file on the desk: put there, read, looked at, saved as a draft, dropped and taken back."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from articles.history import editor
from articles.models import Article, Revision
from articles.text import prepare
from intake.drafting import fields_of
from intake.forms import ArrivalForm
from intake.models import Arrival
from intake.views.bringing_in import for_newcomers
from intake.views.table import desk_of, rows


@for_newcomers
@require_http_methods(["GET", "HEAD", "POST"])
def arrivals(request: HttpRequest) -> HttpResponse:
    """Answer the rows of the arrivals named by `id`; posted, put files on the desk and answer their rows."""
    if request.method != "POST":
        asked = [number for number in request.GET.getlist("id")[:100] if number.isascii() and number.isdigit()]
        return rows(request, *desk_of(request).filter(pk__in=asked))
    form = ArrivalForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "admin/intake/_refused.html", {"errors": form.errors["file"]}, status=422)
    return rows(request, *form.save(by=editor(request)), status=201)


@for_newcomers
@require_POST
def read_next(request: HttpRequest) -> HttpResponse:
    """Read the next file that waits, and answer its row; 204 where none waits."""
    claimed = Arrival.objects.claim(by=request.user)
    if claimed is None:
        return HttpResponse(status=204)
    claimed.read()
    return rows(request, claimed, *claimed.members.all()[:100])


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
    context = {"article": article, "revision": article.current, "arrival": arrival}
    return render(request, "admin/intake/preview.html", context)


@for_newcomers
@require_POST
def draft(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what was read as a draft."""
    arrival = _on_desk(request, pk)
    arrival.draft(by=editor(request))
    return rows(request, arrival)


@for_newcomers
@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Drop it; its row offers to take it back."""
    arrival = _on_desk(request, pk)
    arrival.drop()
    return rows(request, arrival)


@for_newcomers
@require_POST
def restore(request: HttpRequest, pk: int) -> HttpResponse:
    """Take back what was dropped."""
    arrival = _on_desk(request, pk)
    arrival.restore()
    return rows(request, arrival)


def _on_desk(request: HttpRequest, pk: int) -> Arrival:
    return get_object_or_404(desk_of(request).with_articles(), pk=pk)
