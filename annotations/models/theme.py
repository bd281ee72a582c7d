"""Themes: tags with a definition and a look. Together they are the codebook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from annotations.themes import key_of, tidy

if TYPE_CHECKING:
    from django.contrib.auth.models import User


class ThemeManager(models.Manager["Theme"]):
    def named(self, name: str) -> Theme | None:
        """Return the theme that goes, or went, by this name, whatever its case, width and spaces."""
        key = key_of(name)
        theme = self.filter(key=key).first()
        former = None if theme else FormerTheme.objects.filter(key=key).select_related("theme").first()
        return former.theme if former else theme

    def coin(self, name: str, by: User) -> Theme:
        """Return the theme of this name, adding it to the codebook where there is none."""
        return (
            self.named(name)
            or self.get_or_create(
                key=key_of(name), defaults={"name": tidy(name), "created_by": by, **self._freshest_look()}
            )[0]
        )

    def _freshest_look(self) -> dict[str, str]:
        """Return the combination of colour and underline that the fewest themes have."""
        used = list(self.values_list("colour", "underline"))
        looks = [(colour, underline) for underline in Theme.Underline.values for colour in Theme.Colour.values]
        colour, underline = min(looks, key=used.count)
        return {"colour": colour, "underline": underline}


class Theme(TagBase):
    """A tag with a definition, and a colour and underline by which its passages are known."""

    class Colour(models.TextChoices):
        """The Okabe-Ito hues, told apart by colour-blind readers too."""

        AMBER = "amber", _("amber")
        SKY = "sky", _("sky blue")
        GREEN = "green", _("green")
        YELLOW = "yellow", _("yellow")
        BLUE = "blue", _("blue")
        VERMILION = "vermilion", _("vermilion")
        PURPLE = "purple", _("purple")
        GREY = "grey", _("grey")

    class Underline(models.TextChoices):
        SOLID = "solid", _("solid")
        DASHED = "dashed", _("dashed")
        DOTTED = "dotted", _("dotted")
        DOUBLE = "double", _("double")
        WAVY = "wavy", _("wavy")

    key = models.CharField(max_length=200, unique=True, editable=False)
    definition = models.TextField(_("definition"), blank=True, max_length=2000)
    colour = models.CharField(_("colour"), max_length=10, choices=Colour.choices, default=Colour.AMBER)
    underline = models.CharField(_("underline"), max_length=10, choices=Underline.choices, default=Underline.SOLID)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)

    objects = ThemeManager()

    class Meta:
        verbose_name = _("theme")
        verbose_name_plural = _("themes")
        ordering = ["name"]

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.name = tidy(self.name)
        self.key = key_of(self.name)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])

    def slugify(self, tag: str, i: int | None = None) -> str:
        """Make an address of the name; a name without letters gets one all the same."""
        return super().slugify(tag, i).lstrip("_") or f"theme-{i or 1}"

    def clean(self) -> None:
        """Refuse a name that another theme has or had, be it in other case, width or spaces."""
        if not key_of(self.name):
            raise ValidationError({"name": _("A theme needs a name with letters or digits.")})
        twin = Theme.objects.named(self.name)
        if twin and twin.pk != self.pk:
            raise ValidationError({"name": _("There is already a theme of this name: “%(name)s”.") % {"name": twin}})

    @property
    def look(self) -> str:
        """Colour and underline in one word, the name of the theme's highlight in CSS."""
        return f"{self.colour}-{self.underline}"

    def merge(self, others: models.QuerySet[Theme]) -> int:
        """Move every tagging of the other themes to this one, retire their names, return how many moved.

        This theme may be among `others`. An annotation that had both keeps one tagging. The retired names
        and addresses lead here from now on.
        """
        with transaction.atomic():
            retired = list(others.exclude(pk=self.pk).select_for_update())
            ours = Tagging.objects.filter(tag=self).values("content_object")
            moved = 0
            for theme in retired:
                moved += Tagging.objects.filter(tag=theme).exclude(content_object__in=ours).update(tag=self)
                FormerTheme.objects.filter(theme=theme).update(theme=self)
                FormerTheme.objects.update_or_create(key=theme.key, defaults={"slug": theme.slug, "theme": self})
                theme.delete()
        return moved


class FormerTheme(models.Model):
    """A name and address that a theme had before it was merged into another."""

    key = models.CharField(max_length=200, unique=True)
    slug = models.SlugField(max_length=100, allow_unicode=True, unique=True)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="former_names")

    class Meta:
        verbose_name = _("former theme")
        verbose_name_plural = _("former themes")

    def __str__(self) -> str:
        return self.slug


class Tagging(ItemBase):
    """An annotation bears a theme."""

    tag = models.ForeignKey(Theme, models.CASCADE, related_name="taggings")
    content_object = models.ForeignKey("annotations.Annotation", models.CASCADE, related_name="taggings")

    class Meta:
        verbose_name = _("tagging")
        verbose_name_plural = _("taggings")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="theme_once_per_annotation")]
