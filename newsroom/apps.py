from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate

from newsroom.groups import make_groups


class NewsroomConfig(AppConfig):
    name = "newsroom"

    def ready(self) -> None:
        # Django sends the signal for apps with models only, and this one has none.
        post_migrate.connect(make_groups, sender=apps.get_app_config("annotations"))
