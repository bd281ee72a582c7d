"""The codebook, and everything that was gathered under one theme."""

from django.core.paginator import Paginator
from django.db.models import Case, Count, F, Q, When
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from annotations.forms import LONGEST_THEME, may_coin
from annotations.models import Annotation, FormerTheme, Theme
from annotations.themes import key_of, tidy
from newsroom.http import AuthenticatedRequest

PASSAGES_PER_PAGE = 50
MOST_SUGGESTIONS = 8


@require_safe
def codebook(request: AuthenticatedRequest) -> HttpResponse:
    """List all themes with the number of passages that this person may see."""
    visible = Annotation.objects.visible_to(request.user)
    counts = dict(visible.values_list("taggings__tag").annotate(Count("pk")).order_by())
    themes = list(Theme.objects.all())
    for theme in themes:
        theme.passages = counts.get(theme.pk, 0)
    return render(request, "annotations/codebook.html", {"themes": themes})


@require_safe
def theme(request: AuthenticatedRequest, slug: str) -> HttpResponse:
    """Show a theme's definition and its passages across all articles, grouped by article."""
    found = Theme.objects.filter(slug=slug).first()
    if not found:
        # Not for ever: a theme may be given its former name back.
        return redirect(get_object_or_404(FormerTheme, slug=slug).theme)
    newest_story, in_the_text = (
        F("article__published_on").desc(nulls_last=True),
        F("anchor__start").asc(nulls_last=True),
    )
    passages = (
        Annotation.objects.visible_to(request.user)
        .filter(taggings__tag=found)
        .for_cards(request.user)
        .order_by(newest_story, "-article_id", in_the_text, "start", "pk")
    )
    page = Paginator(passages, PASSAGES_PER_PAGE).get_page(request.GET.get("page"))
    articles = passages.order_by().values("article").distinct().count()
    return render(request, "annotations/theme.html", {"theme": found, "page": page, "articles": articles})


@require_safe
def suggestions(request: AuthenticatedRequest) -> HttpResponse:
    """Answer the themes whose names hold the words of `q`, best first, and an offer to add a new one."""
    typed = tidy(request.GET.get("q", "")[:LONGEST_THEME])
    key = key_of(typed)
    bears_it = Q(key__contains=key) | Q(pk__in=FormerTheme.objects.filter(key__contains=key).values("theme"))
    # Names that begin with what was typed stand first.
    begins = Case(When(key__startswith=key, then=0), default=1)
    themes = Theme.objects.filter(bears_it).order_by(begins, "key")[:MOST_SUGGESTIONS]
    new = typed if key and may_coin(request.user) and not Theme.objects.named(typed) else ""
    context = {"themes": themes, "new": new, "typed": typed}
    return render(request, "annotations/_suggestions.html", context)
