"""What an editor decides about several files at once."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from articles.history import editor
from articles.models import Article
from articles.publishing import publish
from intake.models import Arrival
from intake.views.bringing_in import for_newcomers
from intake.views.table import desk_of, named


@for_newcomers
@require_POST
def decide(request: HttpRequest) -> HttpResponse:
    """Do `verb` (`draft`, `publish` or `drop`) with each `arrival` that was chosen."""
    chosen = list(named(request, request.POST.getlist("arrival")[:1000]).with_articles().order_by("pk"))
    verb = request.POST.get("verb")
    if not chosen:
        messages.warning(request, _("No file was chosen."))
    elif verb == "drop":
        _drop(request, chosen)
    elif verb == "draft":
        _tell_drafts(request, _drafts(request, chosen))
    elif verb == "publish":
        _publish(request, chosen)
    else:
        raise BadRequest("verb must be draft, publish or drop")
    return redirect("bring_in")


@for_newcomers
@require_POST
def clear(request: HttpRequest) -> HttpResponse:
    """Take from the desk what is saved, dropped, unpacked or cannot be read."""
    desk_of(request).settled().clear()
    return redirect("bring_in")


def _drop(request: HttpRequest, chosen: list[Arrival]) -> None:
    for arrival in chosen:
        arrival.drop()
    dropped = sum(arrival.state == Arrival.State.DROPPED for arrival in chosen)
    said = ngettext("%d file dropped.", "%d files dropped.", dropped)
    messages.success(request, said % dropped)
    if dropped < len(chosen):
        messages.info(request, _("What is saved as an article stays as it is."))


def _drafts(request: HttpRequest, chosen: list[Arrival]) -> list[Article]:
    """Return the drafts of those that could be read, made now or before."""
    made = [arrival.draft(by=editor(request)) for arrival in chosen]
    if None in made:
        unread = made.count(None)
        said = ngettext(
            "%d file was not read and is left as it is.", "%d files were not read and are left as they are.", unread
        )
        messages.warning(request, said % unread)
    return [article for article in made if article is not None]


def _tell_drafts(request: HttpRequest, drafts: list[Article]) -> None:
    if drafts:
        said = ngettext("%d draft saved.", "%d drafts saved.", len(drafts))
        messages.success(request, said % len(drafts))


def _publish(request: HttpRequest, chosen: list[Arrival]) -> None:
    """Publish all but what its sender withheld: that is saved as a draft, and said."""
    if not request.user.has_perm("articles.change_article"):
        raise PermissionDenied
    withheld = [arrival for arrival in chosen if arrival.is_withheld]
    publish(_drafts(request, [arrival for arrival in chosen if not arrival.is_withheld]), request)
    for article in _drafts(request, withheld):
        said = _("“%s” was saved as a draft and not published: its sender says that it is not to be published.")
        messages.warning(request, said % article)
