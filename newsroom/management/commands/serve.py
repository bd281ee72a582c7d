from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from newsroom.starting import free_address, refuse_unmigrated_database, refuse_unreachable_database, serve


class Command(BaseCommand):
    help = "Serve the site on HOST and PORT until Ctrl-C or SIGTERM."

    def handle(self, *args: Any, **options: Any) -> None:
        address = free_address(settings.HOST, settings.PORT)
        refuse_unreachable_database()
        refuse_unmigrated_database()
        serve(address)
