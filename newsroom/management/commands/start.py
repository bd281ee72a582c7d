from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from newsroom.sign_in import sign_in_words
from newsroom.starting import free_address, refuse_unreachable_database


class Command(BaseCommand):
    help = "Prepare database and static files, load the sample library on the first start, and serve: `make run`."
    requires_system_checks = ()  # migrate and serve check all that this would

    def handle(self, *args: Any, **options: Any) -> None:
        free_address(settings.HOST, settings.PORT)
        refuse_unreachable_database()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        call_command("demo", verbosity=0)
        self.stdout.write(sign_in_words())
        self.stdout.flush()
        call_command("serve")
