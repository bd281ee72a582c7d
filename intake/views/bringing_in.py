"""The page where articles begin: files, pasted text, or nothing yet."""

from __future__ import annotations

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from articles.forms import BringInForm, too_large, upload_limit
from articles.history import editor
from articles.models import Article
from corrections.views.desk import around, for_staff_with
from intake.forms import ArrivalForm
from intake.views.table import table

for_newcomers = for_staff_with("articles.add_article")


@for_newcomers
@require_http_methods(["GET", "HEAD", "POST"])
def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a file or pasted text and go on to the form with what was found in it; put several files on the desk.

    `?source=` names what was brought in, or nothing to start empty: then it is the admin's own form.
    """
    if "source" in request.GET:
        return admin.site.get_model_admin(Article).add_view(request)
    if request.method == "POST" and len(request.FILES.getlist("file")) > 1:
        return _put(request)
    form = BringInForm(request.POST, request.FILES) if request.method == "POST" else BringInForm()
    if form.is_valid():
        return redirect(f"{reverse('bring_in')}?source={form.save(by=editor(request)).pk}")
    if form.is_archive:
        return _put(request)
    return _page(request, form, 422 if form.errors else 200)


def _put(request: HttpRequest) -> HttpResponse:
    """Put the files on the desk, where they are read one after the other."""
    files = ArrivalForm(request.POST, request.FILES)
    if files.is_valid():
        files.save(by=editor(request))
        return redirect("bring_in")
    form = BringInForm(request.POST, request.FILES)
    form.full_clean()
    form.add_error("file", list(files.errors["file"]))
    return _page(request, form, 422)


def _page(request: HttpRequest, form: BringInForm, status: int) -> HttpResponse:
    context = around(
        request, _("Bring in articles"), form=form, limit=upload_limit(), too_large=too_large(), **table(request)
    )
    return render(request, "admin/intake/bring_in.html", context, status=status)
