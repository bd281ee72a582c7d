"""What holds for every list at the moderators' desk."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest


class Desk(admin.ModelAdmin):  # type: ignore[type-arg]
    """Rows are never deleted, by nobody."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Refuse patterns in the address: a broken one would break the page, a wicked one never end."""
        return super().lookup_allowed(lookup, value, request) and not lookup.endswith("regex")


class ReadOnlyDesk(Desk):
    """Rows are neither added nor changed here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:  # noqa: ANN401
        return False
