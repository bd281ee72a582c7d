"""What belongs to the whole site: how it looks, and what it says when something is wrong."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from newsroom.context import APPEARANCES
from newsroom.http import asks_for_fragment, is_our_own

A_YEAR = 365 * 24 * 3600


@require_safe
def account(request: HttpRequest) -> HttpResponse:
    """Show what one may choose for oneself: appearance, password, signing out."""
    return render(request, "account.html")


@login_not_required
@require_POST
def appearance(request: HttpRequest) -> HttpResponse:
    """Keep in this browser whether pages are light, dark, or as the system says."""
    back = request.POST.get("next", "")
    answer = HttpResponseRedirect(back if is_our_own(back, request) else reverse("library"))
    chosen = request.POST.get("appearance")
    if chosen in APPEARANCES:
        answer.set_cookie("appearance", chosen, A_YEAR, secure=request.is_secure(), httponly=True, samesite="Lax")
    return answer


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 400, _("This request could not be understood"), _("Nothing was changed."))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(request, 403, _("This may not be done"), _("Nothing was changed."))


def unproven(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Refuse a form without the token that proves it was sent from a page of ours."""
    sentence = _("Nothing was changed. Reload the page and send it again; cookies must be allowed for this site.")
    return problem(request, 403, _("This page was open for too long"), sentence)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return problem(
        request, 404, _("There is nothing here"), _("It may have been withdrawn or deleted, or not be for you to see.")
    )


def broken(request: HttpRequest) -> HttpResponse:
    return problem(
        request, 500, _("Something broke on our side"), _("It was written to the log. Please try again in a while.")
    )


def problem(request: HttpRequest, status: int, title: str, sentence: str) -> HttpResponse:
    """Say what is wrong in a page, or in a paragraph to a fragment request; ask neither database nor session."""
    template = "_problem.html" if asks_for_fragment(request) else "problem.html"
    return render(request, template, {"title": title, "sentence": sentence}, status=status)
