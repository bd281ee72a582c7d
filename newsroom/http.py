"""Requests as views receive them, for the type checker."""

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_htmx.middleware import HtmxDetails


class AuthenticatedRequest(HttpRequest):
    """A request that passed the sign-in gate."""

    user: "User"
    htmx: "HtmxDetails"
