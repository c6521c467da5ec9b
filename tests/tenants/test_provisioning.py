"""A new municipality: all of it or nothing."""

import psycopg
import pytest
from django.db import DatabaseError, connections

from audit.models import AuditRecord
from tenants import context, directory
from tenants.models import Municipality, Plan, State
from tenants.services import provisioning
from tenants.services.provisioning import CannotCreateMunicipality, create_municipality
from tests.cluster import PREFIX
from tests.tenants.records import a_record

LEFT = """
    SELECT 'row' FROM tenants_municipality WHERE code = %(code)s
    UNION ALL SELECT 'host' FROM tenants_domain WHERE domain = %(host)s
    UNION ALL SELECT 'role' FROM pg_roles WHERE rolname = %(role)s
    UNION ALL SELECT 'schema' FROM pg_namespace WHERE nspname = %(schema)s
    ORDER BY 1
"""


@pytest.fixture
def ikoma(removal):
    """A record that is not in the database, and will not be afterwards."""
    record = a_record()
    removal(record.code)
    return record


def left_of(record, cluster) -> list[str]:
    """What is there of a municipality."""
    names = {"code": record.code, "host": f"{record.slug}.localhost", "schema": f"m_{record.code}"}
    with psycopg.connect(cluster.admin_url) as admin:
        return [kind for (kind,) in admin.execute(LEFT, {**names, "role": f"{PREFIX}m_{record.code}"})]


class FaultAt:
    """Makes the n-th statement fail on the server, as a full disk or a lost lock would; counts them all."""

    def __init__(self, number: int | None = None, instead: str = "SELECT 1 / 0") -> None:
        self.number, self.instead, self.count = number, instead, 0

    def __call__(self, execute, sql, params, many, context):
        self.count += 1
        return (
            execute(self.instead, None, False, context)
            if self.count == self.number
            else execute(sql, params, many, context)
        )


def statements_of_one_creation(record, cluster, removal) -> int:
    counting = FaultAt()
    with connections["owner"].execute_wrapper(counting):
        create_municipality(record)
    return counting.count


def test_a_new_municipality_is_there_at_once_and_can_work(ikoma, cluster):
    assert context.find_by_host("ikoma-29209.localhost") is None
    municipality = create_municipality(ikoma, plan=Plan.B)

    assert left_of(ikoma, cluster) == ["host", "role", "row", "schema"]
    assert (municipality.state, municipality.plan, municipality.schema_name) == (State.ACTIVE, Plan.B, "m_292095")
    found = context.find_by_host("ikoma-29209.localhost")
    with context.in_municipality(found):
        assert AuditRecord.objects.count() == 0
        assert context.current_municipality().name == ikoma.name


def test_a_fault_at_any_statement_leaves_nothing(ikoma, cluster, removal):
    other = a_record("29210")
    removal(other.code)
    total = statements_of_one_creation(other, cluster, removal)
    assert total > 40

    for number in sorted({1, 2, 3, 4, 5, 6, 7, total // 3, total // 2, total - 8, total - 1, total}):
        with pytest.raises(DatabaseError), connections["owner"].execute_wrapper(FaultAt(number)):
            create_municipality(ikoma)
        assert left_of(ikoma, cluster) == [], f"after a fault at statement {number} of {total}"
    assert context.find_by_host(f"{ikoma.slug}.localhost") is None
    create_municipality(ikoma)
    assert left_of(ikoma, cluster) == ["host", "role", "row", "schema"]


def test_a_lost_connection_leaves_nothing(ikoma, cluster):
    connections["owner"].close()
    with (
        pytest.raises(DatabaseError),
        connections["owner"].execute_wrapper(FaultAt(60, instead="SELECT pg_terminate_backend(pg_backend_pid())")),
    ):
        create_municipality(ikoma)
    connections["owner"].close()

    assert left_of(ikoma, cluster) == []


def test_a_repetition_is_refused_with_its_sentence_and_changes_nothing(ikoma, cluster):
    create_municipality(ikoma)

    with pytest.raises(CannotCreateMunicipality, match="生駒市29209（292095）はすでに登録されています。"):
        create_municipality(ikoma)

    assert left_of(ikoma, cluster) == ["host", "role", "row", "schema"]


@pytest.mark.parametrize("taken", [{"slug": "sakai"}, {"corporate_number": "3000020271403"}])
def test_a_name_that_another_has_is_refused_and_nothing_is_left(ikoma, cluster, taken):
    wish = a_record(**taken)

    with pytest.raises(CannotCreateMunicipality, match="登録済みの自治体と同じです"):
        create_municipality(wish)

    assert [kind for kind in left_of(wish, cluster) if kind != "host"] == []
    with context.in_consortium():
        assert Municipality.objects.count() == 2


@pytest.mark.parametrize("remains", ['CREATE SCHEMA "m_292095"', f'CREATE ROLE "{PREFIX}m_292095"'])
def test_remains_of_an_earlier_one_are_refused_not_reused(ikoma, cluster, remains):
    with psycopg.connect(cluster.admin_url, autocommit=True) as admin:
        admin.execute(remains)
    before = left_of(ikoma, cluster)

    with pytest.raises(CannotCreateMunicipality, match="データベースに残っています"):
        create_municipality(ikoma)

    assert left_of(ikoma, cluster) == before


def test_another_fault_of_the_database_is_not_put_into_a_sentence(ikoma, cluster, monkeypatch):
    monkeypatch.setattr(provisioning.schema_script, "statements", lambda: ("CREATE TABLE broken (",))

    with pytest.raises(DatabaseError, match="syntax error"):
        create_municipality(ikoma)

    assert left_of(ikoma, cluster) == []


def test_a_new_municipality_takes_on_no_right_on_others_and_gives_none(ikoma):
    create_municipality(ikoma)
    directory.forget()
    with context.in_municipality("m_292095"), connections["default"].cursor() as cursor:
        with pytest.raises(DatabaseError, match="permission denied for schema"):
            cursor.execute("SELECT 1 FROM m_271403.audit_auditrecord")
        cursor.execute("SELECT count(*) FROM shared_forms_formtemplate")
        assert cursor.fetchone() == (0,)
    sakai, refused = (
        context.in_municipality("m_271403"),
        pytest.raises(DatabaseError, match="permission denied for schema"),
    )
    with sakai, connections["default"].cursor() as cursor, refused:
        cursor.execute("SELECT 1 FROM m_292095.audit_auditrecord")
