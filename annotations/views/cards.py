"""Cards: what a reader makes of a passage, and what she does with what others made."""

from typing import Any

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from annotations.forms import AnnotationForm, FlagForm, WritingForm, may_coin
from annotations.models import Annotation, AnnotationQuerySet
from articles.models import Article
from newsroom.http import NUMBER, AuthenticatedRequest

MOST_CARDS = 100  # in one answer


@require_http_methods(["GET", "HEAD", "POST"])
def cards(request: AuthenticatedRequest, article_id: int) -> HttpResponse:
    """Answer the cards asked for by `id`, or take a new annotation."""
    article = get_object_or_404(Article.objects.visible_to(request.user).select_related("current"), pk=article_id)
    if request.method == "POST":
        return _annotate(request, article)
    wanted = article.annotations.visible_to(request.user).filter(pk__in=_numbers(request))
    return render(request, "annotations/_cards.html", {"annotations": wanted.for_cards(request.user).in_order()})


def _numbers(request: HttpRequest) -> list[str]:
    numbers = request.GET.getlist("id")
    if len(numbers) > MOST_CARDS or not all(map(NUMBER.fullmatch, numbers)):
        raise BadRequest(f"id must be a number, at most {MOST_CARDS} times")
    return numbers


def _annotate(request: AuthenticatedRequest, article: Article) -> HttpResponse:
    form = AnnotationForm(request.POST, reader=request.user, article=article)
    if not form.is_valid():
        return render(request, "annotations/_errors.html", {"form": form}, status=422)
    is_known = request.user.annotations.filter(key=form.cleaned_data["key"]).exists()
    annotation = form.save()
    if annotation.deleted_at:
        return _deleted(request, annotation)
    return card(request, annotation.pk, status=200 if is_known else 201)


@require_safe
@vary_on_headers("HX-Request")
def annotation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Open the passage in its article; answer the card alone to a fragment request."""
    if request.htmx:
        return card(request, pk)
    found = get_object_or_404(_reach(request), pk=pk)
    is_published = found.article.is_readable
    page = found.article.get_absolute_url() if is_published else f"{reverse('mine')}?article={found.article_id}"
    return redirect(f"{page}#annotation-{pk}")


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the author her annotation in a form, and save it."""
    mine = get_object_or_404(_reach(request).filter(author=request.user), pk=pk)
    now = {"note": mine.note, "themes": [theme.name for theme in mine.themes.all()], "visibility": mine.visibility}
    form = WritingForm(_posted(request), initial=now, reader=request.user)
    if not form.is_valid():
        context = {"annotation": mine, "form": form, "may_coin": may_coin(request.user)}
        return _form(request, "edit", context)
    mine.edit(**form.written())
    return saved(request, pk)


@require_POST
def deletion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Delete one's own annotation and offer to undo it."""
    mine = get_object_or_404(_own_or_lately_deleted(request), pk=pk)
    if not mine.deleted_at:
        mine.delete_by_author()
    return _deleted(request, mine) if request.htmx else redirect("mine")


@require_POST
def restoration(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Bring back what one deleted lately."""
    mine = get_object_or_404(_own_or_lately_deleted(request), pk=pk)
    if mine.deleted_at:
        mine.undo_deletion()
    return card(request, pk) if request.htmx else redirect("mine")


@require_http_methods(["GET", "HEAD", "POST"])
@vary_on_headers("HX-Request")
def flag(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Report another reader's annotation to the moderators."""
    theirs = get_object_or_404(_reach(request).exclude(author=request.user), pk=pk)
    form = FlagForm(_posted(request))
    if not form.is_valid():
        return _form(request, "flag", {"annotation": theirs, "form": form})
    theirs.flag(request.user, form.cleaned_data["reason"])
    return saved(request, pk)


def _reach(request: HttpRequest) -> AnnotationQuerySet:
    """Return what this person may see, and her own on articles that were withdrawn."""
    annotations = Annotation.objects
    return (annotations.visible_to(request.user) | annotations.written_by(request.user)).for_cards(request.user)


def _own_or_lately_deleted(request: HttpRequest) -> AnnotationQuerySet:
    """Return what this person may delete and have back; doing either twice is no mistake."""
    annotations = Annotation.objects
    own = annotations.written_by(request.user) | annotations.lately_deleted_by(request.user)
    return own.for_cards(request.user)


def _posted(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _form(request: AuthenticatedRequest, name: str, context: dict[str, Any]) -> HttpResponse:
    """A form takes the place of a card, or without script has a page of its own."""
    template = f"annotations/{'_' if request.htmx else ''}{name}.html"
    return render(request, template, context, status=422 if context["form"].is_bound else 200)


def saved(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Answer the card as it stands now, or without script go to its passage."""
    return card(request, pk) if request.htmx else redirect("annotation", pk)


def card(request: HttpRequest, pk: int, status: int = 200, problem: str = "") -> HttpResponse:
    """Answer the card as it stands now, with a sentence where something was refused."""
    found = get_object_or_404(_reach(request), pk=pk)
    context = {"annotation": found, "problem": problem}
    answer = render(request, "annotations/_card.html", context, status=status)
    answer["Location"] = found.get_absolute_url()
    return answer


def _deleted(request: HttpRequest, annotation: Annotation) -> HttpResponse:
    return render(request, "annotations/_deleted.html", {"annotation": annotation})
