"""Searches that people keep, follow and share."""

from __future__ import annotations

import time
from datetime import timedelta
from typing import Any

from django.core.paginator import Paginator
from django.db import IntegrityError, transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from newsroom.http import AuthenticatedRequest
from search.forms import SavedSearchForm
from search.models import SavedSearch
from search.views.results import found
from search.views.sentences import number

SEARCHES_PER_PAGE = 20
BUDGET = 3.0  # seconds to count what is new in those of a page
DELETED = "deleted_search"  # in the session, so that it can be had back
UNDO_WITHIN = timedelta(hours=1)


@require_http_methods(["GET", "HEAD", "POST"])
def searches(request: AuthenticatedRequest) -> HttpResponse:
    """List this person's searches with what is new in those she follows, or keep another one."""
    if request.method == "POST":
        return _keep(
            request, SavedSearchForm(request.POST, instance=SavedSearch(owner=request.user), owner=request.user)
        )
    page = Paginator(SavedSearch.objects.of(request.user), SEARCHES_PER_PAGE).get_page(request.GET.get("page"))
    end = time.monotonic() + BUDGET
    for saved in page:
        if saved.is_followed and time.monotonic() < end:
            saved.news = _news(saved, request)  # type: ignore[attr-defined]
    return render(request, "search/saved.html", {"page": page, "deleted": _deleted(request)})


@require_safe
def saved_search(request: AuthenticatedRequest, token: str) -> HttpResponse:
    """Run a search for whoever has its link: she finds what she herself may see. For its owner it is a look."""
    saved = get_object_or_404(SavedSearch.objects.select_related("owner"), token=token)
    context = found(request, saved.query, saved)
    if saved.owner == request.user:
        if saved.is_followed:
            context |= {"news": _news(saved, request), "since": saved.looked_at}
        saved.look()
    return render(request, "search/results.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: AuthenticatedRequest, token: str) -> HttpResponse:
    """Rename a search, change its query, follow it or no longer."""
    saved = _own(request, token)
    if request.method == "POST":
        return _keep(request, SavedSearchForm(request.POST, instance=saved, owner=request.user))
    return _ask(request, SavedSearchForm(instance=saved, owner=request.user))


@require_POST
def deletion(request: AuthenticatedRequest, token: str) -> HttpResponse:
    """Delete a search; for an hour it can be had back."""
    saved = _own(request, token)
    kept = ("name", "query", "token", "is_followed")
    moments = {name: getattr(saved, name).isoformat() for name in ("looked_at", "created_at")}
    saved.delete()
    request.session[DELETED] = {
        **{name: getattr(saved, name) for name in kept},
        **moments,
        "deleted_at": timezone.now().isoformat(),
    }
    return redirect("saved-searches")


@require_POST
def restoration(request: AuthenticatedRequest) -> HttpResponse:
    """Bring back what this person deleted last, with its link."""
    if values := _deleted(request):
        del request.session[DELETED]
        values = {name: value for name, value in values.items() if name != "deleted_at"}
        form = SavedSearchForm(values, instance=SavedSearch(owner=request.user, **values), owner=request.user)
        return _keep(request, form)
    return redirect("saved-searches")


def _news(saved: SavedSearch, request: AuthenticatedRequest) -> str:
    count, is_over = saved.new_results(request.user)
    return number(count, is_over) if count else ""


def _own(request: AuthenticatedRequest, token: str) -> SavedSearch:
    return get_object_or_404(SavedSearch.objects.of(request.user), token=token)


def _deleted(request: AuthenticatedRequest) -> dict[str, Any] | None:
    values: dict[str, Any] | None = request.session.get(DELETED)
    if values and (moment := parse_datetime(values["deleted_at"])) and timezone.now() - moment < UNDO_WITHIN:
        return values
    return None


def _keep(request: AuthenticatedRequest, form: SavedSearchForm) -> HttpResponse:
    """Save what was posted, or show the form again with what is wrong with it."""
    if not form.is_valid():
        return _ask(request, form, 422)
    try:
        with transaction.atomic():
            form.save()
    except IntegrityError:  # somebody saved one of this name in this very moment
        form.add_error("name", _("You have a search of this name already."))
        return _ask(request, form, 422)
    return redirect(f"{reverse('saved-searches')}#saved-{form.instance.token}")


def _ask(request: AuthenticatedRequest, form: SavedSearchForm, status: int = 200) -> HttpResponse:
    return render(request, "search/edit.html", {"form": form, "saved": form.instance}, status=status)
