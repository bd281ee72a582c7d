import logging
from typing import Any

from django.apps import AppConfig
from django.db import DatabaseError
from django.db.models.signals import post_migrate

logger = logging.getLogger(__name__)


class SearchConfig(AppConfig):
    name = "search"

    def ready(self) -> None:
        from search import upkeep

        upkeep.listen()
        post_migrate.connect(_build, self)


def _build(sender: AppConfig, verbosity: int = 1, **_kwargs: Any) -> None:
    """Build the index where there is none, or one of an earlier version."""
    from search import upkeep
    from search.models import IndexState

    if not IndexState.now().is_usable:
        try:
            upkeep.rebuild(show_progress=verbosity > 0)
        except DatabaseError:  # an SQLite without FTS5, for example: headlines can be searched all the same
            logger.exception("The search index cannot be built.")
