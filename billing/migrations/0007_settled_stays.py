"""A settlement is only decided, once, and its lines stay."""

from django.db import migrations

GUARD = """
CREATE FUNCTION billing_guard_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    of_the_decision text[] := '{decided_at,decided_by}';
    shared bigint;
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.decided_at IS NOT NULL THEN
            RAISE EXCEPTION 'a settlement is decided after it was stored, not with it' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.decided_at IS NOT NULL OR TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'a settlement stays: % refused', TG_OP USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(NEW) - of_the_decision <> to_jsonb(OLD) - of_the_decision THEN
        RAISE EXCEPTION 'a settlement is never changed, only decided' USING ERRCODE = 'insufficient_privilege';
    END IF;
    SELECT coalesce(sum(actual_yen), 0) INTO shared FROM billing_settlementline WHERE settlement_id = NEW.id;
    IF shared + NEW.carried_yen <> NEW.total_yen THEN
        RAISE EXCEPTION 'the lines make % yen, with what is carried, not %', shared + NEW.carried_yen, NEW.total_yen
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END
$$
"""
GUARD_LINE = """
CREATE FUNCTION billing_guard_settlementline() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM billing_settlement WHERE id = NEW.settlement_id AND decided_at IS NOT NULL) THEN
        RAISE EXCEPTION 'a decided settlement takes no more lines' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("billing", "0006_settlement"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [
                GUARD,
                GUARD_LINE,
                """
                CREATE TRIGGER billing_settlement_guard BEFORE INSERT OR UPDATE OR DELETE ON billing_settlement
                FOR EACH ROW EXECUTE FUNCTION billing_guard_settlement()
                """,
                """
                CREATE TRIGGER billing_settlementline_guard BEFORE INSERT ON billing_settlementline
                FOR EACH ROW EXECUTE FUNCTION billing_guard_settlementline()
                """,
                """
                CREATE TRIGGER billing_settlementline_append_only BEFORE UPDATE OR DELETE ON billing_settlementline
                FOR EACH ROW EXECUTE FUNCTION audit_refuse_change()
                """,
                """
                CREATE TRIGGER billing_settlementline_no_truncate BEFORE TRUNCATE ON billing_settlementline
                FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change()
                """,
            ],
            [
                "DROP TRIGGER billing_settlementline_no_truncate ON billing_settlementline",
                "DROP TRIGGER billing_settlementline_append_only ON billing_settlementline",
                "DROP TRIGGER billing_settlementline_guard ON billing_settlementline",
                "DROP TRIGGER billing_settlement_guard ON billing_settlement",
                "DROP FUNCTION billing_guard_settlementline()",
                "DROP FUNCTION billing_guard_settlement()",
            ],
        )
    ]
