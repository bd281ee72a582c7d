"""Publishing and withdrawing at the editor's desk: done, noted in the history, and told in a sentence."""

from collections.abc import Iterable
from datetime import datetime
from typing import cast

from django.contrib import messages
from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.history import PUBLISHED, WITHDRAWN, history, note, who_and_when
from articles.models import Article


def shared_annotations(article: Article) -> int:
    """Count the annotations that every reader sees; what is for its author alone, staff do not even count."""
    return article.annotations.standing().shared().filter(hidden_by=None).count()


def publish(articles: Iterable[Article], request: HttpRequest) -> None:
    """Publish the articles and say which readers find now, which they found before, and which have no words."""
    done = []
    for article in articles:
        if article.publish():
            note(article, request, PUBLISHED)
            if article.is_readable:
                done.append(article)
            else:
                messages.warning(request, _not_yet_or_no_longer(article))
        elif article.status == Article.Status.PUBLISHED:
            messages.info(request, _already_published(article))
        else:
            messages.error(request, _("“%s” has no words yet and was not published.") % article)
    if done:
        said = ngettext(
            "“%(headline)s” is published: readers find it now.",
            "%(count)d articles are published: readers find them now.",
            len(done),
        )
        messages.success(request, said % {"headline": done[0], "count": len(done)})


def withdraw(articles: Iterable[Article], request: HttpRequest) -> None:
    """Withdraw the articles and say how many annotations readers no longer see."""
    done, annotations = [], 0
    for article in articles:
        seen = shared_annotations(article)
        if article.withdraw():
            note(article, request, WITHDRAWN)
            done.append(article)
            annotations += seen
        else:
            messages.info(request, _("“%s” was not published, so there was nothing to withdraw.") % article)
    if done:
        said = ngettext(
            "“%(headline)s” is withdrawn: readers no longer find it.",
            "%(count)d articles are withdrawn: readers no longer find them.",
            len(done),
        )
        messages.success(request, said % {"headline": done[0], "count": len(done)})
    if annotations:
        said = ngettext(
            "%(count)d shared annotation is out of sight with it. Nothing is deleted.",
            "%(count)d shared annotations are out of sight with that. Nothing is deleted.",
            annotations,
        )
        messages.warning(request, said % {"count": annotations})


def _not_yet_or_no_longer(article: Article) -> str:
    """Say why readers do not find a published article."""
    if article.expires_at and article.expires_at <= timezone.now():
        said = _("“%(headline)s” is published, but it expired on %(moment)s: readers do not find it.")
        moment = article.expires_at
    else:
        said = _("“%(headline)s” is published under an embargo: readers find it from %(moment)s on.")
        moment = cast("datetime", article.embargoed_until)
    return said % {"headline": article, "moment": date_format(localtime(moment), "DATETIME_FORMAT")}


def _already_published(article: Article) -> str:
    entry = history(article).filter(change_message=PUBLISHED).first()
    if entry is None:
        return _("“%s” was published already.") % article
    said = _("“%(headline)s” was published already, by %(person)s on %(moment)s.")
    return said % {"headline": article, **who_and_when(entry)}
