"""What was calculated is never changed, what was confirmed adds up and stays: triggers stand behind the grants and the services."""

from django.db import migrations

GUARD_RUN = """
CREATE FUNCTION billing_guard_run() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    shared bigint;
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
    IF to_jsonb(NEW) - '{confirmed_at,confirmed_by}'::text[] <> to_jsonb(OLD) - '{confirmed_at,confirmed_by}'::text[] THEN
        RAISE EXCEPTION 'a calculation is never changed, only confirmed' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(sum(amount_yen), 0) INTO shared FROM billing_allocationshare WHERE run_id = NEW.id;
    IF shared <> NEW.total_yen THEN
        RAISE EXCEPTION 'the shares make % yen, not %', shared, NEW.total_yen USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$
"""
GUARD_SHARE = """
CREATE FUNCTION billing_guard_share() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM billing_allocationrun WHERE id = NEW.run_id AND confirmed_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a confirmed calculation takes no more shares' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0001_initial"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [
                GUARD_RUN,
                GUARD_SHARE,
                """
                CREATE TRIGGER billing_allocationrun_guard BEFORE INSERT OR UPDATE OR DELETE ON billing_allocationrun
                FOR EACH ROW EXECUTE FUNCTION billing_guard_run()
                """,
                """
                CREATE TRIGGER billing_allocationshare_guard BEFORE INSERT ON billing_allocationshare
                FOR EACH ROW EXECUTE FUNCTION billing_guard_share()
                """,
                """
                CREATE TRIGGER billing_allocationshare_append_only BEFORE UPDATE OR DELETE ON billing_allocationshare
                FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                """,
                """
                CREATE TRIGGER billing_allocationshare_no_truncate BEFORE TRUNCATE ON billing_allocationshare
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                """,
            ],
            [
                "DROP TRIGGER billing_allocationshare_no_truncate ON billing_allocationshare",
                "DROP TRIGGER billing_allocationshare_append_only ON billing_allocationshare",
                "DROP TRIGGER billing_allocationshare_guard ON billing_allocationshare",
                "DROP TRIGGER billing_allocationrun_guard ON billing_allocationrun",
                "DROP FUNCTION billing_guard_share()",
                "DROP FUNCTION billing_guard_run()",
            ],
        )
    ]
