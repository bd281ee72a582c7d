"""The pictures in articles, kept by us: nobody's browser asks anybody else for them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, PermissionsMixin
from django.db import models
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import extraction

if TYPE_CHECKING:
    from articles.models.revision import Revision  # noqa: F401, which the relation names

ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_ADDRESS = re.compile(r'src="/pictures/([0-9a-f]{64})\.(?:png|jpg)"')


class PictureQuerySet(models.QuerySet["Picture"]):
    def keep(self, pictures: Iterable[extraction.Picture]) -> None:
        """Keep pictures as they come from the quarantine; one that is here already is kept once."""
        self.bulk_create(
            (
                Picture(
                    sha256=picture.sha256,
                    media_type=picture.media_type,
                    width=picture.width,
                    height=picture.height,
                    data=picture.data,
                )
                for picture in pictures
            ),
            ignore_conflicts=True,
        )

    def shown_in(self, body: str) -> Self:
        """Return the pictures that the HTML of an article shows."""
        return self.filter(sha256__in=set(_ADDRESS.findall(body)))

    def visible_to(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return what stands in the wordings that this person may read; staff who see articles see all pictures."""
        from articles.models.article import Article

        if isinstance(person, PermissionsMixin) and person.has_perm("articles.view_article"):
            return self
        readable = Article.objects.visible_to(person).filter(public_from__isnull=False)
        seen = Picture.revisions.through.objects.filter(
            revision__article__in=readable, revision__number__gte=F("revision__article__public_from")
        )
        return self.filter(pk__in=seen.values("picture"))


class Picture(models.Model):
    """A picture, encoded anew when it came; known by the hash of its bytes."""

    sha256 = models.CharField("SHA-256", max_length=64, unique=True)
    media_type = models.CharField(_("media type"), max_length=20)
    width = models.PositiveIntegerField(_("width in pixels"))
    height = models.PositiveIntegerField(_("height in pixels"))
    data = models.BinaryField(_("bytes"))
    revisions = models.ManyToManyField("articles.Revision", related_name="pictures")
    created_at = models.DateTimeField(default=timezone.now)

    objects = PictureQuerySet.as_manager()

    class Meta:
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")

    def __str__(self) -> str:
        return self.sha256

    def get_absolute_url(self) -> str:
        return reverse("picture", args=[f"{self.sha256}.{ENDINGS[self.media_type]}"])
