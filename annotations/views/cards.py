"""Cards: what a reader makes of a passage, and what she does with what others made."""

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from annotations.forms import AnnotationForm, FlagForm, WritingForm, may_coin
from annotations.models import Annotation, AnnotationQuerySet
from articles.models import Article
from newsroom.http import AuthenticatedRequest

MOST_CARDS = 100  # in one answer


@require_http_methods(["GET", "POST"])
def cards(request: AuthenticatedRequest, article_id: int) -> HttpResponse:
    """Answer the cards asked for by `id`, or take a new annotation."""
    article = get_object_or_404(Article.objects.visible_to(request.user).select_related("current"), pk=article_id)
    if request.method == "POST":
        return _annotate(request, article)
    try:
        ids = [int(word) for word in request.GET.getlist("id")[:MOST_CARDS]]
    except ValueError as error:
        raise BadRequest("id must be a number") from error
    wanted = article.annotations.visible_to(request.user).filter(pk__in=ids)
    return render(request, "annotations/_cards.html", {"annotations": wanted.for_cards(request.user).in_order()})


def _annotate(request: AuthenticatedRequest, article: Article) -> HttpResponse:
    form = AnnotationForm(request.POST, reader=request.user, article=article)
    if not form.is_valid():
        return render(request, "annotations/_errors.html", {"form": form}, status=422)
    return _card(request, form.save(), status=201)


@require_GET
def annotation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Open the passage in its article; answer the card alone to a fragment request."""
    found = _visible(request, pk)
    if request.htmx:
        return _card(request, found)
    return redirect(f"{found.article.get_absolute_url()}#annotation-{found.pk}")


@require_http_methods(["GET", "POST"])
def edit(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Show the author her annotation in a form, and save it."""
    mine = get_object_or_404(_visible_to(request).filter(author=request.user), pk=pk)
    now = {"note": mine.note, "themes": [theme.name for theme in mine.themes.all()], "visibility": mine.visibility}
    form = WritingForm(request.POST or None, initial=now, reader=request.user)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"annotation": mine, "form": form, "may_coin": may_coin(request.user)}
        return render(request, f"annotations/{_form(request)}edit.html", context, status=status)
    mine.edit(**form.written())
    return _saved(request, pk)


@require_POST
def deletion(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Delete one's own annotation and offer to undo it."""
    mine = get_object_or_404(Annotation.objects.written_by(request.user), pk=pk)
    mine.delete_by_author()
    if not request.htmx:
        return redirect("mine")
    return render(request, "annotations/_deleted.html", {"annotation": mine})


@require_POST
def restoration(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Bring back what one deleted lately."""
    mine = get_object_or_404(Annotation.objects.lately_deleted_by(request.user).for_cards(request.user), pk=pk)
    mine.undo_deletion()
    if not request.htmx:
        return redirect("mine")
    return _card(request, mine)


@require_http_methods(["GET", "POST"])
def flag(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Report another reader's annotation to the moderators."""
    theirs = get_object_or_404(_visible_to(request).exclude(author=request.user), pk=pk)
    form = FlagForm(request.POST or None)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        context = {"annotation": theirs, "form": form}
        return render(request, f"annotations/{_form(request)}flag.html", context, status=status)
    theirs.flag(request.user, form.cleaned_data["reason"])
    return _saved(request, pk)


def _visible_to(request: HttpRequest) -> AnnotationQuerySet:
    return Annotation.objects.visible_to(request.user).for_cards(request.user)


def _visible(request: HttpRequest, pk: int) -> Annotation:
    return get_object_or_404(_visible_to(request), pk=pk)


def _form(request: AuthenticatedRequest) -> str:
    """A form takes the place of a card, or without script has a page of its own."""
    return "_" if request.htmx else ""


def _saved(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    return _card(request, _visible(request, pk)) if request.htmx else redirect("annotation", pk)


def _card(request: HttpRequest, annotation: Annotation, status: int = 200) -> HttpResponse:
    answer = render(request, "annotations/_card.html", {"annotation": annotation}, status=status)
    answer["Location"] = annotation.get_absolute_url()
    return answer
