"""The page of results. Everything on it is a link or a plain form: it needs no script."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from newsroom.http import AuthenticatedRequest
from search.backends import Group
from search.finding import begun, find
from search.language import LONGEST, compose
from search.models import IndexState, SavedSearch
from search.views.narrowing import conditions, facets, fields
from search.views.sentences import sentences
from search.views.tabs import sections, sorts, tabs


@require_safe
def search(request: AuthenticatedRequest) -> HttpResponse:
    """Show what `q` finds, by `group`, `sort` and `page`; the fields of the form (`words` and others) make one `q`."""
    if "words" in request.GET:
        kept = {name: request.GET[name][:20] for name in ("group", "sort") if request.GET.get(name)}
        text = compose(request.GET.dict())[: LONGEST + 1]  # one too many tells the page that there was more
        return redirect(f"{reverse('search')}?{urlencode({'q': text, **kept})}")
    return render(request, "search/results.html", found(request, request.GET.get("q", "")))


def found(request: AuthenticatedRequest, text: str, saved: SavedSearch | None = None) -> dict[str, Any]:
    """Return what the template of results needs to show what a query finds for this person."""
    name = request.GET.get("group", "")
    group = Group(name) if name in set(Group) else None
    results = find(text, request.user, group=group, page=_page(request), sort=request.GET.get("sort", "best"))
    query = results.query
    context: dict[str, Any] = {
        "results": results,
        "query": query,
        "group": group,
        "sections": sections(request, results, group),
        "slips": sentences(query),
        "tabs": tabs(request, results, group),
        "sorts": sorts(request, results.sort),
        "conditions": conditions(query, group),
        "facets": facets(results, group),
        "fields": fields(query),
        "saved": saved,
        "problem": IndexState.now().problem if request.user.is_staff else "",
    }
    if query and not results.count:
        context["begun"] = str(begun(query, query.text))
    if group:
        shown = results.groups[group]
        context["page"] = Paginator(range(shown.pages), 1).get_page(shown.page)
    return context


def _page(request: AuthenticatedRequest) -> int:
    try:
        return int(request.GET.get("page", ""))
    except ValueError:
        return 1
