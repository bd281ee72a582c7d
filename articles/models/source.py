"""The files that articles came from, and what was read in them."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from articles.extraction import Extracted, ExtractionError
from articles.extraction.exchange import as_json, from_json
from articles.models.picture import Picture
from articles.models.revision import Frozen
from articles.quarantine import read

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from articles.models.article import Article


class SourceQuerySet(models.QuerySet["Source"]):
    def keep(self, name: str, data: bytes, found: Extracted, by: User) -> Source:
        """Keep a file, what was found in it, and its pictures."""
        with transaction.atomic():
            Picture.objects.keep(found.pictures)
            return self.create(name=name.replace("\0", "")[:255], data=data, reading=as_json(found), uploaded_by=by)


class Source(models.Model):
    """The very bytes that an editor uploaded or pasted, kept for ever."""

    name = models.CharField(_("file name"), max_length=255)
    data = models.BinaryField(_("bytes"))
    reading = models.JSONField(_("what was read in it"), null=True, editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    @cached_property
    def found(self) -> Extracted | None:
        """What was read in the file when it came, without the pictures' bytes; None if it cannot be read any more.

        Files from before readings were kept are read now.
        """
        if self.reading is None:
            try:
                found = read(self.name, bytes(self.data))
            except ExtractionError:
                return None
            Picture.objects.keep(found.pictures)
            self.reading = as_json(found)
            Source.objects.filter(pk=self.pk).update(reading=self.reading)
        return from_json(self.reading)

    def article_made(self) -> Article | None:
        """Return the article that was made of it. Nobody else makes one until the transaction ends."""
        Source.objects.select_for_update(no_key=True).values_list("pk").get(pk=self.pk)
        first = self.revisions.select_related("article").order_by("pk").first()
        return first.article if first else None

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen("A source is kept as it came.")
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.size = len(self.data)
        super().save(*args, **kwargs)
