"""From what was read in a file to a draft, without anybody at the keyboard."""

from pathlib import PurePosixPath
from typing import Any, cast

from django.contrib.admin.models import ADDITION, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_noop

from articles.forms import DETAILS
from articles.models import Article, Source

BROUGHT_IN = gettext_noop("Brought in.")


def draft_of(source: Source, by: User, **given: Any) -> Article:
    """Make a draft of what was read in the source; `given` are fields of the article that are known better."""
    fields = fields_of(source) | {name: value for name, value in given.items() if value}
    with transaction.atomic():
        article = Article.objects.create(**fields, created_by=by)
        article.revise(source.found.body_html if source.found else "", by, source=source)
        LogEntry.objects.log_actions(by.pk, [article], ADDITION, BROUGHT_IN, single_object=True)
    return article


def fields_of(source: Source) -> dict[str, Any]:
    """Return what was read in the source as fields of an article.

    What does not fit its field is cut, or left out where that would make it wrong; without a headline the file's
    name stands in its place.
    """
    fields = {name: _fitted(name, getattr(source.found, name, None)) for name in DETAILS}
    fields["headline"] = fields["headline"] or _fitted("headline", PurePosixPath(source.name).stem) or source.name
    return {name: value for name, value in fields.items() if value is not None}


def _fitted(name: str, value: Any) -> Any:  # noqa: ANN401
    """Return the value as the field of that name takes it, None where it takes nothing of it."""
    field = cast("models.Field[Any, Any]", Article._meta.get_field(name))
    if isinstance(value, str):
        value = value.replace("\0", "").strip()
        is_free_text = isinstance(field, models.CharField) and not isinstance(field, models.URLField)
        if is_free_text and name != "language" and field.max_length and len(value) > field.max_length:
            value = value[: field.max_length - 1] + "…"
    if value in (None, ""):
        return None
    try:
        return field.clean(value, None)
    except ValidationError:
        return None
