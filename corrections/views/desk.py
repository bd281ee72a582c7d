"""What the pages of this desk share: who may come in, and what Django's admin puts around a page."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from articles.models import RIGHT_TO_LEFT, Article

View = Callable[..., HttpResponse]


def for_staff_with(permission: str) -> Callable[[View], View]:
    """Return a decorator that guards a view as the admin does, and lets in only those who have the permission."""

    def guard(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            if not request.user.has_perm(permission):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return admin.site.admin_view(guarded)

    return guard


for_editors = for_staff_with("articles.change_article")


def around(request: HttpRequest, title: str, **context: Any) -> dict[str, Any]:
    """Return what a page of the admin needs, with what is its own."""
    own = {"title": title, "opts": Article._meta, "rtl": " ".join(sorted(RIGHT_TO_LEFT))}
    return admin.site.each_context(request) | own | context
