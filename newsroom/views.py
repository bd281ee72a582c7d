"""What belongs to the whole site: how it looks, and what it says when something is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from newsroom.context import APPEARANCES

A_YEAR = 365 * 24 * 3600


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep in this browser whether pages are light, dark, or as the system says."""
    back = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = reverse("library")
    answer = HttpResponseRedirect(back)
    chosen = request.POST.get("appearance")
    if chosen in APPEARANCES:
        answer.set_cookie("appearance", chosen, max_age=A_YEAR, samesite="Lax", secure=request.is_secure())
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 400, _("This request could not be understood"), _("Nothing was changed."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(request, 403, _("This may not be done"), _("Nothing was changed."))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _problem(
        request, 404, _("There is nothing here"), _("It may have been withdrawn or deleted, or not be for you to see.")
    )


def broken(request: HttpRequest) -> HttpResponse:
    return _problem(
        request, 500, _("Something broke on our side"), _("It was written to the log. Please try again in a while.")
    )


def _problem(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """Say what is wrong in a page, or in a paragraph to a fragment request."""
    template = "_problem.html" if getattr(request, "htmx", False) else "problem.html"
    return render(request, template, {"title": title, "sentence": sentence}, status=status)
