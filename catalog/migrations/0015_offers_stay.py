"""What a city offered to the others stays as it was said."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0014_customising"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE TRIGGER catalog_formoffer_append_only BEFORE UPDATE OR DELETE ON catalog_formoffer
                FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                """,
                """
                CREATE TRIGGER catalog_formoffer_no_truncate BEFORE TRUNCATE ON catalog_formoffer
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                """,
            ],
            [
                "DROP TRIGGER catalog_formoffer_no_truncate ON catalog_formoffer",
                "DROP TRIGGER catalog_formoffer_append_only ON catalog_formoffer",
            ],
        )
    ]
