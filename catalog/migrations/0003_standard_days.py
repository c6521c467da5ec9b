# How many working days a procedure may take.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("catalog", "0002_append_only"),
    ]

    operations = [
        migrations.AddField(
            model_name="procedure",
            name="standard_days",
            field=models.PositiveSmallIntegerField(
                blank=True,
                help_text="営業日。修正を待つ間は数えない（行政手続法 第6条）",
                null=True,
                verbose_name="標準処理期間",
            ),
        ),
    ]
