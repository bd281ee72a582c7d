"""The library of articles and the page where one is read."""

from typing import Any

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_POST, require_safe

from annotations.forms import WritingForm, may_coin
from annotations.models import Anchor, Annotation, AnnotationQuerySet, Theme
from annotations.painting import columns
from articles.models import Article
from newsroom.http import AuthenticatedRequest
from newsroom.middleware import open_to_public
from reading.marking import body_with_marks
from reading.models import Position

ARTICLES_PER_PAGE = 20


@open_to_public
@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """List the published articles, newest first, by `outlet` and `theme` (slug)."""
    articles = (
        Article.objects.visible_to(request.user)
        .newest_first()
        .select_related("current")
        .defer("current__body", "current__text")
    )
    outlets = articles.exclude(outlet="").order_by("outlet").values_list("outlet", flat=True).distinct()
    visible = Annotation.objects.visible_to(request.user)
    outlet, slug = request.GET.get("outlet", ""), request.GET.get("theme", "")
    if outlet:
        articles = articles.filter(outlet=outlet)
    if slug:
        articles = articles.filter(pk__in=visible.filter(taggings__tag__slug=slug).values("article"))
    page = Paginator(articles, ARTICLES_PER_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    counts = dict(visible.filter(article__in=shown).values_list("article").annotate(Count("pk")).order_by())
    stops = dict(Position.objects.filter(reader=request.user.pk, article__in=shown).values_list("article", "offset"))
    for article in shown:
        article.visible_annotations = counts.get(article.pk, 0)  # type: ignore[attr-defined]
        article.stopped_at = stops.get(article.pk)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "articles": shown,
        "outlets": outlets,
        "themes": Theme.objects.all() if request.user.is_authenticated else (),
        "outlet": outlet,
        "slug": slug,
        "affected": Anchor.objects.untold_to(request.user).count(),
    }
    return render(request, "reading/library.html", context)


@open_to_public
@ensure_csrf_cookie
@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an article for reading, or with `marks=1` with its passages marked in the page itself."""
    readable = Article.objects.visible_to(request.user).select_related("current").defer("current__text")
    found = get_object_or_404(readable, pk=pk)
    annotations = found.annotations.visible_to(request.user)
    context: dict[str, Any] = {"article": found, "revision": found.current}
    if request.GET.get("marks"):
        return render(request, "reading/marked.html", context | _marked(found, annotations.for_cards(request.user)))
    reader = request.user
    if reader.is_authenticated:
        context["data"] = columns(annotations, found.current_id) | {"revision": found.current_id}
        context["form"] = SimpleLazyObject(lambda: WritingForm(reader=reader))  # the template keeps what it makes
        context["may_coin"] = may_coin(reader)
        if found.current and found.current.kind:
            context["affected"] = Anchor.objects.untold_to(reader).filter(revision=found.current).count()
    return render(request, "reading/article.html", context)


def _marked(article: Article, annotations: AnnotationQuerySet) -> dict[str, Any]:
    # Of this wording only: where a correction comes in this very moment, other offsets are those of another text.
    here = annotations.filter(anchor__revision=article.current_id).in_order()
    notes, gone = list(here.in_the_text()), list(here.filter(anchor__state=Anchor.State.LOST))
    anchors = [note.anchor for note in notes if note.anchor]
    body = body_with_marks(article.current.body if article.current else "", notes, anchors)
    return {"notes": notes, "gone": gone, "body": body}


@require_POST
def position(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Remember where this reader is, in code points of the article's text."""
    found = get_object_or_404(Article.objects.visible_to(request.user).select_related("current"), pk=pk)
    try:
        offset = int(request.POST.get("offset", ""))
    except ValueError as error:
        raise BadRequest("offset must be a number") from error
    length = found.current.length if found.current else 0
    offset = min(max(offset, 0), length)
    Position.objects.update_or_create(reader=request.user, article=found, defaults={"offset": offset})
    return HttpResponse(status=204)
