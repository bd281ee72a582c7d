"""The sketches of articles' current wordings, by which those that are alike find each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.db import connection, models

from articles.likeness import SHARED, sketch

if TYPE_CHECKING:
    from articles.models.article import Article

MOST = 50  # articles looked at for a value, the latest; one that stands in so many is a sign-off's and tells little
# Django refuses a union of limited queries on SQLite, which takes them as subqueries.
LATEST = """SELECT * FROM (
    SELECT value, article_id FROM articles_shingle WHERE value = %s ORDER BY article_id DESC LIMIT %s
) AS latest"""


class ShingleQuerySet(models.QuerySet["Shingle"]):
    def record(self, article: Article, text: str) -> None:
        """Keep the sketch of this text as the article's, in place of the former one."""
        self.filter(article=article).delete()
        self.bulk_create(Shingle(article=article, value=value) for value in sketch(text))

    def sharing(self, values: Sequence[int], but: Article | None = None) -> list[int]:
        """Return the keys of articles, other than `but`, that share enough of a sketch, those first that share most.

        A value counts the less, the more articles have it. What this costs does not depend on how many there are.
        """
        weights = defaultdict[int, list[float]](list)
        for articles in self._having(values).values():
            for key in articles:
                weights[key].append(1 / len(articles))
        if but:
            weights.pop(but.pk, None)
        enough = [key for key in weights if len(weights[key]) >= min(SHARED, len(values))]
        return sorted(enough, key=lambda key: sum(weights[key]), reverse=True)

    def _having(self, values: Sequence[int]) -> dict[int, list[int]]:
        """Return for each value the keys of the latest articles that have it."""
        if not values:
            return {}
        found = defaultdict(list)
        given = [parameter for value in values for parameter in (value, MOST)]
        with connection.cursor() as cursor:
            cursor.execute(" UNION ALL ".join([LATEST] * len(values)), given)
            for value, article in cursor.fetchall():
                found[value].append(article)
        return found


class Shingle(models.Model):
    """One value of the sketch of an article's current wording."""

    pk = models.CompositePrimaryKey("value", "article_id")
    value = models.BigIntegerField()
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="shingles")

    objects = ShingleQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.article_id}: {self.value}"
