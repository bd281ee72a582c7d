"""Themes: tags with a definition and a look. Together they are the codebook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import chain, count
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from taggit.models import ItemBase, TagBase

from annotations.themes import LONGEST_KEY, key_of, tidy

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
        try:
            return self.named(name) or self._add(name, by)
        except IntegrityError:  # somebody added it, or another with its address, in this very moment
            return self.coin(name, by)

    def held(self, themes: Iterable[Theme]) -> list[Theme]:
        """Return the themes and keep them from being merged until the transaction ends.

        In place of a theme that was merged since it was fetched stands the one that it was merged into.
        """
        names = {theme.pk: theme.name for theme in themes}
        with transaction.atomic():
            # Always locked in the same order, here and in `merge`, so that nobody waits in a circle.
            present = list(self.select_for_update(no_key=True).filter(pk__in=names).order_by("pk"))
            gone = names.keys() - {theme.pk for theme in present}
            heirs = [theme for theme in (self.named(names[pk]) for pk in gone) if theme]
            transaction.set_rollback(bool(heirs))  # lets go of those present: heirs may come before them
        return self.held([*present, *heirs]) if heirs else present

    def freshest_look(self) -> dict[str, str]:
        """Return the combination of colour and underline that the fewest themes have."""
        used = Counter(self.values_list("colour", "underline"))
        looks = [(colour, underline) for underline in Theme.Underline.values for colour in Theme.Colour.values]
        colour, underline = min(looks, key=lambda look: used[look])
        return {"colour": colour, "underline": underline}

    def _add(self, name: str, by: User) -> Theme:
        with transaction.atomic():
            return self.create(name=name, created_by=by, **self.freshest_look())


class Theme(TagBase):  # type: ignore[misc]
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

    name: str  # of TagBase
    slug: str
    key = models.CharField(max_length=LONGEST_KEY, unique=True, editable=False)
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
        self.slug = self.slug or self._free_address()
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("theme", args=[self.slug])

    def clean(self) -> None:
        """Refuse a name that cannot be read, and one that another theme has or had in other case, width or spaces."""
        name = tidy(self.name)
        if not key_of(name):
            raise ValidationError({"name": _("A theme needs a name with letters or digits.")})
        limit = self._meta.get_field("name").max_length or 0
        if len(name) > limit:  # composing characters may have made it longer than what was typed
            raise ValidationError({"name": _("A theme's name has at most %(limit)d characters.") % {"limit": limit}})
        twin = Theme.objects.named(name)
        if not twin or twin.pk == self.pk:
            return
        if twin.key == key_of(name):
            problem = _("There is already a theme of this name: “%(theme)s”.")
        else:
            problem = _("This is a former name of the theme “%(theme)s”, and still leads there.")
        raise ValidationError({"name": ValidationError(problem, params={"theme": twin})})

    @property
    def look(self) -> str:
        """Colour and underline in one word, the name of the theme's highlight in CSS."""
        return f"{self.colour}-{self.underline}"

    def rename(self, name: str) -> None:
        """Give the theme another name and address; the old ones lead here from now on."""
        key = key_of(name)
        with transaction.atomic():
            now = Theme.objects.select_for_update().get(pk=self.pk)
            if key != now.key:
                earlier = FormerTheme.objects.filter(key=key, theme=self).first()
                FormerTheme.objects.filter(key=key, theme=self).delete()
                FormerTheme.objects.update_or_create(key=now.key, defaults={"slug": now.slug, "theme": self})
                self.slug = earlier.slug if earlier else ""
            self.name = name
            self.save(update_fields=["name", "key", "slug"])

    def merge(self, others: models.QuerySet[Theme]) -> int:
        """Move every tagging of the other themes to this one, retire their names, return how many moved.

        This theme may be among `others`. An annotation that had both keeps one tagging. The retired names
        and addresses lead here from now on. The number counts private annotations too: show it to nobody.
        Raises `Theme.DoesNotExist` where this theme itself was merged meanwhile.
        """
        with transaction.atomic():
            themes = Theme.objects.filter(models.Q(pk=self.pk) | models.Q(pk__in=others.values("pk")))
            locked = {theme.pk: theme for theme in themes.select_for_update().order_by("pk")}
            if not locked.pop(self.pk, None):
                raise Theme.DoesNotExist
            _hold_bearers([self.pk, *locked])
            borne = Tagging.objects.filter(tag=self).values("content_object")
            moved = 0
            for theme in locked.values():
                moved += theme.taggings.exclude(content_object__in=borne).update(tag=self)
                theme.taggings.all().delete()
                theme.former_names.update(theme=self)
                FormerTheme.objects.update_or_create(key=theme.key, defaults={"slug": theme.slug, "theme": self})
                theme.delete()
        return moved

    def _free_address(self) -> str:
        """Make an address of the name that no theme has or had; a name without letters gets one all the same."""
        words = slugify(self.name, allow_unicode=True)[:90].strip("-_") or "theme"
        taken = {
            *Theme.objects.filter(slug__startswith=words).values_list("slug", flat=True),
            *FormerTheme.objects.filter(slug__startswith=words).values_list("slug", flat=True),
        }
        numbered = (f"{words}-{number}" for number in count(2))
        return next(address for address in chain([words], numbered) if address not in taken)


def _hold_bearers(themes: list[int]) -> None:
    """Keep what bears the themes from being edited until the transaction ends, as `AnnotationQuerySet.hold` does."""
    bearing = Tagging.objects.filter(tag__in=themes).select_related("content_object").only("content_object__id")
    list(bearing.order_by("content_object").select_for_update(of=("content_object",), no_key=True))


class FormerTheme(models.Model):
    """A name and address that a theme had before it was renamed or merged into another."""

    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    slug = models.SlugField(max_length=100, allow_unicode=True, unique=True)
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="former_names")

    class Meta:
        verbose_name = _("former theme")
        verbose_name_plural = _("former themes")

    def __str__(self) -> str:
        return self.slug


class Tagging(ItemBase):  # type: ignore[misc]
    """An annotation bears a theme."""

    # A private annotation may bear a theme that seems unused: themes are merged, and never deleted with taggings.
    tag = models.ForeignKey(Theme, models.PROTECT, related_name="taggings", db_index=False)  # `tagging_by_theme` is it
    content_object = models.ForeignKey("annotations.Annotation", models.CASCADE, related_name="taggings")

    class Meta:
        verbose_name = _("tagging")
        verbose_name_plural = _("taggings")
        constraints = [models.UniqueConstraint(fields=["content_object", "tag"], name="theme_once_per_annotation")]
        # Thousands of passages may bear a theme: which they are is read from the index alone.
        indexes = [models.Index(fields=["tag", "content_object"], name="tagging_by_theme")]
