"""Whoever owns the tables can change them. The chain, and the heads the consortium was told, say where and how."""

from io import StringIO
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connections, transaction

from audit.chain import BEGINNING, Entry, link
from audit.events import AuditEvent
from audit.models import Seal
from audit.sealing import BrokenChain, seal_all
from audit.services import record
from audit.verification import Fault, Reason, verify
from common.actor import Actor, ActorKind
from tenants import context
from tenants.services.sealing import seal_and_tell, told_heads
from tests.isolation.places import SAKAI, TOYONAKA

CLERK = Actor(ActorKind.STAFF, "7", "堺 花子")
RECORDS = 8
NEW = UUID("019aaaaa-0000-7000-8000-000000000001")
INSERTED = f"""
    INSERT INTO audit_auditrecord VALUES ('{NEW}', now(), 'application.opened', 'staff', '7', 'x', '27140-R8-9', '{{}}')
"""
# Negative first: a primary key is looked at row by row.
MAKE_ROOM = (
    "UPDATE audit_seal SET position = position + 1000 WHERE position >= 4",
    "UPDATE audit_seal SET position = position - 999 WHERE position >= 1000",
)
CLOSE_UP = (
    "UPDATE audit_seal SET position = position + 1000 WHERE position > 4",
    "UPDATE audit_seal SET position = position - 1001 WHERE position >= 1000",
)


@pytest.fixture
def sealed(committed) -> list[UUID]:
    """Eight sealed records of 堺, told to the consortium: their identifiers, the first one's at index 1."""
    with context.in_municipality(SAKAI):
        for number in range(RECORDS):
            record(AuditEvent.APPLICATION_OPENED, actor=CLERK, subject=f"27140-R8-{number}", number=number)
        seal_and_tell()
        return [NEW, *Seal.objects.order_by("position").values_list("record_id", flat=True)]


def as_owner(*statements: str) -> None:
    """Change what was recorded with the owner's rights: the triggers are taken away and set up again."""
    tables = ("audit_auditrecord", "audit_seal")
    with context.as_owner(SAKAI), transaction.atomic("owner"), connections["owner"].cursor() as cursor:
        for statement in (
            *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables),
            *statements,
            *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in tables),
        ):
            cursor.execute(statement)


def found() -> Fault | None:
    told = told_heads(context.find(SAKAI).id)
    with context.in_municipality(SAKAI):
        return verify(told).fault


def chained_anew(from_position: int) -> list[str]:
    """Statements that give the seals from a position on the hashes that fit the records as they are now."""
    with context.as_owner(SAKAI), connections["owner"].cursor() as cursor:
        cursor.execute(
            "SELECT position, hash, record.id, at, event, actor_kind, actor_id, actor_name, subject, detail "
            "FROM audit_seal JOIN audit_auditrecord AS record ON record.id = record_id ORDER BY position"
        )
        previous, statements = BEGINNING, []
        for position, old, *row in cursor.fetchall():
            previous = link(previous, position, Entry.read(row)) if position >= from_position else bytes(old)
            statements.append(f"UPDATE audit_seal SET hash = '\\x{previous.hex()}' WHERE position = {position}")
    return statements


def test_what_nobody_touched_fits(sealed):
    assert found() is None


def test_an_altered_record_is_named(sealed):
    for change in ("subject = '27140-R8-x'", "at = at + interval '1 microsecond'", "detail = '{\"number\": 9}'"):
        as_owner("CREATE TABLE kept AS SELECT * FROM audit_auditrecord")
        as_owner(f"UPDATE audit_auditrecord SET {change} WHERE id = '{sealed[4]}'")
        assert found() == Fault(4, Reason.ALTERED, sealed[4])
        as_owner("TRUNCATE audit_auditrecord", "INSERT INTO audit_auditrecord SELECT * FROM kept", "DROP TABLE kept")
        assert found() is None


def test_a_removed_record_is_missed_with_its_seal_and_without(sealed):
    as_owner(f"DELETE FROM audit_auditrecord WHERE id = '{sealed[4]}'")
    assert found() == Fault(4, Reason.REMOVED, sealed[4])
    as_owner("DELETE FROM audit_seal WHERE position = 4")
    assert found() == Fault(4, Reason.REMOVED)
    as_owner(*CLOSE_UP)
    assert found() == Fault(4, Reason.REMOVED)


