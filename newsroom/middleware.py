"""Gates before every view: the size of a request, its encoding, and who may come in."""

import codecs
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

from newsroom.http import asks_for_fragment, is_our_own
from newsroom.views import problem

Answer = Callable[[HttpRequest], HttpResponseBase]
View = Callable[..., HttpResponseBase]


def refuse_oversized_requests(get_response: Answer) -> Answer:
    """Answer 413 to a request that declares more bytes than an upload may have, without reading it."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        try:
            size = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            size = 0
        if size <= settings.MAX_REQUEST_BYTES:
            return get_response(request)
        sentence = _("At most %(limit)d MB can be sent. Nothing was changed.") % {"limit": settings.MAX_UPLOAD_MB}
        return problem(request, 413, _("This is too large"), sentence)

    return middleware


def refuse_unstorable_requests(get_response: Answer) -> Answer:
    """Answer 400 to what no database keeps: NUL in an address, and encodings other than UTF-8.

    Some of Python's give strings with lone surrogates, others no strings at all. NUL in a posted field is for its
    form to deal with.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL in the address")
        if request.encoding and codecs.lookup(request.encoding).name != "utf-8":
            raise BadRequest("only UTF-8 is read")
        return get_response(request)

    return middleware


def open_to_public(view: View) -> View:
    """Mark a view that needs no account where the site opens reading to the public."""
    view.open_to_public = True  # type: ignore[attr-defined]
    return view


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask everybody to sign in, save for views marked open, and bring them back to where they were.

    A fragment request is told so without a redirect, which the browser's `fetch` would follow, and take the
    sign-in page for the answer.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if settings.PUBLIC_READING and getattr(view_func, "open_to_public", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(  # type: ignore[override]  # Django promises a redirect, and needs none
        self, request: HttpRequest, view_func: View
    ) -> HttpResponseBase:
        if asks_for_fragment(request):
            return render(request, "_signed_out.html", {"page": _page_of(request)}, status=401)
        if request.method == "POST":
            # What was posted is not posted again after signing in; the page that it was written on can be opened.
            return redirect_to_login(_page_of(request))
        return super().handle_no_permission(request, view_func)


def _page_of(request: HttpRequest) -> str:
    """Return the address of the page that a request was sent from, empty where that is not one of ours."""
    page = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    return page if is_our_own(page, request) else ""
