"""Two gates before every view: the size of a request, and who may come in."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _

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
        sentence = _("This is too large: at most %(limit)d MB can be sent.") % {"limit": settings.MAX_UPLOAD_MB}
        return HttpResponse(sentence, status=413, content_type="text/plain; charset=utf-8")

    return middleware


def open_to_public(view: View) -> View:
    """Mark a view that needs no account where the site opens reading to the public."""
    view.open_to_public = True  # type: ignore[attr-defined]
    return view


class SignInMiddleware(LoginRequiredMiddleware):
    """Ask everybody to sign in, save for views marked open; tell a fragment request so without a redirect.

    A redirect would be followed by the browser's `fetch`, and the sign-in page taken for the answer.
    """

    def process_view(
        self, request: HttpRequest, view_func: View, view_args: tuple[Any, ...], view_kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        if settings.PUBLIC_READING and getattr(view_func, "open_to_public", False):
            return None
        return super().process_view(request, view_func, view_args, view_kwargs)

    def handle_no_permission(self, request: HttpRequest, view_func: View) -> HttpResponseBase:
        if request.htmx:
            return render(request, "_signed_out.html", status=401)
        return super().handle_no_permission(request, view_func)
