"""What an editor is shown before a correction is saved."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from django.utils.translation import gettext as _

from articles.models import Article
from articles.text import Prepared
from corrections.differences import Differences, differences
from corrections.forecast import Forecast, forecast

NEARLY_NOTHING = 0.25  # of a text that is kept


@dataclass(frozen=True)
class Review:
    """The differences, what becomes of the annotations, and what an editor should think of."""

    differences: Differences
    forecast: Forecast
    notices: tuple[str, ...]
    warnings: tuple[str, ...]


def review(article: Article, prepared: Prepared) -> Review:
    """Return what correcting the article to this wording would change; nothing is saved."""
    text = article.current.text if article.current else ""
    changed, future = differences(text, prepared.text), forecast(article, prepared.text)
    return Review(changed, future, tuple(notices(text, prepared.text)), tuple(warnings(changed, future)))


def fingerprint(seen: int | None, body: str) -> str:
    """Tell by which wording and which new body a review was made."""
    return sha256(f"{seen}\0{body}".encode()).hexdigest()


def notices(old: str, new: str) -> Iterator[str]:
    """Say where less changes than one might think."""
    if old == new:
        yield _("Only the markup changes. The words stay as they are, and no annotation moves.")
    elif bare(old) == bare(new):
        yield _("Only white space or the form of characters changes: for readers these are the same words.")


def warnings(changed: Differences, future: Forecast) -> Iterator[str]:
    if changed and changed.share < NEARLY_NOTHING:
        yield _("Nearly all words differ. Make sure that this is the same article, in the same language.")
    if future.loses_most:
        yield _("Most annotations would no longer be in the text.")


def bare(text: str) -> str:
    """Return a text without white space and what is not seen, its characters in their plainest form."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(c for c in plain if not c.isspace() and unicodedata.category(c) != "Cf")
