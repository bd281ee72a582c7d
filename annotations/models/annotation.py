"""Annotations: what readers mark in an article, and what they write about it."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import IntegrityError, models, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from taggit.managers import TaggableManager

from annotations.models.anchor import Anchor
from annotations.models.carrying import foreseen
from annotations.models.moderation import Decision, Flag
from annotations.models.theme import Tagging, Theme
from annotations.models.visibility import AnnotationQuerySet, Visibility
from annotations.notes import render_note
from articles.models import Article, Revision

if TYPE_CHECKING:
    from django.contrib.auth.models import User

CONTEXT = 32  # code points of prefix and suffix kept with a quote


class Annotation(models.Model):  # type: ignore[django-manager-missing]
    """A reader's mark on a passage, with optional note and themes.

    `start` and `end` are code points in the canonical text of `revision`, end exclusive; they, the quote
    and its surroundings are those of the wording it was made on, and are kept for ever. `anchor` tells
    where it sits in the current wording.
    """

    Visibility = Visibility

    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="annotations")
    article = models.ForeignKey(Article, models.PROTECT, related_name="annotations")
    revision = models.ForeignKey(Revision, models.PROTECT, related_name="annotations")
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    exact = models.TextField(_("quote"))
    prefix = models.CharField(max_length=CONTEXT, blank=True)
    suffix = models.CharField(max_length=CONTEXT, blank=True)
    anchor = models.OneToOneField(Anchor, models.PROTECT, null=True, editable=False, related_name="anchored")

    note = models.TextField(_("note"), blank=True)
    note_html = models.TextField(blank=True, editable=False)
    themes = TaggableManager(_("themes"), through=Tagging, blank=True)
    visibility = models.CharField(
        _("visible to"), max_length=10, choices=Visibility.choices, default=Visibility.EVERYONE
    )

    key = models.UUIDField(_("idempotency key"), default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(_("created"), default=timezone.now, editable=False)
    edited_at = models.DateTimeField(_("edited"), null=True, editable=False)
    deleted_at = models.DateTimeField(_("deleted"), null=True, editable=False)
    hidden_by = models.ForeignKey(
        Decision, models.PROTECT, null=True, editable=False, related_name="+", verbose_name=_("hidden by")
    )

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        verbose_name = _("annotation")
        verbose_name_plural = _("annotations")
        constraints = [
            models.UniqueConstraint(fields=["author", "key"], name="annotation_posted_once"),
            models.CheckConstraint(condition=models.Q(end__gt=models.F("start")), name="annotation_marks_something"),
        ]
        indexes = [
            models.Index(fields=["author", "-created_at"], name="annotation_by_author"),
        ]

    def __str__(self) -> str:
        # Never the reader's words: Django prints this wherever it likes, also where nobody asked who may see it.
        return gettext("annotation %(number)s") % {"number": self.pk}

    def save(self, *args: Any, **kwargs: Any) -> None:
        if "note" in (kwargs.get("update_fields") or ["note"]):
            self.note_html = render_note(self.note)
        super().save(*args, **kwargs)

    def get_absolute_url(self) -> str:
        return reverse("annotation", args=[self.pk])

    @classmethod
    def post(cls, *, author: User, revision: Revision, key: uuid.UUID, themes: list[Theme], **mark: Any) -> Annotation:
        """Save a new annotation; a second post with the same key returns the first one.

        `mark` holds `start`, `end`, `note` and `visibility`. The quote is cut from the revision, never taken
        from the reader's browser. Where the article was corrected meanwhile, the annotation moves on at once.
        """
        start, end, text = mark["start"], mark["end"], revision.text
        try:
            with transaction.atomic():
                current = revision.article.held_revision()
                themes = Theme.objects.held(themes)
                annotation = cls.objects.create(
                    author=author,
                    article=revision.article,
                    revision=revision,
                    key=key,
                    exact=text[start:end],
                    prefix=text[max(0, start - CONTEXT) : start],
                    suffix=text[end : end + CONTEXT],
                    **mark,
                )
                annotation._settle_in(current)
                annotation._bear(themes)
        except IntegrityError:
            return cls.objects.get(author=author, key=key)
        return annotation

    def first_anchor(self, revision: Revision) -> Anchor:
        """Return, unsaved, the anchor on the passage as it was marked, for a revision with the same text."""
        return Anchor(annotation=self, revision=revision, start=self.start, end=self.end)

    def _settle_in(self, current: int | None) -> None:
        """Anchor a new annotation where it was made, and in the current revision if that is another."""
        self.anchor = self.first_anchor(self.revision)
        self.anchor.save()
        if current != self.revision_id:
            (self.anchor,) = foreseen([self.anchor], Revision.objects.get(current_of=self.article_id))
            self.anchor.save()
        self.save(update_fields=["anchor"])

    def edit(self, *, note: str, themes: list[Theme], visibility: str) -> None:
        """Change what the author wrote; the passage stays."""
        self.note, self.visibility, self.edited_at = note, visibility, timezone.now()
        with transaction.atomic():
            themes = Theme.objects.held(themes)
            self.save(update_fields=["note", "note_html", "visibility", "edited_at"])
            self._bear(themes)

    def delete_by_author(self) -> None:
        """Take the annotation away from everybody, for good unless it is undone in time."""
        self.deleted_at = timezone.now()
        self.save(update_fields=["deleted_at"])

    def undo_deletion(self) -> None:
        """Bring a deleted annotation back as it was."""
        self.deleted_at = None
        self.save(update_fields=["deleted_at"])

    def flag(self, reader: User, reason: str) -> Flag:
        """Report the annotation to the moderators; a second report of the same reader changes her first."""
        return self.flags.update_or_create(reader=reader, settled_by=None, defaults={"reason": reason})[0]

    def hide(self, by: User, reason: str) -> bool:
        """Take the annotation from everybody but its author; return False where it was hidden already."""
        return self._decide(Decision.Verb.HIDE, by, reason, when=models.Q(hidden_by=None))

    def restore(self, by: User, reason: str) -> bool:
        """Show a hidden annotation again; return False where it was not hidden."""
        return self._decide(Decision.Verb.RESTORE, by, reason, when=models.Q(hidden_by__isnull=False))

    def dismiss_flags(self, by: User, reason: str) -> bool:
        """Let the annotation stand and settle its flags; return False where none was open."""
        flagged = models.Q(pk__in=Annotation.objects.flagged())
        return self._decide(Decision.Verb.DISMISS, by, reason, when=flagged)

    def _decide(self, verb: Decision.Verb, by: User, reason: str, when: models.Q) -> bool:
        """Write the decision down, carry it out and settle the open flags, unless somebody was quicker.

        What its author deleted or took back meanwhile is no longer the moderators' business either.
        """
        with transaction.atomic():
            # Lock first, look after: only then is what we see what stands.
            Annotation.objects.filter(pk=self.pk).hold()
            still = Annotation.objects.shared().filter(when, pk=self.pk)
            if not still.exists():
                return False
            decision = Decision.objects.create(annotation=self, verb=verb, moderator=by, reason=reason)
            if verb != Decision.Verb.DISMISS:
                self.hidden_by = decision if verb == Decision.Verb.HIDE else None
                still.update(hidden_by=self.hidden_by)
            self.flags.open().update(settled_by=decision)
        return True

    @property
    def before(self) -> str:
        """The words before the quote, with an ellipsis in place of a word that was cut."""
        if len(self.prefix) == self.start:
            return self.prefix
        return f"…{self.prefix.partition(' ')[2] or self.prefix}"

    @property
    def after(self) -> str:
        """The words after the quote, with an ellipsis in place of a word that was cut."""
        if len(self.suffix) < CONTEXT:
            return self.suffix
        return f"{self.suffix.rpartition(' ')[0] or self.suffix}…"

    @property
    def is_private(self) -> bool:
        return self.visibility == self.Visibility.PRIVATE

    @property
    def is_shared(self) -> bool:
        """Whether it is among the `shared`, which moderators may see."""
        return not self.is_private and self.deleted_at is None

    def _bear(self, themes: list[Theme]) -> None:
        self.taggings.exclude(tag__in=themes).delete()
        Tagging.objects.bulk_create(
            [Tagging(content_object=self, tag=theme) for theme in themes], ignore_conflicts=True
        )
