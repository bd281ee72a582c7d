"""What staff did with an article, as Django's admin writes it down."""

from typing import cast

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext_noop

from articles.models import Article

PUBLISHED = gettext_noop("Published.")
WITHDRAWN = gettext_noop("Withdrawn.")


def editor(request: HttpRequest) -> User:
    """Return who is at the desk; the admin lets in nobody who is not signed in."""
    return cast("User", request.user)


def history(article: Article) -> QuerySet[LogEntry]:
    """Return what was done with the article, the latest first."""
    about = ContentType.objects.get_for_model(Article)
    entries = LogEntry.objects.filter(content_type=about, object_id=str(article.pk))
    return entries.select_related("user").order_by("-action_time", "-pk")


def note(article: Article, request: HttpRequest, what: str) -> None:
    """Write down that this person did something with the article."""
    LogEntry.objects.log_actions(editor(request).pk, [article], CHANGE, what, single_object=True)


def who_and_when(entry: LogEntry) -> dict[str, str]:
    """Return `person` and `moment` of an entry, to be said in a sentence."""
    return {
        "person": entry.user.get_full_name() or entry.user.get_username(),
        "moment": date_format(localtime(entry.action_time), "DATETIME_FORMAT"),
    }
