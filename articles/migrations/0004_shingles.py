import django.db.models.deletion
from django.db import migrations, models

from articles.likeness import sketch

ARTICLES = 200  # sketched at once


def sketch_what_there_is(apps, schema_editor):
    """Until now articles had no sketches."""
    Article = apps.get_model("articles", "Article")
    Shingle = apps.get_model("articles", "Shingle")
    worded = Article.objects.filter(current__isnull=False).order_by("pk").values_list("pk", "current__text")
    last = 0
    while articles := list(worded.filter(pk__gt=last)[:ARTICLES]):
        Shingle.objects.bulk_create(
            Shingle(article_id=pk, value=value) for pk, text in articles for value in sketch(text)
        )
        last, _ = articles[-1]


class Migration(migrations.Migration):
    dependencies = [("articles", "0003_bring_in")]

    operations = [
        migrations.CreateModel(
            name="Shingle",
            fields=[
                (
                    "pk",
                    models.CompositePrimaryKey(
                        "value", "article_id", blank=True, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("value", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="shingles", to="articles.article"
                    ),
                ),
            ],
        ),
        migrations.RunPython(sketch_what_there_is, migrations.RunPython.noop),
    ]
