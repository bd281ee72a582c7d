from django.apps import AppConfig
from django.db.models.signals import post_migrate

from newsroom.groups import make_groups


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        post_migrate.connect(make_groups, sender=self)
