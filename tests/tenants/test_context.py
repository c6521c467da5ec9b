"""Which city? Only the one that was entered, and none where none was."""

import pytest
from django.db import connection

from audit.models import AuditRecord
from tenants import context
from tenants.errors import NoMunicipality
from tenants.models import Municipality

pytestmark = pytest.mark.django_db


def who() -> tuple[str, str, str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, session_user, current_schema()")
        return cursor.fetchone()


def test_the_suite_runs_as_the_login_role_that_becomes_a_city(in_sakai):
    current_user, session_user, schema = who()

    assert (current_user, session_user, schema) == ("kyodo_test_m_271403", "kyodo_test_app", "m_271403")


def test_without_a_context_there_is_no_query():
    with pytest.raises(NoMunicipality):
        Municipality.objects.count()
    with context.in_consortium():
        assert Municipality.objects.count() == 2


def test_contexts_nest_and_return(sakai, toyonaka):
    with context.in_municipality(sakai):
        with context.in_municipality(toyonaka):
            assert who()[2] == "m_272035"
        assert who()[2] == "m_271403"
        assert context.current_municipality().name == "堺市"
    with pytest.raises(NoMunicipality):
        context.current_municipality()


def test_each_city_has_its_own_rows(sakai, toyonaka):
    from audit.events import AuditEvent
    from audit.services import record
    from common.actor import Actor, ActorKind

    with context.in_municipality(sakai):
        record(AuditEvent.SIGNED_IN, actor=Actor(ActorKind.STAFF, "1", "堺 花子"), subject="x")
        assert AuditRecord.objects.count() == 1
    with context.in_municipality(toyonaka):
        assert AuditRecord.objects.count() == 0
