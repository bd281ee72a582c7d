"""What readers see of corrections: the wordings of an article as they were, and what changed from one to the next."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from annotations.models import Anchor, Annotation
from articles.models import Article, Revision
from corrections.differences import Differences, differences
from newsroom.http import NUMBER
from newsroom.middleware import open_to_public
from reading.marking import body_with_marks

CORRECTIONS_PER_PAGE = 10
MOST_COMPARED = 1_500_000  # code points of text that one page compares; each correction can be had on a page of its own


@open_to_public
@require_safe
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show a wording as readers saw it, with the annotations that it carried; `annotation` leads to its passage."""
    article = _readable(request, pk)
    wordings = article.public_revisions()
    shown = get_object_or_404(wordings.defer("text"), number=number)
    after = wordings.defer("body", "text").filter(number=number + 1).first()
    anchors = _carried(shown, request)
    places = {anchor.annotation_id: anchor.passage for anchor in anchors}
    carried = Annotation.objects.filter(pk__in=places).for_cards(request.user)
    notes = sorted(carried, key=lambda note: (places[note.pk][0], -places[note.pk][1], note.pk))
    wanted = request.GET.get("annotation", "")
    if NUMBER.fullmatch(wanted) and int(wanted) in places:
        passage = [note.pk for note in notes].index(int(wanted)) + 1
        return redirect(f"{request.path}#passage-{passage}")
    context = {
        "article": article,
        "revision": shown,
        "after": after,
        "notes": notes,
        "body": body_with_marks(shown.body, notes, anchors),
    }
    return render(request, "reading/revision.html", context)


@open_to_public
@require_safe
def corrections(request: HttpRequest, pk: int) -> HttpResponse:
    """Tell what was corrected, the latest first: when, why, and what changed; `number` chooses one by its wording."""
    article = _readable(request, pk)
    last = article.current.number if article.current else 0
    numbers: Sequence[int] = range(last, last - article.times_corrected, -1)
    chosen = request.GET.get("number", "")
    if chosen:
        numbers = [int(chosen)] if NUMBER.fullmatch(chosen) and int(chosen) in numbers else []
    page = Paginator(numbers, CORRECTIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {"article": article, "page": page, "chosen": chosen, "told": list(_told(article, list(page)))}
    return render(request, "reading/corrections.html", context)


@dataclass(frozen=True)
class Correction:
    """What is told of one; without differences where the texts are too long to be compared beside the others."""

    former: Revision
    revision: Revision
    differences: Differences | None

    @property
    def kept_all_words(self) -> bool:
        """Whether only the form was changed."""
        return self.former.sha256 == self.revision.sha256


def _told(article: Article, numbers: list[int]) -> Iterator[Correction]:
    """Yield the corrections that led to the wordings of these numbers, which follow one another, the latest first."""
    if not numbers:
        return
    wanted = article.public_revisions().filter(number__range=(numbers[-1] - 1, numbers[0])).defer("body")
    wordings = {revision.number: revision for revision in wanted}
    left = MOST_COMPARED
    for number in numbers:
        former, revision = wordings[number - 1], wordings[number]
        left -= former.length + revision.length
        compared = left >= 0 or number == numbers[0]
        yield Correction(former, revision, differences(former.text, revision.text) if compared else None)


def _readable(request: HttpRequest, pk: int) -> Article:
    """Return the article, with what there is to know about its current wording except the words."""
    articles = Article.objects.visible_to(request.user).select_related("current")
    return get_object_or_404(articles.defer("current__body", "current__text"), pk=pk)


def _carried(revision: Revision, request: HttpRequest) -> list[Anchor]:
    """Return where annotations that this person may see stood in the wording."""
    visible = Annotation.objects.visible_to(request.user).filter(article=revision.article_id)
    return list(revision.anchors.exclude(state=Anchor.State.LOST).filter(annotation__in=visible))
