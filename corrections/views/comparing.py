"""Two wordings of an article side by side, with the annotations that each carried."""

from __future__ import annotations

from typing import NamedTuple, cast

from django.core.paginator import Page, Paginator
from django.db.models import F, OuterRef, Prefetch, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from annotations.models import Anchor, Annotation, AnnotationQuerySet
from articles.models import Article, Revision
from corrections.differences import differences
from corrections.views.desk import around, for_editors
from newsroom.http import NUMBER

ANNOTATIONS_PER_PAGE = 50


class Places(NamedTuple):
    """An annotation, and where it sits in each of two wordings; None where it was not made yet."""

    annotation: Annotation
    in_old: Anchor | None
    in_new: Anchor | None


@for_editors
@require_safe
def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """Show two wordings, by their numbers; without numbers the last one and the one before."""
    article = get_object_or_404(Article.objects.select_related("current"), pk=pk, current__isnull=False)
    new = _asked_for(request, article, "new") or cast("Revision", article.current)
    old = _asked_for(request, article, "old") or _before(article, new)
    page = _page(article, old, new, request.GET.get("page"))
    revisions = article.revisions.select_related("created_by").defer("body", "text")
    context = around(
        request,
        _("Compare two wordings"),
        article=article,
        old=old,
        new=new,
        revisions=revisions.order_by("-number"),
        differences=differences(old.text, new.text),
        page=page,
        annotations=[_places(annotation, old, new) for annotation in page],
        unseen=_unseen(article, old, new),
    )
    return render(request, "admin/corrections/compare.html", context)


def _asked_for(request: HttpRequest, article: Article, name: str) -> Revision | None:
    number = request.GET.get(name)
    if number is None:
        return None
    if not NUMBER.fullmatch(number):
        raise Http404
    return get_object_or_404(article.revisions, number=number)


def _before(article: Article, revision: Revision) -> Revision:
    return article.revisions.filter(number__lt=revision.number).order_by("-number").first() or revision


def _page(article: Article, old: Revision, new: Revision, number: str | None) -> Page[Annotation]:
    """Return a page of the annotations that everybody may see, in the order of the new wording."""
    here = Anchor.objects.filter(annotation=OuterRef("pk"))
    found = (
        _carried(article, old, new)
        .shared()
        .filter(hidden_by=None)
        .annotate(
            new_place=Subquery(here.filter(revision=new).values("start")),
            old_place=Subquery(here.filter(revision=old).values("start")),
        )
        .select_related("author")
        .prefetch_related(Prefetch("anchors", Anchor.objects.filter(revision__in=(old, new))))
        .order_by(F("new_place").asc(nulls_last=True), F("old_place").asc(nulls_last=True), "start", "pk")
    )
    return Paginator(found, ANNOTATIONS_PER_PAGE).get_page(number)


def _places(annotation: Annotation, old: Revision, new: Revision) -> Places:
    at = {anchor.revision_id: anchor for anchor in annotation.anchors.all()}
    return Places(annotation, at.get(old.pk), at.get(new.pk))


def _carried(article: Article, old: Revision, new: Revision) -> AnnotationQuerySet:
    """Return the annotations that one of the wordings carried, but for those that were deleted."""
    anchored = Anchor.objects.filter(revision__in=(old, new)).values("annotation")
    return Annotation.objects.filter(article=article, deleted_at=None, pk__in=anchored)


def _unseen(article: Article, old: Revision, new: Revision) -> dict[str, int]:
    """Count what is for its author alone, and what a moderator hid."""
    carried = _carried(article, old, new)
    private = carried.filter(visibility=Annotation.Visibility.PRIVATE)
    return {"private": private.count(), "hidden": carried.shared().exclude(hidden_by=None).count()}
