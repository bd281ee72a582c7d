"""My annotations: everything one reader wrote, wherever it is."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from annotations.models import Anchor, Annotation, Theme
from articles.models import Article
from newsroom.http import NUMBER, AuthenticatedRequest

PASSAGES_PER_PAGE = 25


@require_safe
def mine(request: AuthenticatedRequest) -> HttpResponse:
    """List what this reader wrote, newest first, by `theme` (slug), `article` (number) and `state` of the anchor."""
    written = Annotation.objects.written_by(request.user)
    deleted = Annotation.objects.lately_deleted_by(request.user)
    slug, article, state = (request.GET.get(name, "") for name in ("theme", "article", "state"))
    chosen = written
    if slug:
        chosen = chosen.filter(taggings__tag__slug=slug)
    if article:
        chosen = chosen.filter(article=int(article)) if NUMBER.fullmatch(article) else chosen.none()
    if state:
        chosen = chosen.filter(anchor__state=state) if state in Anchor.UNCERTAIN else chosen.none()
    page = Paginator(chosen.for_cards(request.user).order_by("-created_at", "-pk"), PASSAGES_PER_PAGE)
    context = {
        "page": page.get_page(request.GET.get("page")),
        "themes": Theme.objects.filter(taggings__content_object__in=written).distinct(),
        "articles": Article.objects.filter(annotations__in=written).distinct().only("headline").order_by("headline"),
        "deleted": deleted.select_related("article").order_by("-deleted_at")[:50],
        "affected": Anchor.objects.untold_to(request.user).count(),
        "states": [(state.value, state.label) for state in Anchor.UNCERTAIN],
        "slug": slug,
        "article": article,
        "state": state,
    }
    return render(request, "annotations/mine.html", context)
