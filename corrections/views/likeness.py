"""Two articles beside each other, or what was found in a file and an article."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from articles.forms import DETAILS, proposal
from articles.models import Article, Source
from articles.text import prepare
from corrections.sides import Side, side_by_side
from corrections.views.desk import around, for_editors


@for_editors
@require_safe
def article_likeness(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Compare the current wordings of two articles."""
    one = _of_article(pk)
    return compared(request, one, _of_article(other), article=one.article)


@for_editors
@require_safe
def source_likeness(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Compare what is found in a source with the current wording of an article."""
    return compared(request, of_source(pk), _of_article(other), article=None)


def _of_article(pk: int) -> Side:
    article = get_object_or_404(Article.objects.select_related("current"), pk=pk, current__isnull=False)
    return Side(capfirst(article.get_status_display()), article, article.current.text if article.current else "")


def of_source(pk: int) -> Side:
    """Return what is found in a source, to be compared; 404 where nothing is."""
    source = get_object_or_404(Source, pk=pk)
    if source.found is None:
        raise Http404
    found = proposal(source)
    details = {name: found[name] for name in DETAILS if name in found}
    return Side(_("Found in %s") % source.name, Article(**details), prepare(found["body"]).text)


def compared(request: HttpRequest, one: Side, other: Side, article: Article | None) -> HttpResponse:
    """Show the two beside each other, as a page about `article` where there is one."""
    context = around(request, _("Compare two articles"), article=article, **side_by_side(one, other))
    return render(request, "admin/corrections/likeness.html", context)
