"""What is read: articles, their immutable wordings, and the files they came from."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.text import prepare

if TYPE_CHECKING:
    from django.contrib.auth.models import User

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}


class Frozen(Exception):
    """The words of an article that was published may not be changed."""


class Outdated(Exception):
    """Somebody else saved another wording after this one was opened."""


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """Return the articles that readers find."""
        return self.filter(status=Article.Status.PUBLISHED)

    def visible_to(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return the articles that this person may read in the reading room."""
        if person.is_authenticated or settings.PUBLIC_READING:
            return self.published()
        return self.none()

    def newest_first(self) -> Self:
        """Order by the day of the story, then by the moment it was published here."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-published_at", "-pk")


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


class Article(models.Model):
    """A story as staff publish it; its words are those of its current revision."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        WITHDRAWN = "withdrawn", _("withdrawn")

    headline = models.CharField(_("headline"), max_length=300)
    byline = models.CharField(_("byline"), max_length=200, blank=True)
    outlet = models.CharField(_("outlet"), max_length=200, blank=True, db_index=True)
    agency = models.CharField(_("agency"), max_length=100, blank=True, help_text=_("For example REUTERS."))
    dateline = models.CharField(_("dateline"), max_length=100, blank=True, help_text=_("The place it was filed from."))
    published_on = models.DateField(_("published on"), null=True, blank=True, help_text=_("The day of the story."))
    language = models.CharField(
        _("language"), max_length=35, default="en", help_text=_("Its code, for example en, zh, ug or pt-BR.")
    )
    source_url = models.URLField(_("source URL"), max_length=1000, blank=True)

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    current = models.OneToOneField(
        "Revision", models.PROTECT, null=True, editable=False, related_name="current_of", verbose_name=_("wording")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published here"), null=True, editable=False)

    objects = ArticleQuerySet.as_manager()

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")
        indexes = [models.Index(fields=["status", "-published_on", "-published_at"], name="article_newest_first")]

    def __str__(self) -> str:
        return self.headline

    def get_absolute_url(self) -> str:
        return reverse("article", args=[self.pk])

    @property
    def direction(self) -> str:
        """The writing direction of the article's language, for the HTML attribute `dir`."""
        return "rtl" if self.language.lower().split("-")[0] in RIGHT_TO_LEFT else "ltr"

    @property
    def is_frozen(self) -> bool:
        """Whether readers may have seen, and marked, these words."""
        return self.published_at is not None

    def revise(
        self, html: str, by: User, *, seen: int | None = None, reason: str = "", source: Source | None = None
    ) -> Revision:
        """Give the draft the wording of `html` and return its revision; the same words make no new one.

        `seen` is the number of the revision that the editor had before her, None for a new article.
        Raises `Frozen` once the article was published and `Outdated` where somebody saved in between.
        """
        prepared = prepare(html)
        with transaction.atomic():
            article = Article.objects.select_for_update(of=("self",)).select_related("current").get(pk=self.pk)
            if article.is_frozen:
                raise Frozen
            current = article.current
            if (current.number if current else None) != seen:
                raise Outdated
            if current and current.body == prepared.body:
                return current
            self.current = Revision.objects.create(
                article=self,
                number=(seen or 0) + 1,
                body=prepared.body,
                text=prepared.text,
                created_by=by,
                reason=reason,
                source=source or (current.source if current else None),
            )
            self.save(update_fields=["current"])
        return self.current

    def publish(self) -> bool:
        """Let readers find the article; return False where it was published already."""
        unpublished = Article.objects.filter(pk=self.pk, current__isnull=False).exclude(status=self.Status.PUBLISHED)
        first = Coalesce("published_at", timezone.now())
        done = unpublished.update(status=self.Status.PUBLISHED, published_at=first)
        self.refresh_from_db(fields=["status", "published_at"])
        return bool(done)

    def withdraw(self) -> bool:
        """Take the article from readers and keep everything; return False where it was not published."""
        done = Article.objects.published().filter(pk=self.pk).update(status=self.Status.WITHDRAWN)
        self.refresh_from_db(fields=["status"])
        return bool(done)


class Revision(models.Model):
    """One wording of an article. It never changes; a correction makes another."""

    article = models.ForeignKey(Article, models.PROTECT, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    body = models.TextField(_("HTML as served"))
    text = models.TextField(_("canonical text"))
    sha256 = models.CharField(_("SHA-256 of the text"), max_length=64)
    length = models.PositiveIntegerField(_("length in code points"))
    reason = models.CharField(_("reason"), max_length=500, blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, blank=True, related_name="revisions")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now)

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="revision_number_is_unique")]

    def __str__(self) -> str:
        return f"{self.article_id}.{self.number}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Frozen("A revision never changes.")
        self.sha256 = hashlib.sha256(self.text.encode()).hexdigest()
        self.length = len(self.text)
        super().save(*args, **kwargs)
