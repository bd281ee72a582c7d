"""Publishing and withdrawing at the editor's desk: done, noted in the history, and told in a sentence."""

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest
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
            done.append(article)
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


def _already_published(article: Article) -> str:
    entry = history(article).filter(change_message=PUBLISHED).first()
    if entry is None:
        return _("“%s” was published already.") % article
    said = _("“%(headline)s” was published already, by %(person)s on %(moment)s.")
    return said % {"headline": article, **who_and_when(entry)}
