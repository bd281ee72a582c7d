"""Correcting the text of a published article: write, see what happens, save."""

from __future__ import annotations

from collections import Counter

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext
from django.views.decorators.http import require_http_methods

from articles.forms import too_large, upload_limit
from articles.history import editor, note
from articles.models import Article, Outdated, Revision
from corrections.forecast import State, outcome
from corrections.forms import CorrectionForm
from corrections.review import Review, review
from corrections.views.desk import around, for_editors
from newsroom.http import NUMBER

CORRECTED = gettext_noop("Corrected the text.")


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the form; posted, show what happens to the annotations; reviewed and posted again, save it."""
    article = Article.objects.select_related("current__created_by").filter(pk=pk).first()
    if article is None:
        return _gone(request)
    if not article.is_frozen:
        messages.info(request, _("This article was not published yet: its text is changed here."))
        return redirect("admin:articles_article_change", pk)
    if request.method != "POST":
        form = CorrectionForm(article=article, editor=editor(request), begin_with=_former(request, article))
        return _page(request, article, form)
    form = CorrectionForm(request.POST, request.FILES, article=article, editor=editor(request))
    if not form.is_valid():
        return _page(request, article, form, status=422)
    if form.is_saved_already:
        return _told(request, article, form.current)
    if "_save" in request.POST and form.is_reviewed:
        return _save(request, article, form)
    return _reviewed(request, article, form)


def _former(request: HttpRequest, article: Article) -> Revision | None:
    """Return the wording to begin with, if the request names another than the current one."""
    number = request.GET.get("from")
    if number is None:
        return None
    if not NUMBER.fullmatch(number):
        raise Http404
    return get_object_or_404(article.revisions, number=number)


def _reviewed(request: HttpRequest, article: Article, form: CorrectionForm) -> HttpResponse:
    edited_since = "_save" in request.POST
    form.call_reviewed()
    found = review(article, form.cleaned_data["body"])
    return _page(request, article, form, review=found, edited_since=edited_since)


def _save(request: HttpRequest, article: Article, form: CorrectionForm) -> HttpResponse:
    try:
        with transaction.atomic():
            revision = form.save()
            note(article, request, CORRECTED)
    except Outdated:
        return correct(request, article.pk)  # which finds the other wording and tells of it
    except Article.DoesNotExist:
        return _gone(request)
    return _told(request, article, revision)


def _told(request: HttpRequest, article: Article, revision: Revision) -> HttpResponse:
    """Go back to the article with a sentence about its annotations."""
    messages.success(request, outcome_told(outcome(revision)))
    if article.status == Article.Status.WITHDRAWN:
        messages.info(request, _("The article is withdrawn: readers see the correction when it is published again."))
    return redirect("admin:articles_article_change", article.pk)


def outcome_told(counts: Counter[str]) -> str:
    """Say what became of how many annotations."""
    if not counts.total():
        return _("Corrected. Nobody has annotated this article.")
    stayed, moved, changed, lost = (counts[state] for state in (State.EXACT, State.MOVED, State.CHANGED, State.LOST))
    said = [ngettext("%d annotation stayed", "%d annotations stayed", stayed) % stayed]
    if moved:
        said.append(ngettext("%d moved", "%d moved", moved) % moved)
    if changed:
        said.append(ngettext("%d changed", "%d changed", changed) % changed)
    if lost:
        said.append(ngettext("%d is no longer in the text", "%d are no longer in the text", lost) % lost)
    return _("Corrected. %(annotations)s.") % {"annotations": ", ".join(said)}


def _page(
    request: HttpRequest,
    article: Article,
    form: CorrectionForm,
    status: int = 200,
    review: Review | None = None,
    edited_since: bool = False,
) -> HttpResponse:
    context = around(
        request,
        _("Correct the text"),
        article=article,
        form=form,
        review=review,
        edited_since=edited_since,
        begun_with=request.GET.get("from") if request.method != "POST" else None,
        limit=upload_limit(),
        too_large=too_large(),
    )
    return render(request, "admin/corrections/correct.html", context, status=status)


def _gone(request: HttpRequest) -> HttpResponse:
    """Say that there is no such article, with what was typed for it, to be copied."""
    if request.method != "POST":
        raise Http404
    typed = {"body": request.POST.get("body", ""), "reason": request.POST.get("reason", "")}
    context = around(request, _("There is no such article any more"), typed=typed)
    return render(request, "admin/corrections/gone.html", context, status=404)
