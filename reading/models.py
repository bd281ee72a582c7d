"""Where readers are in what they read."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models import Article


class Position(models.Model):
    """Where a reader stopped in an article, in code points of its text."""

    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="positions")
    article = models.ForeignKey(Article, models.CASCADE, related_name="positions")
    offset = models.PositiveIntegerField()
    read_at = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = _("position")
        verbose_name_plural = _("positions")
        constraints = [models.UniqueConstraint(fields=["reader", "article"], name="one_position_per_article")]

    def __str__(self) -> str:
        return f"{self.article_id}: {self.offset}"
