"""Builds the search index anew while the site runs."""

from typing import Any

from django.core.management.base import BaseCommand

from search.upkeep import rebuild


class Command(BaseCommand):
    help = "Build the search index anew. The site may run meanwhile, with the old index until the new one is ready."

    def handle(self, *args: Any, verbosity: int, **options: Any) -> None:
        rebuild(show_progress=verbosity > 0)
        self.stdout.write(self.style.SUCCESS("The search index is built."))
