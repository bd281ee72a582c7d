"""What corrections did to the passages of one reader."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from annotations.models import Anchor, Annotation
from articles.models import Article, Revision
from newsroom.http import NUMBER, AuthenticatedRequest

PASSAGES_PER_PAGE = 25


@dataclass(frozen=True)
class Group:
    """Passages of one article that this reader knows about, or does not, with the corrections that touched them."""

    is_noted: bool
    article: Article
    passages: list[Annotation]
    corrections: list[Revision]


@require_http_methods(["GET", "HEAD", "POST"])
def affected(request: AuthenticatedRequest) -> HttpResponse:
    """List this reader's unsettled passages, first those she does not know yet; note the posted ones (`anchor`)."""
    untold = Anchor.objects.untold_to(request.user)
    if request.method == "POST":
        untold.filter(pk__in=_numbers(request)).update(is_noted=True)
        return redirect("affected")
    unsettled = Annotation.objects.filter(anchor__in=Anchor.objects.unsettled_of(request.user))
    passages = unsettled.for_cards(request.user).order_by(
        "anchor__is_noted", "-anchor__revision", F("anchor__start").asc(nulls_last=True), "start", "pk"
    )
    page = Paginator(passages, PASSAGES_PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "groups": _groups(page), "affected": untold.count()}
    return render(request, "annotations/affected.html", context)


def _groups(passages: Iterable[Annotation]) -> list[Group]:
    """Return the passages, which lie in this order, by article."""
    passages = list(passages)
    articles = {passage.article_id for passage in passages}
    made = Revision.objects.filter(article__in=articles).exclude(kind="").defer("body", "text").order_by("-number")
    corrections = list(made)
    groups = []
    for (is_noted, _), group in groupby(passages, key=_where_it_is_listed):
        own = list(group)
        since = {(passage.article_id, passage.came_to_this) for passage in own}  # type: ignore[attr-defined]
        touched = [correction for correction in corrections if (correction.article_id, correction.created_at) in since]
        groups.append(Group(is_noted, own[0].article, own, touched))
    return groups


def _where_it_is_listed(passage: Annotation) -> tuple[bool, int]:
    return bool(passage.anchor and passage.anchor.is_noted), passage.article_id


def _numbers(request: HttpRequest) -> list[str]:
    numbers = request.POST.getlist("anchor")
    if len(numbers) > PASSAGES_PER_PAGE or not all(map(NUMBER.fullmatch, numbers)):
        raise BadRequest(f"anchor must be a number, at most {PASSAGES_PER_PAGE} times")
    return numbers
