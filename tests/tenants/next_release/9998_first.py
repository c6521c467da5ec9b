"""One table more, after whatever is the newest migration today."""

from pkgutil import iter_modules

from django.db import migrations

import catalog.migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", max(module.name for module in iter_modules(catalog.migrations.__path__)))]
    operations = [migrations.RunSQL("CREATE TABLE first_of_next_release ()")]
