"""What is open, in the order of its arrival: the first page of the worklist reads its rows from this index."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("applications", "0024_fewer_indexes")]

    operations = [
        migrations.RemoveIndex(model_name="application", name="application_by_due_day"),
        migrations.AddIndex(
            model_name="application",
            index=models.Index(
                condition=models.Q(("status__in", ["in_review", "received", "returned"])),
                fields=["arrived_at", "id"],
                name="application_open",
            ),
        ),
    ]
