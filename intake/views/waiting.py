"""What waits on the desk: read one after the other, or not read after all."""

from __future__ import annotations

from time import monotonic

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from intake.models import Arrival
from intake.views.bringing_in import for_newcomers
from intake.views.table import MOST_ROWS, desk_of, rows
from newsroom.http import asks_for_fragment

PATIENCE = 20  # seconds that somebody without scripts waits for a page


@for_newcomers
@require_POST
def read_next(request: HttpRequest) -> HttpResponse:
    """Read the next file that waits, and answer its row; 204 where none waits."""
    claimed = Arrival.objects.claim(by=request.user)
    if claimed is None:
        return HttpResponse(status=204)
    claimed.read()
    return rows(request, [claimed, *claimed.members.order_by("-pk")[: MOST_ROWS - 1]])


@for_newcomers
@require_POST
def read_some(request: HttpRequest) -> HttpResponse:
    """Read what waits for as long as somebody may be kept waiting, and say how much is left."""
    begun, done = monotonic(), 0
    while monotonic() - begun < PATIENCE and (claimed := Arrival.objects.claim(by=request.user)):
        claimed.read()
        done += 1
    left = desk_of(request).waiting().count()
    said = ngettext("%d file was read.", "%d files were read.", done) % done
    if left:
        messages.warning(request, f"{said} {ngettext('%d still waits.', '%d still wait.', left) % left}")
    else:
        messages.success(request, f"{said} {_('None waits any more.')}")
    return redirect("bring_in")


@for_newcomers
@require_POST
def stop(request: HttpRequest) -> HttpResponse:
    """Drop what waits or is being read; a script asks for the rows that it shows."""
    stopped = desk_of(request).stop()
    if asks_for_fragment(request):
        return HttpResponse(status=204)
    said = ngettext("%d file was dropped unread.", "%d files were dropped unread.", stopped)
    messages.success(request, said % stopped)
    return redirect("bring_in")
