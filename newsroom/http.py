"""Requests as views receive them, for the type checker, and what is asked about them everywhere."""

import re
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.utils.http import url_has_allowed_host_and_scheme

if TYPE_CHECKING:
    from django.contrib.auth.models import User
    from django_htmx.middleware import HtmxDetails

# Digits of a number that every database can compare with those it gave.
NUMBER = re.compile("[0-9]{1,18}")


class AuthenticatedRequest(HttpRequest):
    """A request that passed the sign-in gate."""

    user: "User"
    htmx: "HtmxDetails"


def is_our_own(address: str, request: HttpRequest) -> bool:
    """Return whether an address that came with a request leads to this site, so that one may be sent there."""
    return url_has_allowed_host_and_scheme(address, {request.get_host()}, require_https=request.is_secure())


def asks_for_fragment(request: HttpRequest) -> bool:
    """Return whether a script asked for a part of a page; it may be asked before any middleware was there."""
    return request.headers.get("HX-Request") == "true"
