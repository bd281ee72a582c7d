"""Searches that people keep, and which copy of the index is in use."""

from __future__ import annotations

import secrets
from typing import Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

# Counts up when the tokens of the same text become others: an index of an earlier number is built anew.
FORMAT = 2
_STATE = "SELECT * FROM search_indexstate WHERE id = 1"


class IndexState(models.Model):
    """Which of the two copies of the index is searched, and what is known to be wrong with it. There is one row."""

    slot = models.CharField(max_length=1, default="a")
    format = models.PositiveIntegerField(default=0)
    building = models.CharField(max_length=1, blank=True, help_text="The copy that is being built, if one is.")
    is_following = models.BooleanField(default=False, help_text="Whether facts follow what people may see.")
    problem = models.TextField(blank=True, help_text="What a reader met; empty where all is well.")
    built_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("state of the search index")
        verbose_name_plural = _("states of the search index")

    def __str__(self) -> str:
        return f"{self.slot}, format {self.format}"

    @classmethod
    def now(cls) -> IndexState:
        """Return the state, an unsaved one of no index where none was ever built.

        Every search and every annotation asks for it, and to build the query anew takes longer than to run it.
        """
        return next(iter(cls.objects.raw(_STATE)), None) or cls(pk=1)

    @property
    def is_usable(self) -> bool:
        return self.is_current and self.is_following

    @property
    def is_current(self) -> bool:
        """Whether the index was built by this version."""
        return self.format == FORMAT

    @property
    def slots(self) -> list[str]:
        """The copies that changes are written to."""
        return [slot for slot in (self.slot if self.is_current else "", self.building) if slot]

    @classmethod
    def report(cls, problem: str) -> None:
        """Note what is wrong with the index, for staff; the first thing noted stays."""
        cls.objects.filter(pk=1, problem="").update(problem=problem[:1000])


def _token() -> str:
    return secrets.token_urlsafe(16)


class SavedSearchQuerySet(models.QuerySet["SavedSearch"]):
    def of(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return what this person saved, by name."""
        return self.filter(owner=person.pk).order_by("name", "pk")


class SavedSearch(models.Model):
    """A query that somebody gave a name. Who has its link may run it, and finds what she herself may see."""

    name = models.CharField(_("name"), max_length=100)
    query = models.CharField(_("query"), max_length=1000)
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="saved_searches")
    token = models.CharField(_("shared as"), max_length=32, unique=True, default=_token, editable=False)
    is_followed = models.BooleanField(_("followed"), default=False)
    looked_at = models.DateTimeField(_("last look"), default=timezone.now)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = SavedSearchQuerySet.as_manager()

    class Meta:
        verbose_name = _("saved search")
        verbose_name_plural = _("saved searches")
        constraints = [models.UniqueConstraint(fields=["owner", "name"], name="saved_search_named_once")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("saved-search", args=[self.token])

    def look(self) -> None:
        """Note that its owner has seen what it finds now."""
        self.looked_at = timezone.now()
        self.save(update_fields=["looked_at"])

    def new_results(self, person: AbstractBaseUser | AnonymousUser) -> tuple[int, bool]:
        """Return how many results came since the last look, and whether there are more than were counted."""
        from search.finding import count_since

        return count_since(self.query, person, self.looked_at)
