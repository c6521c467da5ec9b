"""Nobody changes or removes a record, the owner included: a trigger stands behind the grants.

Other rooms put the same function before their own append-only tables.
"""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.RunSQL(
            [
                """
                CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
                END
                $$
                """,
                """
                CREATE TRIGGER audit_auditrecord_append_only BEFORE UPDATE OR DELETE ON audit_auditrecord
                FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                """,
                """
                CREATE TRIGGER audit_auditrecord_no_truncate BEFORE TRUNCATE ON audit_auditrecord
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                """,
            ],
            [
                "DROP TRIGGER audit_auditrecord_no_truncate ON audit_auditrecord",
                "DROP TRIGGER audit_auditrecord_append_only ON audit_auditrecord",
                "DROP FUNCTION audit_refuse_change()",
            ],
        )
    ]
