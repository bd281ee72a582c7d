"""Anchors: where an annotation sits in one wording of its article."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class AnchorQuerySet(models.QuerySet["Anchor"]):
    def current(self) -> Self:
        """Return for each annotation where it sits now."""
        return self.filter(anchored__isnull=False)

    def with_footing(self) -> Self:
        """Fetch what it takes to carry them to another wording, and nothing else of their annotations."""
        passage = ("revision", "start", "end", "exact")
        return self.select_related("annotation", "footing").only(
            *(field.name for field in Anchor._meta.concrete_fields if field.name != "annotation"),
            *(f"annotation__{name}" for name in passage),
            *(f"footing__{field.name}" for field in Anchor._meta.concrete_fields if field.name != "footing"),
        )

    def unsettled(self) -> Self:
        """Return those whose words were changed or are gone, and about which nobody has said where they belong."""
        return self.filter(state__in=Anchor.UNCERTAIN, settled_by=None)

    def unsettled_of(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return the unsettled ones in the current wordings, of what this person wrote and did not delete."""
        if not person.is_authenticated:
            return self.none()
        return self.unsettled().filter(anchored__author=person.pk, anchored__deleted_at=None)

    def untold_to(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return those of them about which this person does not know yet."""
        return self.unsettled_of(person).filter(is_noted=False)


class Anchor(models.Model):
    """The place of an annotation in one revision, and how sure it is.

    `start` and `end` are code points in the canonical text of `revision`, end exclusive; None where the words are
    gone. An annotation has one anchor for the wording it was made on and one for each that came after.
    """

    class State(models.TextChoices):
        EXACT = "exact", _("in its place")
        MOVED = "moved", _("moved with its words")
        CHANGED = "changed", _("its words were changed")
        LOST = "lost", _("no longer in the text")

    CERTAIN = (State.EXACT, State.MOVED)
    UNCERTAIN = (State.CHANGED, State.LOST)

    annotation = models.ForeignKey("annotations.Annotation", models.PROTECT, related_name="anchors")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="anchors")
    start = models.PositiveIntegerField(null=True)
    end = models.PositiveIntegerField(null=True)
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.EXACT)
    confidence = models.FloatField(_("confidence"), default=1)
    words = models.TextField(_("what stands there now"), blank=True, help_text=_("Empty where it is the quote."))
    footing = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", help_text=_("The last certain place before, if not this.")
    )
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(_("settled"), null=True)
    is_noted = models.BooleanField(_("the author knows"), default=False)

    objects = AnchorQuerySet.as_manager()

    class Meta:
        verbose_name = _("anchor")
        verbose_name_plural = _("anchors")
        constraints = [
            models.UniqueConstraint(fields=["annotation", "revision"], name="one_anchor_in_a_wording"),
            models.CheckConstraint(
                condition=models.Q(state="lost", start=None, end=None)
                | ~models.Q(state="lost") & models.Q(end__gt=models.F("start")),
                name="anchor_is_lost_or_marks_something",
            ),
        ]
        indexes = [
            models.Index(fields=["revision", "start"], name="anchor_in_order"),
            # PostgreSQL would read all anchors to find the few that a busy reader is to be told about (measured).
            models.Index(
                fields=["id"],
                name="anchor_untold",
                condition=models.Q(state__in=("changed", "lost"), settled_by=None, is_noted=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.revision_id}: {self.start}-{self.end} {self.state}"

    @property
    def is_lost(self) -> bool:
        return self.state == self.State.LOST

    @property
    def is_changed(self) -> bool:
        return self.state == self.State.CHANGED

    @property
    def is_certain(self) -> bool:
        """Whether the words are those that were marked, or somebody said that this is their place."""
        return self.state in self.CERTAIN or self.settled_by_id is not None

    @property
    def certain(self) -> Anchor:
        """The last certain place of the annotation: this one, or one in an earlier wording."""
        return self.footing or self

    @property
    def passage(self) -> tuple[int, int]:
        """Start and end in code points; raises ValueError where the words are gone."""
        if self.start is None or self.end is None:
            raise ValueError("The words of this anchor are gone.")
        return self.start, self.end

    def settle(self, by: User, start: int, end: int) -> None:
        """Say that the annotation belongs on these words of the revision, in code points, end exclusive."""
        words, quote = self.revision.text[start:end], self.annotation.exact
        self.start, self.end, self.confidence, self.footing = start, end, 1, None
        self.state = self.State.MOVED if words == quote else self.State.CHANGED
        self.words = "" if words == quote else words
        self.settled_by, self.settled_at, self.is_noted = by, timezone.now(), True
        self.save()
