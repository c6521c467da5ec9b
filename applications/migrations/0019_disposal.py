"""The one way in which an application ever leaves: when its time is over, and two people said so.

The city's role may delete neither answers nor applications. It may call one function, which runs with the owner's rights,
looks for itself whether everything is as it must be, and takes one application away with all that hangs on it.
See docs/adr/0016-disposal.md.
"""

from django.db import migrations

TABLES = (
    "applications_answerversion",
    "applications_returncomment",
    "applications_amendment",
    "applications_handover",
    "applications_internalnote",
)

REFUSE_CHANGE = """
    CREATE FUNCTION applications_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF TG_OP = 'DELETE' AND current_setting('kyodo.disposal', true) = 'on'
            AND current_user = (SELECT relowner::regrole::text FROM pg_class WHERE oid = TG_RELID) THEN
            RETURN OLD;
        END IF;
        RAISE EXCEPTION '% is append-only: % refused', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
    END
    $$
"""
# Whatever refers to a row goes before it, tables that are made later among them. Files only lose their owner: the sweep deletes
# them from the storage, and only then their rows.
REMOVE = """
    CREATE FUNCTION applications_remove(removed regclass, ids uuid[]) RETURNS void LANGUAGE plpgsql AS $$
    DECLARE
        reference record;
        below uuid[];
    BEGIN
        FOR reference IN
            SELECT conrelid::regclass AS referring, attname AS field
            FROM pg_constraint JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1]
            WHERE contype = 'f' AND confrelid = removed
        LOOP
            IF reference.referring = 'applications_attachment'::regclass THEN
                EXECUTE format('UPDATE %s SET %I = NULL WHERE %2$I = ANY ($1)', reference.referring, reference.field)
                USING ids;
            ELSE
                EXECUTE format('SELECT array_agg(id) FROM %s WHERE %I = ANY ($1)', reference.referring, reference.field)
                INTO below USING ids;
                IF below IS NOT NULL THEN
                    PERFORM applications_remove(reference.referring, below);
                END IF;
            END IF;
        END LOOP;
        EXECUTE format('DELETE FROM %s WHERE id = ANY ($1)', removed) USING ids;
    END
    $$
"""
# The schema stands in the function itself, with temporary tables last: whoever calls it cannot put others in their place.
DISPOSE = """
    DO $make$ BEGIN EXECUTE format($function$
        CREATE FUNCTION applications_dispose(disposal uuid, application uuid) RETURNS boolean
        LANGUAGE plpgsql SECURITY DEFINER SET search_path = %I, pg_temp AS $$
        DECLARE
            asked record;
            kept record;
            this_year integer := extract(year FROM now() AT TIME ZONE 'Asia/Tokyo' - interval '3 months');
        BEGIN
            SELECT d.id, d.procedure_id, d.fiscal_year, p.retention_years INTO asked
            FROM applications_disposal d JOIN catalog_procedure p ON p.id = d.procedure_id
            WHERE d.id = disposal AND d.confirmed_by_id <> d.proposed_by_id AND d.called_off_at IS NULL
                AND d.finished_at IS NULL AND d.begins_on <= (now() AT TIME ZONE 'Asia/Tokyo')::date
                AND p.retention_years > 0 AND d.fiscal_year + p.retention_years < this_year;
            IF NOT FOUND THEN
                RETURN false;
            END IF;
            SELECT a.id, a.receipt_number, a.arrived_at, coalesce(a.closed_at, a.withdrawn_at, a.decided_at) AS completed_at
            INTO kept FROM applications_application a
            WHERE a.id = application AND a.procedure_id = asked.procedure_id
                AND a.status IN ('approved', 'rejected', 'closed', 'withdrawn')
                AND extract(year FROM coalesce(a.closed_at, a.withdrawn_at, a.decided_at) AT TIME ZONE 'Asia/Tokyo'
                    - interval '3 months') = asked.fiscal_year
            FOR UPDATE;
            IF NOT FOUND OR EXISTS (
                SELECT FROM applications_hold h WHERE h.application_id = application AND h.lifted_at IS NULL
            ) THEN
                RETURN false;
            END IF;
            INSERT INTO applications_disposedapplication
                (id, disposal_id, receipt_number, arrived_at, completed_at, disposed_at)
            VALUES (gen_random_uuid(), asked.id, kept.receipt_number, kept.arrived_at, kept.completed_at, clock_timestamp());
            PERFORM set_config('kyodo.disposal', 'on', true);
            PERFORM applications_remove('applications_application'::regclass, ARRAY[kept.id]);
            PERFORM set_config('kyodo.disposal', 'off', true);
            RETURN true;
        END
        $$
    $function$, current_schema()); END $make$
"""


def _message(function: str) -> list[str]:
    """A message may be read, and is otherwise as it was."""
    return [
        "CREATE OR REPLACE TRIGGER applications_message_unchanged BEFORE DELETE OR "
        "UPDATE OF application_id, sender, text, sent_at, sent_by ON applications_message "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
        "CREATE OR REPLACE TRIGGER applications_message_no_truncate BEFORE TRUNCATE ON applications_message "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


def _refused(table: str, function: str) -> list[str]:
    return [
        f"CREATE OR REPLACE TRIGGER {table}_append_only BEFORE UPDATE OR DELETE ON {table} "
        f"FOR EACH ROW EXECUTE FUNCTION {function}()",
        f"CREATE OR REPLACE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {function}()",
    ]


RECORD = "applications_disposedapplication"


class Migration(migrations.Migration):
    dependencies = [("applications", "0018_retention"), ("audit", "0002_append_only")]

    operations = [
        migrations.RunSQL(
            [
                REFUSE_CHANGE,
                *(sql for table in TABLES for sql in _refused(table, "applications_refuse_change")),
                *_message("applications_refuse_change"),
                *_refused(RECORD, "audit_refuse_change"),
                REMOVE,
                DISPOSE,
            ],
            [
                "DROP FUNCTION applications_dispose(uuid, uuid)",
                "DROP FUNCTION applications_remove(regclass, uuid[])",
                f"DROP TRIGGER {RECORD}_no_truncate ON {RECORD}",
                f"DROP TRIGGER {RECORD}_append_only ON {RECORD}",
                *_message("audit_refuse_change"),
                *(sql for table in TABLES for sql in _refused(table, "audit_refuse_change")),
                "DROP FUNCTION applications_refuse_change()",
            ],
        )
    ]
