"""Who sees which annotations, and in which order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from annotations.models.anchor import Anchor
from annotations.models.moderation import Flag
from articles.models import readable

if TYPE_CHECKING:
    from annotations.models.annotation import Annotation  # noqa: F401, which names us

UNDO_DELETION_WITHIN = timedelta(days=7)


class Visibility(models.TextChoices):
    EVERYONE = "everyone", _("everyone")
    PRIVATE = "private", _("only me")


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    def standing(self) -> Self:
        """Leave out what its author deleted and what was on an article that is no longer published."""
        return self.filter(readable("article__"), deleted_at=None)

    def visible_to(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return what this person may see: her own, and what others show to everyone and no moderator hid."""
        if not person.is_authenticated:
            return self.none()
        return self.standing().filter(models.Q(author=person.pk) | self._shown_to_everyone())

    def shared(self) -> Self:
        """Return what its author shows to everyone, hidden or not: all that a moderator ever sees."""
        return self.filter(deleted_at=None, visibility=Visibility.EVERYONE)

    def flagged(self) -> Self:
        """Return what has flags about which no moderator has decided."""
        return self.filter(pk__in=Flag.objects.open().values("annotation"))

    def shown_to_everyone(self) -> Self:
        """Return what every reader may see."""
        return self.standing().filter(self._shown_to_everyone())

    def written_by(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return what this person wrote and did not delete, on withdrawn articles too."""
        return self.filter(author=person.pk, deleted_at=None)

    def lately_deleted_by(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return what this person deleted so lately that it can be had back."""
        return self.filter(author=person.pk, deleted_at__gt=timezone.now() - UNDO_DELETION_WITHIN)

    def in_order(self) -> Self:
        """Order as the passages stand in the article now; those that are no longer in it come last."""
        return self.order_by(models.F("anchor__start").asc(nulls_last=True), "-anchor__end", "start", "pk")

    def in_the_text(self) -> Self:
        """Leave out those whose words are gone."""
        return self.exclude(anchor__state=Anchor.State.LOST)

    def for_cards(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Fetch with each annotation what its card shows to this person, her own open flags as `my_flags`."""
        flags = Flag.objects.filter(reader=person.pk, settled_by=None)
        return (
            self.with_anchors()
            .select_related("author", "article", "hidden_by")
            .prefetch_related("themes", models.Prefetch("flags", flags, to_attr="my_flags"))
        )

    def with_anchors(self) -> Self:
        """Fetch where each annotation sits now, its two wordings without their texts, and `came_to_this`.

        That is the moment of the correction since which the words are what they are now, or are gone.
        """
        alike = Anchor.objects.filter(
            annotation=models.OuterRef("pk"),
            state=models.OuterRef("anchor__state"),
            words=models.OuterRef("anchor__words"),
        )
        return (
            self.select_related("revision", "anchor__revision", "anchor__settled_by")
            .defer(*(f"{wording}__{text}" for wording in ("revision", "anchor__revision") for text in ("body", "text")))
            .annotate(came_to_this=models.Subquery(alike.order_by("revision").values("revision__created_at")[:1]))
        )

    def hold(self) -> None:
        """Keep them as they are until the transaction ends, but for itself.

        Whoever changes several takes hold of them first, in one order; of their articles before, then of themes.
        So nobody waits in a circle.
        """
        list(self.order_by("pk").select_for_update(no_key=True).values_list("pk"))

    @staticmethod
    def _shown_to_everyone() -> models.Q:
        return models.Q(visibility=Visibility.EVERYONE, hidden_by=None)
