"""Accounts in the admin: made, changed and deactivated there, never deleted."""

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.http import HttpRequest

admin.site.unregister(User)


@admin.register(User)
class PersonAdmin(UserAdmin):  # type: ignore[type-arg]
    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        """What people wrote stays, so their accounts do; the page of refusal would count what is private."""
        return False
