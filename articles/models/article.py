"""Articles: stories as staff publish them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.dispatch import Signal
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.likeness import Likeness, likeness, sketch
from articles.models.picture import Picture
from articles.models.revision import Frozen, Revision
from articles.models.shingle import Shingle
from articles.models.source import Source
from articles.text import Prepared, prepare

if TYPE_CHECKING:
    from django.contrib.auth.models import User

COMPARED = 8  # texts at most, when articles that are alike are looked for

RIGHT_TO_LEFT = {"ar", "arc", "ckb", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"}

# Sent inside the transaction of a correction, with `former` and `revision`: what stands on the words moves with them.
corrected = Signal()


class Outdated(Exception):
    """Somebody else saved another wording after this one was opened."""


def readable(prefix: str = "") -> models.Q:
    """Return what holds of articles that readers find now: published, no longer embargoed, not yet expired.

    `prefix` leads to the article from elsewhere, for example `article__`.
    """
    now = timezone.now()
    begun = models.Q((f"{prefix}embargoed_until", None)) | models.Q((f"{prefix}embargoed_until__lte", now))
    going_on = models.Q((f"{prefix}expires_at", None)) | models.Q((f"{prefix}expires_at__gt", now))
    return models.Q((f"{prefix}status", Article.Status.PUBLISHED)) & begun & going_on


class Alike(NamedTuple):
    """An article, and how alike a text is to its current wording."""

    article: Article
    likeness: Likeness


class ArticleQuerySet(models.QuerySet["Article"]):
    def published(self) -> Self:
        """Return the articles that readers find."""
        return self.filter(readable())

    def visible_to(self, person: AbstractBaseUser | AnonymousUser) -> Self:
        """Return the articles that this person may read in the reading room."""
        if person.is_authenticated or settings.PUBLIC_READING:
            return self.published()
        return self.none()

    def newest_first(self) -> Self:
        """Order by the day of the story, then by the moment it was published here."""
        return self.order_by(models.F("published_on").desc(nulls_last=True), "-published_at", "-pk")

    def like(self, text: str, but: Article | None = None) -> list[Alike]:
        """Return the articles, other than `but`, whose current wording is much like this text, the likest first.

        Two queries: what shares the most of the text's sketch, then those texts, which are compared for certain.
        """
        candidates = Shingle.objects.sharing(sketch(text), but)[:COMPARED]
        found = self.filter(pk__in=candidates).select_related("current").defer("current__body")
        alike = [Alike(article, likeness(text, article.current.text)) for article in found if article.current]
        alike = [pair for pair in alike if pair.likeness.is_alike]
        return sorted(alike, key=lambda pair: (-pair.likeness.same, -pair.likeness.share, pair.article.pk))


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
    embargoed_until = models.DateTimeField(
        _("embargoed until"), null=True, blank=True, help_text=_("Readers find it from this moment on.")
    )
    expires_at = models.DateTimeField(
        _("expires"), null=True, blank=True, help_text=_("From this moment on readers no longer find it.")
    )
    usage_terms = models.TextField(_("terms of use"), blank=True, help_text=_("What its sender allows."))

    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    current = models.OneToOneField(
        Revision, models.PROTECT, null=True, editable=False, related_name="current_of", verbose_name=_("wording")
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, editable=False, related_name="+")
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    published_at = models.DateTimeField(_("published here"), null=True, editable=False)
    public_from = models.PositiveIntegerField(
        _("number of the first wording that readers saw"), null=True, editable=False
    )

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
    def is_readable(self) -> bool:
        """Whether readers find it now."""
        now = timezone.now()
        begun = self.embargoed_until is None or self.embargoed_until <= now
        return self.status == self.Status.PUBLISHED and begun and (self.expires_at is None or self.expires_at > now)

    @property
    def is_frozen(self) -> bool:
        """Whether readers may have seen, and marked, these words."""
        return self.published_at is not None

    @property
    def times_corrected(self) -> int:
        """How many wordings came after the first that readers saw."""
        if self.current is None or self.public_from is None:
            return 0
        return self.current.number - self.public_from

    def revise(
        self, html: str, by: User, *, seen: int | None = None, reason: str = "", source: Source | None = None
    ) -> Revision:
        """Give the draft the wording of `html` and return its revision; the same words make no new one.

        `seen` is the number of the revision that the editor had before her, None for a new article.
        Raises `Frozen` once the article was published and `Outdated` where somebody saved in between.
        """
        prepared = prepare(html)
        with transaction.atomic():
            if self._held().is_frozen:
                raise Frozen
            self._expect(seen)
            return self._word(prepared, by, reason=reason, source=source)

    def correct(
        self,
        html: str,
        by: User,
        *,
        seen: int,
        kind: Revision.Kind,
        reason: str = "",
        reason_shown: bool = True,
        source: Source | None = None,
    ) -> Revision:
        """Give the published article the wording of `html` and move what stands on its words; return its revision.

        All in one transaction; whoever marks words in this moment comes before or after it. `reason_shown` tells
        whether readers see the words of `reason`; they always see its kind. The same HTML makes no new revision.
        Raises `Outdated` where somebody saved after the editor had revision number `seen` before her.
        """
        prepared = prepare(html)
        with transaction.atomic():
            former = self._held().current
            self._expect(seen)
            revision = self._word(prepared, by, kind=kind, reason=reason, reason_shown=reason_shown, source=source)
            if revision != former:
                corrected.send(Article, former=former, revision=revision)
        return revision

    def held_revision(self) -> int | None:
        """Return the key of the current revision, which stays the current one until the transaction ends."""
        return Article.objects.select_for_update(no_key=True).values_list("current", flat=True).get(pk=self.pk)

    def _held(self) -> Article:
        """Lock the article until the transaction ends and return it as it stands."""
        articles = Article.objects.select_for_update(of=("self",), no_key=True)
        held = articles.select_related("current").get(pk=self.pk)
        self.current = held.current
        return held

    def _expect(self, seen: int | None) -> None:
        if (self.current.number if self.current else None) != seen:
            raise Outdated

    def _word(self, prepared: Prepared, by: User, *, source: Source | None, **why: Any) -> Revision:
        """Make another revision the current one, unless it would be the same."""
        current = self.current
        if current and current.body == prepared.body:
            return current
        self.current = Revision.objects.create(
            article=self,
            number=current.number + 1 if current else 1,
            body=prepared.body,
            text=prepared.text,
            created_by=by,
            source=source or (current.source if current else None),
            **why,
        )
        self.current.pictures.set(Picture.objects.shown_in(prepared.body))
        self.save(update_fields=["current"])
        Shingle.objects.record(self, prepared.text)
        return self.current

    def public_revisions(self) -> models.QuerySet[Revision]:
        """Return the wordings that readers may have seen, never those of the draft, in their order."""
        if self.public_from is None:
            return self.revisions.none()
        return self.revisions.filter(number__gte=self.public_from).order_by("number")

    def publish(self) -> bool:
        """Let readers find the article; return False where it was published already."""
        unpublished = Article.objects.filter(pk=self.pk, current__isnull=False).exclude(status=self.Status.PUBLISHED)
        number = Revision.objects.filter(pk=models.OuterRef("current")).values("number")
        done = unpublished.update(
            status=self.Status.PUBLISHED,
            published_at=Coalesce("published_at", timezone.now()),
            public_from=Coalesce("public_from", models.Subquery(number)),
        )
        self.refresh_from_db(fields=["status", "published_at", "public_from"])
        return bool(done)

    def withdraw(self) -> bool:
        """Take the article from readers and keep everything; return False where it was not published."""
        published = Article.objects.filter(pk=self.pk, status=self.Status.PUBLISHED)
        done = published.update(status=self.Status.WITHDRAWN)
        self.refresh_from_db(fields=["status"])
        return bool(done)
