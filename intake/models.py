"""Files on an editor's desk: brought in, read, and waiting for her to say what becomes of them."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser
from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles import quarantine
from articles.extraction import Extracted, ExtractionError, IsArchive
from articles.forms import filled, problem_told
from articles.models import Article, Revision, Source
from intake.seeing import seen, sketch_of

if TYPE_CHECKING:
    from django.contrib.auth.models import User

# Longer than any worker may take: who claimed a file so long ago will not come back to it.
GIVEN_UP = timedelta(minutes=3)


class ArrivalQuerySet(models.QuerySet["Arrival"]):
    def on_desk_of(self, editor: AbstractBaseUser | AnonymousUser) -> Self:
        """Return what this editor brought in and has not cleared away; nobody else works on it."""
        return self.filter(by=editor.pk)

    def waiting(self) -> Self:
        """Return what is still to be read, also what somebody began to read and did not finish."""
        given_up = models.Q(state=Arrival.State.READING, claimed_at__lt=timezone.now() - GIVEN_UP)
        return self.filter(models.Q(state=Arrival.State.WAITING) | given_up)

    def with_articles(self) -> Self:
        """Fetch with each its source, without the bytes, and as `article_id` the article that was made of it."""
        made = Revision.objects.filter(source=models.OuterRef("source")).order_by("pk").values("article")
        return (
            self.select_related("source")
            .defer("data", "sketch", "source__data")
            .annotate(article_id=models.Subquery(made[:1]))
        )

    def undecided(self) -> Self:
        """Return what may still be dropped."""
        open_states = (Arrival.State.WAITING, Arrival.State.READING, Arrival.State.READ, Arrival.State.REFUSED)
        saved = Revision.objects.filter(source=models.OuterRef("source"))
        return self.filter(~models.Exists(saved), state__in=open_states)

    def stop(self) -> int:
        """Drop what is still to be read, and what is being read; return how many. All of it can be taken back."""
        unread = (Arrival.State.WAITING, Arrival.State.READING)
        return self.filter(state__in=unread).update(state=Arrival.State.DROPPED)

    def settled(self) -> Self:
        """Return what needs nothing any more: saved, refused, unpacked or dropped."""
        over = (Arrival.State.REFUSED, Arrival.State.UNPACKED, Arrival.State.DROPPED)
        return self.with_articles().filter(models.Q(state__in=over) | models.Q(article_id__isnull=False))

    def clear(self) -> None:
        """Take these from the desk; files of which no article was made go with them."""
        sources = list(self.values_list("source", flat=True))
        self.delete()
        Source.objects.filter(pk__in=sources, revisions=None, arrivals=None).delete()

    def put(self, name: str, data: bytes, by: User, archive: Arrival | None = None) -> Arrival:
        """Put a file on somebody's desk, to be read."""
        return self.create(name=name.replace("\0", "")[-255:], data=data, size=len(data), by=by, archive=archive)

    def claim(self, by: AbstractBaseUser | AnonymousUser) -> Arrival | None:
        """Return the next file to be read, for us alone, or None where there is none."""
        while (found := self.on_desk_of(by).waiting().order_by("pk").defer("data").first()) is not None:
            mine = self.waiting().filter(pk=found.pk)
            if mine.update(state=Arrival.State.READING, claimed_at=timezone.now()):
                return self.get(pk=found.pk)
        return None


