"""The table of what is on an editor's desk, and the rows that are answered to its scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import Article
from intake.models import Arrival, ArrivalQuerySet
from newsroom.http import asks_for_fragment

ROWS_PER_PAGE = 50


def desk_of(request: HttpRequest) -> ArrivalQuerySet:
    """Return what is on the desk of whoever asks."""
    return Arrival.objects.on_desk_of(request.user)


def table(request: HttpRequest) -> dict[str, Any]:
    """Return what the table shows: a page of arrivals, the latest first, and how many wait to be read."""
    page: Page[Arrival] = Paginator(desk_of(request).with_articles().order_by("-pk"), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return {"page": page, "arrivals": told(page), "waiting": desk_of(request).waiting().count()}


def told(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Fetch, at once for all, the articles and files that are like each of them."""
    shown = list(arrivals)
    likes = [like for arrival in shown for like in arrival.seen]
    articles = Article.objects.in_bulk({like["article"] for like in likes if "article" in like})
    files = Arrival.objects.in_bulk({like["arrival"] for like in likes if "arrival" in like})
    for arrival in shown:
        arrival.likes = [
            like | {"article": articles.get(like.get("article")), "arrival": files.get(like.get("arrival"))}
            for like in arrival.seen
        ]
    return shown


def rows(request: HttpRequest, *arrivals: Arrival, status: int = 200) -> HttpResponse:
    """Answer these rows to a script, and the whole page to a person."""
    if not asks_for_fragment(request):
        return redirect("bring_in")
    context = {
        "arrivals": told(desk_of(request).with_articles().filter(pk__in=[arrival.pk for arrival in arrivals])),
        "waiting": desk_of(request).waiting().count(),
    }
    return render(request, "admin/intake/_rows.html", context, status=status)
