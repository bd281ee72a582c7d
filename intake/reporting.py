"""What an administrator is told when an import is over."""

from __future__ import annotations

from collections import Counter

from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from intake.importing import Fate, Outcome


class Report:
    """Counts what became of the files, and keeps what is to be said of single ones."""

    def __init__(self, by: User, rehearsed: bool) -> None:
        self.by = by
        self.rehearsed = rehearsed
        self._counts: Counter[Fate] = Counter()
        self._remarks: list[str] = []
        self._refused: list[str] = []

    def add(self, outcome: Outcome) -> None:
        """Take note of a file."""
        self._counts[outcome.fate] += 1
        if outcome.fate is Fate.REFUSED:
            self._refused.append(f"{outcome.name}: {outcome.sentence}")
        elif outcome.sentence:
            self._remarks.append(f"{outcome.name}: {outcome.sentence}")
        for seen in outcome.like:
            if seen.likeness:
                said = _("%(percent)d %% of it and of article %(number)d, “%(headline)s”, are the same words.")
                filled = {"percent": max(seen.likeness.percent), "number": seen.article.pk, "headline": seen.article}
                self._remarks.append(f"{outcome.name}: {said % filled}")

    def count(self, fate: Fate) -> int:
        """Return how many files came to this."""
        return self._counts[fate]

    def told(self) -> str:
        """Return the whole report, some lines of text."""
        lines = [self._imported(), *self._remarks]
        if skipped := self.count(Fate.SKIPPED):
            said = ngettext(
                "%d file was skipped: its very bytes are an article already.",
                "%d files were skipped: their very bytes are articles already.",
                skipped,
            )
            lines.append(said % skipped)
        if self._refused:
            said = ngettext("%d file was refused:", "%d files were refused:", len(self._refused))
            lines += [said % len(self._refused), *self._refused]
        return "\n".join(lines)

    def _imported(self) -> str:
        published = self.count(Fate.PUBLISHED)
        count = self.count(Fate.IMPORTED) + published
        if self.rehearsed:
            said = ngettext(
                "%(count)d file would be imported by %(person)s, %(published)d of them published. Nothing was saved.",
                "%(count)d files would be imported by %(person)s, %(published)d of them published. Nothing was saved.",
                count,
            )
        else:
            said = ngettext(
                "%(count)d file was imported by %(person)s, %(published)d of them published.",
                "%(count)d files were imported by %(person)s, %(published)d of them published.",
                count,
            )
        return said % {"count": count, "published": published, "person": self.by.get_username()}
