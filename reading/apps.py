from django.apps import AppConfig


class ReadingConfig(AppConfig):
    name = "reading"

    def ready(self) -> None:
        from articles.models import corrected
        from reading.carrying import carry

        corrected.connect(carry)
