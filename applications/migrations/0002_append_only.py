"""What was handed in, and what the office asked for, stays as it was: a correction is a new version beside it."""

from django.db import migrations

TABLES = ("applications_answerversion", "applications_returncomment")


def _create(table: str) -> list[str]:
    return [
        f"CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        "FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()",
    ]


def _drop(table: str) -> list[str]:
    return [f"DROP TRIGGER {table}_no_truncate ON {table}", f"DROP TRIGGER {table}_append_only ON {table}"]


class Migration(migrations.Migration):
    dependencies = [("applications", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [sql for table in TABLES for sql in _create(table)], [sql for table in TABLES for sql in _drop(table)]
        )
    ]