def test_the_end_cut_off_is_missed_by_the_head_that_was_told(sealed):
    as_owner("DELETE FROM audit_seal WHERE position > 6", f"DELETE FROM audit_auditrecord WHERE id = '{sealed[8]}'")
    assert found() == Fault(7, Reason.REMOVED)
    as_owner("TRUNCATE audit_seal", "TRUNCATE audit_auditrecord")
    assert found() == Fault(1, Reason.REMOVED)


def test_an_inserted_record_is_named_whether_its_own_hash_fits_or_not(sealed):
    as_owner(INSERTED, *MAKE_ROOM, f"INSERT INTO audit_seal VALUES (4, '\\x00', now(), '{NEW}')")
    assert found() == Fault(4, Reason.INSERTED, NEW)
    as_owner(*[line for line in chained_anew(4) if line.endswith("= 4")])
    assert found() == Fault(4, Reason.INSERTED, NEW)


def test_two_records_that_changed_places_are_found_at_the_first(sealed):
    as_owner(
        f"UPDATE audit_seal SET record_id = '{NEW}' WHERE position = 3",
        f"UPDATE audit_seal SET record_id = '{sealed[3]}' WHERE position = 6",
        f"UPDATE audit_seal SET record_id = '{sealed[6]}' WHERE position = 3",
    )
    assert found() == Fault(3, Reason.MOVED, sealed[6])


def test_a_tail_written_anew_fits_by_itself_but_not_the_head(sealed):
    as_owner(f"UPDATE audit_auditrecord SET subject = 'x' WHERE id = '{sealed[3]}'")
    as_owner(*chained_anew(3))
    assert found() == Fault(RECORDS, Reason.HEAD, sealed[RECORDS])


def test_emptied_and_filled_again_fits_by_itself_but_not_the_head(sealed):
    as_owner(
        "CREATE TABLE kept AS SELECT * FROM audit_auditrecord",
        "TRUNCATE audit_auditrecord",
        "TRUNCATE audit_seal",
        "UPDATE kept SET actor_name = '堺 太郎'",
        "INSERT INTO audit_auditrecord SELECT * FROM kept",
        "DROP TABLE kept",
    )
    with context.in_municipality(SAKAI):
        assert seal_all() == RECORDS
    assert found() == Fault(RECORDS, Reason.HEAD, sealed[RECORDS])


def test_nothing_is_sealed_behind_a_record_that_is_gone(sealed):
    as_owner(f"DELETE FROM audit_auditrecord WHERE id = '{sealed[RECORDS]}'")
    with context.in_municipality(SAKAI), pytest.raises(BrokenChain):
        seal_all()


def test_a_record_that_the_sealer_never_took_is_told(sealed):
    as_owner(INSERTED.replace("now()", "now() - interval '2 hours'"))
    with context.in_municipality(SAKAI):
        assert (verify({}).left_out, verify({}).is_sound) == (1, False)
        seal_all()
        assert verify({}).is_sound


def test_the_command_names_the_city_the_record_and_the_reason(sealed):
    out = StringIO()
    call_command("audit_verify", stdout=out)
    assert "271403 堺市: 8 records fit" in out.getvalue()
    assert "consortium: 0 records fit" in out.getvalue()

    as_owner(f"UPDATE audit_auditrecord SET actor_name = 'x' WHERE id = '{sealed[4]}'")
    with pytest.raises(CommandError, match="1 not sound"):
        call_command("audit_verify", stdout=(out := StringIO()))
    assert f"271403 堺市: position 4, record {sealed[4]}, altered: " in out.getvalue()
    call_command("audit_verify", context.find(TOYONAKA).code, stdout=(out := StringIO()))
    assert "堺市" not in out.getvalue()
    call_command("audit_verify", "consortium")
    with pytest.raises(CommandError, match="no active municipality"):
        call_command("audit_verify", "999999")


def test_long_chains_are_walked_in_pieces(sealed, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("audit.verification.FETCHED_AT_ONCE", 3)
    # The transaction's two ends, what was left out, the cursor, four pieces.
    with context.in_municipality(SAKAI), django_assert_num_queries(8):
        assert verify({}).fitting == RECORDS
