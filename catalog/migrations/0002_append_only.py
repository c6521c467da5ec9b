"""What residents have filled in stays as they saw it: a published form never changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("catalog", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE TRIGGER catalog_publishedform_append_only BEFORE UPDATE OR DELETE ON catalog_publishedform
                FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                """,
                """
                CREATE TRIGGER catalog_publishedform_no_truncate BEFORE TRUNCATE ON catalog_publishedform
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                """,
            ],
            [
                "DROP TRIGGER catalog_publishedform_no_truncate ON catalog_publishedform",
                "DROP TRIGGER catalog_publishedform_append_only ON catalog_publishedform",
            ],
        )
    ]
