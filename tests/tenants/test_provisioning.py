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


def messages_of_one_creation(record) -> int:
    counting = FaultAt()
    with connections["owner"].execute_wrapper(counting):
        create_municipality(record)
    return counting.count


@pytest.fixture
def fault_in_script(monkeypatch):
    """Puts a statement that fails behind the n-th of the script, which travels as one message."""
    whole = provisioning.schema_script.statements()

    def put(number: int, statement: str = "SELECT 1 / 0") -> None:
        broken = (*whole[:number], statement, *whole[number:])
        monkeypatch.setattr(provisioning.schema_script, "statements", lambda: broken)

    return put


def test_a_new_municipality_is_there_at_once_and_can_work(ikoma, cluster):
    assert context.find_by_host("ikoma-29209.localhost") is None
    municipality = create_municipality(ikoma, plan=Plan.B)

    assert left_of(ikoma, cluster) == ["host", "role", "row", "schema"]
    assert (municipality.state, municipality.plan, municipality.schema_name) == (State.ACTIVE, Plan.B, "m_292095")
    found = context.find_by_host("ikoma-29209.localhost")
    with context.in_municipality(found):
        assert AuditRecord.objects.count() == 0
        assert context.current_municipality().name == ikoma.name


def test_a_fault_at_any_message_leaves_nothing(ikoma, cluster, removal):
    other = a_record("29210")
    removal(other.code)
    total = messages_of_one_creation(other)

    for number in range(1, total + 1):
        with pytest.raises(DatabaseError), connections["owner"].execute_wrapper(FaultAt(number)):
            create_municipality(ikoma)
        assert left_of(ikoma, cluster) == [], f"after a fault at message {number} of {total}"
    assert context.find_by_host(f"{ikoma.slug}.localhost") is None
    create_municipality(ikoma)
    assert left_of(ikoma, cluster) == ["host", "role", "row", "schema"]


@pytest.mark.parametrize("part", [0, 0.3, 0.6, 1])
def test_a_fault_inside_the_script_leaves_nothing(ikoma, cluster, fault_in_script, part):
    total = len(provisioning.schema_script.statements())
    fault_in_script(int(total * part))

    with pytest.raises(DatabaseError, match="division by zero"):
        create_municipality(ikoma)

    assert left_of(ikoma, cluster) == []


def test_a_new_municipality_costs_few_round_trips(ikoma):
    assert messages_of_one_creation(ikoma) == 4


def test_a_lost_connection_leaves_nothing(ikoma, cluster, fault_in_script):
    connections["owner"].close()
    fault_in_script(60, "SELECT pg_terminate_backend(pg_backend_pid())")
    with pytest.raises(DatabaseError):
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
