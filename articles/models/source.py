"""The files that articles came from."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models.revision import Frozen


class Source(models.Model):
    """The very bytes that an editor uploaded or pasted, kept for ever."""

    name = models.CharField(_("file name"), max_length=255)
    data = models.BinaryField(_("bytes"))
    sha256 = models.CharField("SHA-256", max_length=64, db_index=True, editable=False)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen("A source is kept as it came.")
        self.sha256 = hashlib.sha256(self.data).hexdigest()
        self.size = len(self.data)
        super().save(*args, **kwargs)
