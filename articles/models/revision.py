"""The wordings of articles, and why each came after the one before."""

from __future__ import annotations

import hashlib
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Frozen(Exception):
    """What was kept for ever, or what readers may have marked, may not be changed."""


def sha256(text: str) -> str:
    """Return the hash by which the same words are known."""
    return hashlib.sha256(text.encode()).hexdigest()


class Revision(models.Model):
    """One wording of an article. It never changes; a correction makes another."""

    class Kind(models.TextChoices):
        """Why a published article was corrected; a draft's wordings have none."""

        TYPO = "typo", _("typing error")
        FACT = "fact", _("error of fact")
        LEGAL = "legal", _("legal reasons")
        UPDATE = "update", _("update")
        OTHER = "other", _("other")

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    body = models.TextField(_("HTML as served"))
    text = models.TextField(_("canonical text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    length = models.PositiveIntegerField(_("length in code points"))
    kind = models.CharField(_("kind of correction"), max_length=10, choices=Kind.choices, blank=True)
    reason = models.CharField(_("reason in words"), max_length=500, blank=True)
    reason_shown = models.BooleanField(_("show these words to readers"), default=True)
    source = models.ForeignKey("articles.Source", models.PROTECT, null=True, blank=True, related_name="revisions")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.number}"

    @property
    def shown_reason(self) -> str:
        """The words of the reason where readers may see them, else none."""
        return self.reason if self.reason_shown else ""

    def same_words(self) -> models.QuerySet[Revision]:
        """Return the wordings of this article with the same text; this one, too, once it is saved."""
        return Revision.objects.filter(article=self.article_id, sha256=sha256(self.text))

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen("A revision never changes.")
        self.sha256 = sha256(self.text)
        self.length = len(self.text)
        super().save(*args, **kwargs)
