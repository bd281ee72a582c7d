"""Where an annotation belongs after a correction, as people say it: its author, and staff for what everybody sees."""

from django import forms
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from annotations.forms import PassageForm
from annotations.models import Anchor, Annotation, AnnotationQuerySet
from annotations.views.cards import card, saved
from newsroom.http import AuthenticatedRequest

UNCLEAR = _("It is not clear which words you mean. Reload the page and look at them again.")
OUTDATED = _("The article was corrected meanwhile. Nothing was changed: look at its words again.")
WITHDRAWN = _("The article was withdrawn. Nothing was changed.")
GONE = _("These words are no longer in the text. Attach the annotation to others, or delete it.")


class Refused(Exception):
    """Nothing was changed, and its words tell the person why."""


class SeenForm(forms.Form):
    """The key of the anchor that a person had before her."""

    anchor = forms.IntegerField(error_messages={"required": UNCLEAR, "invalid": UNCLEAR})


@require_POST
def anchor(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Attach an annotation to a passage of the current wording, in code points, end exclusive."""
    found = get_object_or_404(_within_reach(request), pk=pk)
    form = PassageForm(request.POST, article=found.article)
    try:
        _expect_sense(found, form)
        with transaction.atomic():
            held = _held_anchor(found)
            if held.revision != form.cleaned_data["revision"]:
                raise Refused(OUTDATED)
            held.settle(request.user, form.cleaned_data["start"], form.cleaned_data["end"])
    except Refused as refused:
        return _refused(request, found, refused)
    return saved(request, pk)


@require_POST
def confirmation(request: AuthenticatedRequest, pk: int) -> HttpResponse:
    """Say that what became of an annotation's words is right; what is certain already stays as it is."""
    found = get_object_or_404(_within_reach(request), pk=pk)
    form = SeenForm(request.POST)
    try:
        _expect_sense(found, form)
        with transaction.atomic():
            held = _held_anchor(found)
            if held.pk != form.cleaned_data["anchor"]:
                raise Refused(OUTDATED)
            if held.is_lost:
                raise Refused(GONE)
            if not held.is_certain:
                held.settle(request.user, *held.passage)
    except Refused as refused:
        return _refused(request, found, refused)
    return saved(request, pk)


def _within_reach(request: AuthenticatedRequest) -> AnnotationQuerySet:
    """Return what this person may settle: her own, and for staff with the permission what everybody sees."""
    annotations = Annotation.objects.written_by(request.user)
    if request.user.is_staff and request.user.has_perm("annotations.change_anchor"):
        annotations |= Annotation.objects.shown_to_everyone()
    return annotations.for_cards(request.user)


def _expect_sense(annotation: Annotation, form: forms.Form) -> None:
    if not annotation.article.is_readable:
        raise Refused(WITHDRAWN)
    for sentences in form.errors.values():
        raise Refused(sentences[0])


def _held_anchor(annotation: Annotation) -> Anchor:
    """Return where the annotation sits now; no correction comes in between until the transaction ends."""
    annotation.article.held_revision()
    return Anchor.objects.select_related("annotation", "revision").get(anchored=annotation)


def _refused(request: AuthenticatedRequest, annotation: Annotation, refused: Refused) -> HttpResponse:
    """Answer the card as it stands now, with the sentence that says why nothing was changed."""
    if request.htmx:
        return card(request, annotation.pk, status=422, problem=str(refused))
    context = {"annotation": annotation, "problem": str(refused)}
    return render(request, "annotations/refused.html", context, status=422)
