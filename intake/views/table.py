"""The table of what is on an editor's desk, and the rows that are answered to its scripts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from articles.models import Article
from intake.models import Arrival, ArrivalQuerySet
from newsroom.http import NUMBER, asks_for_fragment

ROWS_PER_PAGE = 50
MOST_ROWS = 100  # in one answer to a script


def desk_of(request: HttpRequest) -> ArrivalQuerySet:
    """Return what is on the desk of whoever asks."""
    return Arrival.objects.on_desk_of(request.user)


def named(request: HttpRequest, numbers: Iterable[str]) -> ArrivalQuerySet:
    """Return those on the desk that a request names, by numbers that every database can compare."""
    return desk_of(request).filter(pk__in=[number for number in numbers if NUMBER.fullmatch(number)])


def table(request: HttpRequest) -> dict[str, Any]:
    """Return what the table shows: a page of arrivals, the latest first, and how many wait to be read."""
    page: Page[Arrival] = Paginator(desk_of(request).with_articles().order_by("-pk"), ROWS_PER_PAGE).get_page(
        request.GET.get("page")
    )
    return {"page": page, "arrivals": told(page), "waiting": desk_of(request).waiting().count()}


def told(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Fetch, at once for all, the articles made of them, and the articles and files that are like each of them."""
    shown = list(arrivals)
    likes = [like for arrival in shown for like in arrival.seen]
    keys = {like["article"] for like in likes if "article" in like} | {arrival.article_id for arrival in shown}
    articles = Article.objects.in_bulk(keys - {None})
    beside = Arrival.objects.defer("data", "seen", "sketch")
    files = beside.in_bulk({like["arrival"] for like in likes if "arrival" in like})
    for arrival in shown:
        arrival.article = articles.get(arrival.article_id or 0)
        arrival.likes = [
            like | {"article": articles.get(like.get("article")), "arrival": files.get(like.get("arrival"))}
            for like in arrival.seen
        ]
    return shown


def rows(request: HttpRequest, arrivals: Iterable[Arrival], status: int = 200) -> HttpResponse:
    """Answer these rows to a script, and the whole page to a person."""
    if not asks_for_fragment(request):
        return redirect("bring_in")
    desk = desk_of(request)
    named = desk.with_articles().filter(pk__in=[arrival.pk for arrival in arrivals]).order_by("-pk")
    context = {"arrivals": told(named), "waiting": desk.waiting().count(), "count": desk.count()}
    return render(request, "admin/intake/_answer.html", context, status=status)
