"""What readers report and what moderators decide."""

from __future__ import annotations

from typing import Any, NoReturn, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class AppendOnly(Exception):
    """What stands in the log of decisions is never changed or taken out."""


class DecisionQuerySet(models.QuerySet["Decision"]):
    """Takes new decisions and refuses every way that Django has to change or delete old ones."""

    def bulk_create(self, *args: Any, update_conflicts: bool = False, **kwargs: Any) -> list[Decision]:
        if update_conflicts:
            raise AppendOnly
        return super().bulk_create(*args, **kwargs)

    def update(self, **values: Any) -> NoReturn:
        raise AppendOnly

    def bulk_update(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly

    def delete(self) -> NoReturn:
        raise AppendOnly

    def _raw_delete(self, using: str | None) -> NoReturn:
        raise AppendOnly


class Decision(models.Model):
    """What a moderator did about an annotation, and why."""

    class Verb(models.TextChoices):
        HIDE = "hide", _("hidden")
        RESTORE = "restore", _("restored")
        DISMISS = "dismiss", _("flags dismissed")

    annotation = models.ForeignKey("annotations.Annotation", models.PROTECT, related_name="decisions")
    verb = models.CharField(_("what"), max_length=10, choices=Verb.choices)
    reason = models.TextField(_("why"), max_length=1000)
    moderator = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("who"))
    decided_at = models.DateTimeField(_("when"), default=timezone.now)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        ordering = ["-decided_at", "-pk"]
        base_manager_name = "objects"  # Django's own doors lead to the same refusals

    def __str__(self) -> str:
        return f"{self.get_verb_display()}: {self.reason}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly
        # Without this, a new decision with the number of an old one would take its place.
        super().save(*args, **kwargs | {"force_insert": True})

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly


class FlagQuerySet(models.QuerySet["Flag"]):
    def open(self) -> Self:
        """Return the flags that no moderator has decided about."""
        return self.filter(settled_by=None)


class Flag(models.Model):
    """A reader's report of an annotation; open until a moderator decides."""

    annotation = models.ForeignKey("annotations.Annotation", models.PROTECT, related_name="flags")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    reason = models.TextField(_("reason"), max_length=1000)
    flagged_at = models.DateTimeField(_("flagged"), default=timezone.now)
    settled_by = models.ForeignKey(Decision, models.PROTECT, null=True, blank=True, related_name="flags")

    objects = FlagQuerySet.as_manager()

    class Meta:
        verbose_name = _("flag")
        verbose_name_plural = _("flags")
        constraints = [
            models.UniqueConstraint(
                fields=["annotation", "reader"], condition=models.Q(settled_by=None), name="one_open_flag_per_reader"
            )
        ]

    def __str__(self) -> str:
        return self.reason
