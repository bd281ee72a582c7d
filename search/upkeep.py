"""Keeps the index true: in the transaction that changes something, the index changes too."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from django.db import DatabaseError, models, transaction
from django.db.models.signals import post_delete, post_save
from django.utils import timezone
from tqdm import tqdm

from annotations.models import Annotation, Theme
from articles.models import Article
from search import documents
from search.backends import Index, Kind, index
from search.models import FORMAT, IndexState

logger = logging.getLogger(__name__)
ROWS = 200  # read and written in one transaction while the index is built

MODELS: dict[type[models.Model], Kind] = {Article: Kind.ARTICLE, Annotation: Kind.ANNOTATION, Theme: Kind.THEME}
# Changes that leave the words as they are; who sees what is asked of the live tables.
WORDLESS: dict[type[models.Model], set[str]] = {
    Annotation: {"anchor", "deleted_at", "hidden_by", "visibility", "edited_at"},
}


def listen() -> None:
    """Follow every change of what is indexed."""
    for model in MODELS:
        post_save.connect(_saved, model, dispatch_uid=f"search {model}")
        post_delete.connect(_deleted, model, dispatch_uid=f"search {model}")


def be_quiet() -> None:
    """Stop following changes."""
    for model in MODELS:
        post_save.disconnect(sender=model, dispatch_uid=f"search {model}")
        post_delete.disconnect(sender=model, dispatch_uid=f"search {model}")


def _saved(
    sender: type[models.Model],
    instance: models.Model,
    created: bool,
    raw: bool,
    update_fields: frozenset[str] | None,
    **_kwargs: Any,
) -> None:
    if raw or (update_fields is not None and update_fields <= WORDLESS.get(sender, set())):
        return
    kind, key = MODELS[sender], instance.pk
    if created and isinstance(instance, Annotation):  # nobody else changed it, and readers wait for this
        _change(lambda index: documents.write(index, kind, [documents.of_annotation(instance)]))
    else:
        _change(lambda index: documents.write(index, kind, documents.READERS[kind]([key])))


def _deleted(sender: type[models.Model], instance: models.Model, **_kwargs: Any) -> None:
    kind, key = MODELS[sender], instance.pk
    _change(lambda index: index.forget(kind, [key]))


def _change(change: Callable[[Index], None]) -> None:
    """Change the index, and the one under construction. If that cannot be, it is reported; nobody's work waits."""
    for slot in IndexState.now().slots:
        try:
            with index(slot).guarded():
                change(index(slot))
        except DatabaseError as problem:
            logger.exception("The search index cannot be written: run manage.py rebuild_search.")
            IndexState.report(str(problem))


def rebuild(show_progress: bool = False) -> None:
    """Build the index anew beside the one in use, then use it. People may read, write and search meanwhile."""
    state = IndexState.now()
    slot = "b" if state.slot == "a" else "a"
    new = index(slot)
    with transaction.atomic():
        new.create()
        IndexState.objects.update_or_create(pk=1, defaults={"building": slot})
    for model, kind in MODELS.items():
        keys = _in_order(model)
        known = set[documents.Spoken]()
        with tqdm(
            total=len(keys), desc=str(model._meta.verbose_name_plural), disable=not (show_progress and keys)
        ) as progress:
            for at in range(0, len(keys), ROWS):
                some = keys[at : at + ROWS]
                with transaction.atomic():
                    # What was changed since the building began is there already.
                    missing = sorted(set(some) - new.known(kind, some))
                    if kind is Kind.ANNOTATION:
                        documents.hold_articles(missing)
                    documents.write(new, kind, documents.READERS[kind](missing), known)
                progress.update(len(some))
    new.settle()
    with transaction.atomic():
        IndexState.objects.filter(pk=1).update(
            slot=slot, format=FORMAT, building="", is_following=True, problem="", built_at=timezone.now()
        )
        index(state.slot).drop()


def pause() -> None:
    """Let go of the live tables, which are about to change their shape. Until `resume` nothing is searched.

    SQLite and PostgreSQL refuse many a change of a table that a trigger is on.
    """
    state = IndexState.now()
    with transaction.atomic():
        IndexState.objects.filter(pk=1).update(is_following=False)
        for slot in state.slots:
            index(slot).unfollow()


def resume() -> None:
    """Take hold of the live tables again, with all that changed meanwhile."""
    state = IndexState.now()
    with transaction.atomic():
        for slot in state.slots:
            index(slot).follow()
            index(slot).refresh()
        IndexState.objects.filter(pk=1).update(is_following=True)


def _in_order(model: type[models.Model]) -> list[int]:
    """Return the keys of all objects, oldest first: the index is smallest when it grows at its end."""
    day = "published_on" if model is Article else "created_at"
    return list(model._default_manager.order_by(models.F(day).asc(nulls_first=True), "pk").values_list("pk", flat=True))
