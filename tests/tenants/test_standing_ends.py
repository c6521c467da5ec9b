"""A standing that was local to a transaction ends with it."""

from django.db import connection, transaction

from tenants import context


def schema() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        return cursor.fetchone()[0]


def test_a_standing_ends_with_its_transaction_even_if_the_next_begins_with_a_savepoint(committed):
    """What was local to a rolled-back transaction must not be taken for granted in the next one."""

    def roll_back_in(name: str) -> None:
        with transaction.atomic(), context.in_municipality(name):
            assert schema() == name
            transaction.set_rollback(True)

    with context.in_municipality("m_271403"):
        schema()  # the session itself stands in 堺市 now
    roll_back_in("m_272035")

    with transaction.atomic(), transaction.atomic(), context.in_municipality("m_272035"):
        assert schema() == "m_272035"
