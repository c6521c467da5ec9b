"""What was recorded stays as it was: for a city's role by its rights, for the owner of the table by a trigger."""

import pytest
from django.db import DatabaseError, connection, connections, transaction

from audit.events import AuditEvent
from audit.models import AuditRecord
from audit.selectors import history_of
from audit.services import record
from common.actor import Actor, ActorKind
from tenants.context import as_owner

CLERK = Actor(ActorKind.STAFF, "7", "堺 花子")
CHANGES = [
    "UPDATE audit_auditrecord SET subject = 'x'",
    "DELETE FROM audit_auditrecord",
    "TRUNCATE audit_auditrecord",
    "UPDATE audit_auditrecord SET subject = 'x' WHERE false",
]


def refused(statement: str, alias: str = "default") -> str:
    with (
        pytest.raises(DatabaseError) as refusal,
        transaction.atomic(using=alias),
        connections[alias].cursor() as cursor,
    ):
        cursor.execute(statement)
    return str(refusal.value)


@pytest.mark.parametrize("change", CHANGES)
def test_a_citys_own_role_only_appends(in_sakai, change):
    record(AuditEvent.APPLICATION_OPENED, actor=CLERK, subject="2026-000001")

    assert "permission denied for table audit_auditrecord" in refused(change)
    assert [line.subject for line in AuditRecord.objects.all()] == ["2026-000001"]


@pytest.mark.parametrize("change", CHANGES)
def test_the_consortium_only_appends_too(in_consortium, change):
    record(AuditEvent.MUNICIPALITY_REQUESTED, actor=CLERK, subject="271403")

    assert "permission denied for table audit_auditrecord" in refused(change)
    assert AuditRecord.objects.count() == 1


@pytest.mark.parametrize("change", CHANGES[:3])
@pytest.mark.parametrize("schema", ["m_271403", "public"])
def test_the_owner_of_the_table_meets_the_trigger(transactional_db_without_flush, schema, change):
    with as_owner(schema), transaction.atomic(using="owner"), connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_auditrecord VALUES (gen_random_uuid(), now(), 'x', 'staff', '7', 'n', 'kept', '{}')"
        )
        assert f"audit_auditrecord is append-only: {change.split()[0]} refused" in refused(change, "owner")
        cursor.execute("SELECT subject FROM audit_auditrecord")
        assert cursor.fetchall() == [("kept",)]
        transaction.set_rollback(True, using="owner")


def test_the_model_cannot_change_a_record_either(in_sakai):
    line = record(AuditEvent.APPLICATION_OPENED, actor=CLERK, subject="2026-000001")
    line.subject = "2026-000002"
    for change in (line.save, line.delete, AuditRecord.objects.all().delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert history_of("2026-000001").count() == 1


def test_a_record_says_who_what_when_and_codes_only(in_sakai, django_assert_num_queries):
    with django_assert_num_queries(1):
        line = record(AuditEvent.APPLICATION_RETURNED, actor=CLERK, subject="2026-000001", version=2, question="name")
    kept = AuditRecord.objects.get(pk=line.pk)

    assert (kept.event, kept.actor_kind, kept.actor_id, kept.actor_name) == (
        "application.returned",
        "staff",
        "7",
        "堺 花子",
    )
    assert (kept.subject, kept.detail) == ("2026-000001", {"version": 2, "question": "name"})
    assert AuditEvent(kept.event).label == "修正をお願いしました"
    assert str(kept).endswith("application.returned 2026-000001")


def test_a_record_is_gone_with_the_change_it_tells_of(in_sakai):
    with transaction.atomic():
        record(AuditEvent.APPLICATION_APPROVED, actor=CLERK, subject="2026-000001")
        transaction.set_rollback(True)
    assert not history_of("2026-000001").exists()
    record(AuditEvent.APPLICATION_APPROVED, actor=CLERK, subject="2026-000001")
    assert history_of("2026-000001").count() == 1


def test_history_is_told_from_the_oldest_on_and_of_one_subject_only(in_sakai):
    for event in (AuditEvent.APPLICATION_RECEIVED, AuditEvent.APPLICATION_OPENED, AuditEvent.APPLICATION_APPROVED):
        record(event, actor=CLERK, subject="2026-000001")
    record(AuditEvent.APPLICATION_RECEIVED, actor=CLERK, subject="2026-000002")

    assert [line.event for line in history_of("2026-000001")] == [
        "application.received",
        "application.opened",
        "application.approved",
    ]


def test_every_event_has_a_code_of_two_words_and_a_japanese_sentence():
    for event in AuditEvent:
        thing, _, happened = event.value.partition(".")
        assert thing.isidentifier()
        assert happened.isidentifier()
        assert event.label.endswith("した")
        assert len(event.value) <= AuditRecord._meta.get_field("event").max_length


def test_the_connection_of_this_suite_is_a_citys(in_sakai):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user <> session_user")
        assert cursor.fetchone() == (True,)
