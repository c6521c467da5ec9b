"""A published version of a template never changes."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("shared_forms", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE TRIGGER shared_forms_templateversion_append_only BEFORE UPDATE OR DELETE ON shared_forms_templateversion
                FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                """,
                """
                CREATE TRIGGER shared_forms_templateversion_no_truncate BEFORE TRUNCATE ON shared_forms_templateversion
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                """,
            ],
            [
                "DROP TRIGGER shared_forms_templateversion_no_truncate ON shared_forms_templateversion",
                "DROP TRIGGER shared_forms_templateversion_append_only ON shared_forms_templateversion",
            ],
        )
    ]
