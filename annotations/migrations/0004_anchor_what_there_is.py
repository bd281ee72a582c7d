from django.db import migrations
from django.db.models import OuterRef, Subquery

ROWS = 1000  # written at once


def anchor_where_they_were_made(apps, schema_editor):
    """Until now no article was ever corrected: every annotation sits where it was made."""
    Annotation = apps.get_model("annotations", "Annotation")
    Anchor = apps.get_model("annotations", "Anchor")
    made = Annotation.objects.values_list("pk", "revision", "start", "end").iterator(ROWS)
    Anchor.objects.bulk_create(
        (Anchor(annotation_id=pk, revision_id=revision, start=start, end=end) for pk, revision, start, end in made),
        batch_size=ROWS,
    )
    only_one = Anchor.objects.filter(annotation=OuterRef("pk")).values("pk")
    Annotation.objects.update(anchor=Subquery(only_one))


class Migration(migrations.Migration):
    dependencies = [("annotations", "0003_anchors")]

    operations = [migrations.RunPython(anchor_where_they_were_made, migrations.RunPython.noop)]
