"""Several statements in one round trip, still in the right city and all or nothing."""

import pytest
from django.db import IntegrityError, connection, connections, transaction
from django.db.transaction import TransactionManagementError

from accounts.models import Department
from tenants.context import in_municipality
from tenants.pipeline import pipeline

SAKAI = "m_271403"
WHERE = "SELECT current_schema(), current_user, %s"


def add_in_one_go(*names: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor, pipeline(cursor):
        for name in names:
            Department(name=name).save(force_insert=True)


def test_a_pipeline_needs_a_transaction(committed):
    with (
        in_municipality(SAKAI),
        connection.cursor() as cursor,
        pytest.raises(TransactionManagementError),
        pipeline(cursor),
    ):
        pass


@pytest.mark.parametrize("pooler", [False, True])
def test_statements_stand_in_their_city_from_the_first_one_on(committed, monkeypatch, pooler):
    connection.close()
    with in_municipality(SAKAI), connection.cursor() as cursor:
        monkeypatch.setattr(connections["default"], "transaction_pooler", pooler)
        with transaction.atomic(), pipeline(cursor):
            cursor.execute(WHERE, [1])
            assert cursor.fetchone() == (SAKAI, f"kyodo_test_{SAKAI}", 1)
            cursor.execute(WHERE, [2])
            assert cursor.fetchone() == (SAKAI, f"kyodo_test_{SAKAI}", 2)


def test_rows_are_there_after_the_commit_and_only_in_their_city(committed):
    with in_municipality(SAKAI):
        add_in_one_go("甲課", "乙課")
        assert set(Department.objects.values_list("name", flat=True)) == {"甲課", "乙課"}
    with in_municipality("m_272035"):
        assert not Department.objects.exists()


def test_a_failure_is_djangos_own_exception_and_takes_everything_back(committed):
    with in_municipality(SAKAI):
        with pytest.raises(IntegrityError):
            add_in_one_go("甲課", "甲課")
        assert not Department.objects.exists()
        with transaction.atomic():
            Department(name="丙課").save(force_insert=True)
            transaction.set_rollback(True)
        assert not Department.objects.exists()
        Department.objects.create(name="丁課")
        assert connection.connection.autocommit


def test_inside_another_transaction_only_the_savepoint_is_taken_back(committed):
    with in_municipality(SAKAI):
        with transaction.atomic():
            Department.objects.create(name="甲課")
            with pytest.raises(IntegrityError):
                add_in_one_go("乙課", "甲課")
        assert Department.objects.get().name == "甲課"
