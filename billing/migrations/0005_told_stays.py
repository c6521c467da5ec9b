"""A decision is marked with its version and resolution; figures, what is told and what is said stay."""

from django.db import migrations

GUARD_RUN = """
CREATE OR REPLACE FUNCTION billing_guard_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shared bigint;
    of_the_decision text[] := '{confirmed_at,confirmed_by,version,reason,resolution,resolved_on}';
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.confirmed_at IS NOT NULL THEN
            RAISE EXCEPTION 'a calculation is confirmed after it was stored, not with it' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.confirmed_at IS NOT NULL THEN
        RAISE EXCEPTION 'a confirmed calculation stays: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF to_jsonb(NEW) - of_the_decision <> to_jsonb(OLD) - of_the_decision THEN
        RAISE EXCEPTION 'a calculation is never changed, only confirmed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(sum(amount_yen), 0) INTO shared FROM billing_allocationshare WHERE run_id = NEW.id;
    IF shared + NEW.carried_yen <> NEW.total_yen THEN
        RAISE EXCEPTION 'the shares make % yen, with what is carried, not %', shared + NEW.carried_yen, NEW.total_yen
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$
"""
TABLES = ("billing_basefigure", "billing_basefigures", "billing_cityshare", "billing_cityreply")


class Migration(migrations.Migration):
    dependencies = [("billing", "0004_told_to_cities"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(GUARD_RUN, migrations.RunSQL.noop),
        *(
            migrations.RunSQL(
                [
                    f"""
                    CREATE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table}
                    FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                    """,
                    f"""
                    CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table}
                    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                    """,
                ],
                [f"DROP TRIGGER {table}_no_truncate ON {table}", f"DROP TRIGGER {table}_append_only ON {table}"],
            )
            for table in TABLES
        ),
    ]