class Arrival(models.Model):
    """A file that an editor brought in. Its bytes are here until they were read, then in its source."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be read")
        READING = "reading", _("is being read")
        READ = "read", _("read")
        REFUSED = "refused", _("cannot be read")
        UNPACKED = "unpacked", _("unpacked")
        DROPPED = "dropped", _("dropped")

    name = models.CharField(_("file name"), max_length=255)
    size = models.PositiveIntegerField(_("size in bytes"))
    data = models.BinaryField(_("bytes"), blank=True)
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="arrivals")
    archive = models.ForeignKey("self", models.SET_NULL, null=True, related_name="members")
    state = models.CharField(_("state"), max_length=10, choices=State.choices, default=State.WAITING)
    seen = models.JSONField(_("what is like it"), default=list)
    sketch = models.JSONField(default=list)
    problem = models.CharField(_("why it cannot be read"), max_length=500, blank=True)
    problem_about = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    claimed_at = models.DateTimeField(null=True)

    objects = ArrivalQuerySet.as_manager()

    article_id: int | None  # where `with_articles` fetched it
    article: Article | None  # where the table fetched it
    likes: list[dict[str, Any]]  # `seen` with what it names, where the table fetched it

    class Meta:
        verbose_name = _("arrival")
        verbose_name_plural = _("arrivals")
        default_permissions = ()
        indexes = [models.Index(fields=["by", "state"], name="arrivals_on_a_desk")]

    def __str__(self) -> str:
        return self.name

    @property
    def found(self) -> Extracted | None:
        """What was read in it, without the pictures' bytes."""
        return self.source.found if self.source else None

    @property
    def problem_told(self) -> str:
        """Why it cannot be read, as a sentence for the editor."""
        return problem_told(ExtractionError(self.problem, self.problem_about)) if self.problem else ""

    @property
    def doubts_told(self) -> list[str]:
        """What the editor should look at, a sentence each."""
        doubts = self.found.doubts if self.found else ()
        return [filled(doubt.sentence, doubt.about) for doubt in doubts]

    @property
    def folder(self) -> str:
        """The archive and the folders it came in, with a slash at the end, or nothing."""
        return self.name[: self.name.rfind("/") + 1]

    @property
    def file_name(self) -> str:
        """Its name without the folders."""
        return self.name[len(self.folder) :]

    @property
    def is_withheld(self) -> bool:
        """Whether its sender says that it is not to be published."""
        return self.found is not None and any(doubt.code == "withheld" for doubt in self.found.doubts)

    def read(self) -> None:
        """Read the file, or unpack it, and keep what came of it."""
        try:
            found = quarantine.read(self.name, bytes(self.data))
        except IsArchive:
            self._unpack()
        except ExtractionError as problem:
            self._refuse(problem)
        else:
            self._keep(found)

    def drop(self) -> None:
        """Take it from the desk, for the time being; also while it is read. What became an article stays."""
        if Arrival.objects.filter(pk=self.pk).undecided().update(state=self.State.DROPPED):
            self.state = self.State.DROPPED

    def restore(self) -> None:
        """Put it back where it was before it was dropped."""
        before = self.State.READ if self.source_id else self.State.REFUSED if self.problem else self.State.WAITING
        if Arrival.objects.filter(pk=self.pk, state=self.State.DROPPED).update(state=before):
            self.state = before

    def draft(self, by: User) -> Article | None:
        """Return the draft that is made of it, the same one each time; None where it was not read."""
        from intake.drafting import draft_of

        with transaction.atomic():
            held = Arrival.objects.select_for_update(of=("self",)).select_related("source").filter(pk=self.pk).first()
            if held is None or held.state != self.State.READ or held.source is None:
                return None
            return held.source.article_made() or draft_of(held.source, by)

    def _keep(self, found: Extracted) -> None:
        with suppress(Arrival.DoesNotExist), transaction.atomic():
            self.source = Source.objects.keep(self.name, bytes(self.data), found, self.by)
            self.seen = seen(self.source, self._beside())
            self.sketch = sketch_of(self.source)
            self._become(self.State.READ)

    def _beside(self) -> ArrivalQuerySet:
        """Return what else was read on the same desk and is still there."""
        return Arrival.objects.on_desk_of(self.by).filter(state=self.State.READ).exclude(pk=self.pk)

    def _refuse(self, problem: ExtractionError) -> None:
        self.problem, self.problem_about = str(problem), problem.about[:500]
        with suppress(Arrival.DoesNotExist):
            self._become(self.State.REFUSED)

    def _unpack(self) -> None:
        """Put the files of the archive on the desk, each by itself: thousands may come, and nobody is to wait."""
        self.members.all().delete()  # of an earlier attempt that did not come to its end
        try:
            for member in quarantine.unpack(bytes(self.data), settings.MAX_UPLOAD_MB * 1024 * 1024):
                if not self._is_wanted():
                    return
                put = Arrival.objects.put(f"{self.name}/{member.name}", member.data, self.by, archive=self)
                if member.refused:
                    put._refuse(ExtractionError(member.refused, member.about))
        except ExtractionError as problem:
            self._refuse(problem)
        else:
            with suppress(Arrival.DoesNotExist):
                self._become(self.State.UNPACKED)

    def _is_wanted(self) -> bool:
        """Return whether nobody dropped it while it is read."""
        return Arrival.objects.filter(pk=self.pk).exclude(state=self.State.DROPPED).exists()

    def _become(self, state: State) -> None:
        """Keep what came of it; what was dropped meanwhile stays so. Raises DoesNotExist where it was cleared away."""
        came = ("source", "seen", "sketch", "problem", "problem_about")
        this = Arrival.objects.filter(pk=self.pk)
        if not this.update(data=b"", **{name: getattr(self, name) for name in came}):
            raise Arrival.DoesNotExist
        self.state = state if this.exclude(state=self.State.DROPPED).update(state=state) else self.State.DROPPED
