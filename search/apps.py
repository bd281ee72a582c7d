import logging
from typing import Any

from django.apps import AppConfig
from django.db import DatabaseError, connection
from django.db.migrations import Migration
from django.db.models.signals import post_migrate, pre_migrate

FOLLOWED = {"articles", "annotations", "search"}  # apps whose tables the index follows, and its own
logger = logging.getLogger(__name__)


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from search import upkeep

        upkeep.listen()
        pre_migrate.connect(_pause, self)
        post_migrate.connect(_resume, self)


def _pause(sender: AppConfig, plan: list[tuple[Migration, bool]] | None = None, **_kwargs: Any) -> None:
    """Let go of the tables that are about to change, if there is an index."""
    from search import upkeep

    if {migration.app_label for migration, _ in plan or ()} & FOLLOWED and _is_there():
        upkeep.pause()


def _resume(sender: AppConfig, verbosity: int = 1, **_kwargs: Any) -> None:
    """Take hold of the tables again, or build the index where there is none, or one of an earlier version."""
    from search import upkeep
    from search.models import IndexState

    if not _is_there() or (state := IndexState.now()).is_usable:
        return
    try:
        if state.is_current:
            upkeep.resume()
        else:
            upkeep.rebuild(show_progress=verbosity > 0)
    except DatabaseError:  # an SQLite without FTS5, for example: headlines can be searched all the same
        logger.exception("The search index cannot be built.")


def _is_there() -> bool:
    """Whether the state of the index can be read: not before its migrations, nor after they were undone."""
    from search.models import IndexState

    table = IndexState._meta.db_table
    with connection.cursor() as cursor:
        if table not in connection.introspection.table_names(cursor):
            return False
        columns = connection.introspection.get_table_description(cursor, table)
    return "is_following" in {column.name for column in columns}
