from django.apps import AppConfig


class AnnotationsConfig(AppConfig):
    name = "annotations"

    def ready(self) -> None:
        from annotations.models.carrying import carry
        from articles.models import corrected

        corrected.connect(carry)
