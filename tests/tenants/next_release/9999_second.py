"""Another table."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "9998_first")]
    operations = [migrations.RunSQL("CREATE TABLE second_of_next_release ()")]
