"""Transactions, however they begin and end, leave nobody standing in the wrong city."""

from contextlib import suppress

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from tenants.errors import SeveralStatements
from tests.isolation.places import CONSORTIUM, SAKAI, TOYONAKA, run, seen, standing_in

pytestmark = pytest.mark.usefixtures("marked")


def test_a_switch_inside_atomic_with_a_swallowed_error_and_a_commit():
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
        with transaction.atomic(), standing_in(TOYONAKA):
            assert seen() == [TOYONAKA]
            with pytest.raises(DatabaseError):
                run("SELECT 1 / 0")  # swallowed: the block is left as if nothing had happened
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA):
        assert seen() == [TOYONAKA]


def test_a_switch_inside_atomic_that_is_committed_ends_with_it():
    with standing_in(SAKAI):
        with transaction.atomic(), standing_in(TOYONAKA):
            assert seen() == [TOYONAKA]
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA):
        assert seen() == [TOYONAKA]


def test_a_rollback_to_a_savepoint_takes_the_switch_back_and_the_next_statement_takes_it_again():
    with standing_in(SAKAI), transaction.atomic():
        assert seen() == [SAKAI]
        savepoint = transaction.savepoint()
        with standing_in(TOYONAKA):
            assert seen() == [TOYONAKA]
            transaction.savepoint_rollback(savepoint)
            assert seen() == [TOYONAKA]
        assert seen() == [SAKAI]


def test_an_error_in_an_inner_block_leaves_the_outer_block_where_it_was():
    with standing_in(SAKAI), transaction.atomic():
        assert seen() == [SAKAI]
        with suppress(IntegrityError), standing_in(CONSORTIUM), transaction.atomic():
            assert seen() == [CONSORTIUM]
            raise IntegrityError
        assert seen() == [SAKAI]


def test_several_cities_in_one_transaction_are_each_seen_in_turn():
    with transaction.atomic():
        for place in (SAKAI, TOYONAKA, CONSORTIUM) * 2:
            with standing_in(place), transaction.atomic():
                assert seen() == [place]


@pytest.mark.parametrize(
    "end",
    [lambda: run("COMMIT"), lambda: run("ROLLBACK"), transaction.commit, transaction.rollback],
    ids=["COMMIT", "ROLLBACK", "commit()", "rollback()"],
)
def test_a_transaction_begun_by_hand_in_one_city_and_ended_there(end):
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA):
        run("BEGIN")  # the first statement here: it carries the switch
        assert seen() == [TOYONAKA]
        end()
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA):
        assert seen() == [TOYONAKA]


@pytest.mark.parametrize("end", ["COMMIT", "ROLLBACK", "COMMIT AND CHAIN", "ROLLBACK AND CHAIN"])
def test_a_transaction_begun_by_hand_in_one_city_and_ended_in_another(end):
    with standing_in(SAKAI):
        run("BEGIN")
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA):
        run(end)
        assert seen() == [TOYONAKA]
        run("ROLLBACK")
        assert seen() == [TOYONAKA]


def test_savepoints_by_hand():
    with standing_in(SAKAI):
        run("BEGIN")
        run("SAVEPOINT here")
        with standing_in(TOYONAKA):
            assert seen() == [TOYONAKA]
            run("ROLLBACK TO here")
            assert seen() == [TOYONAKA]
        assert seen() == [SAKAI]
        run("ROLLBACK")


def test_manual_transactions_without_autocommit():
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
        transaction.set_autocommit(False)
        try:
            with standing_in(TOYONAKA):
                assert seen() == [TOYONAKA]
                transaction.rollback()
                assert seen() == [TOYONAKA]
                transaction.commit()
            assert seen() == [SAKAI]
            transaction.rollback()
        finally:
            transaction.set_autocommit(True)
        assert seen() == [SAKAI]


def test_several_statements_in_one_text_are_refused():
    """After the COMMIT of the first, the second would stand where the session was left."""
    with standing_in(SAKAI):
        assert seen() == [SAKAI]
        run("BEGIN")
    with standing_in(TOYONAKA):
        assert seen() == [TOYONAKA]
        with pytest.raises(SeveralStatements):
            run("COMMIT; SELECT template FROM notifications_notification")
        run("ROLLBACK;")
        assert run("SELECT template FROM notifications_notification;") == [(TOYONAKA,)]
        assert run("SELECT %s", ["a;b"]) == [("a;b",)]


def test_an_interrupted_statement_leaves_no_false_memory(monkeypatch):
    """The answer of the server was lost between its arrival and our note of it (a time limit, a signal)."""
    from tenants.postgresql_backend.base import DatabaseWrapper

    with standing_in(SAKAI):
        assert seen() == [SAKAI]
    with standing_in(TOYONAKA), monkeypatch.context() as patch:
        patch.setattr(DatabaseWrapper, "remember", interrupted)
        with pytest.raises(KeyboardInterrupt):
            seen()
    with standing_in(SAKAI):
        assert seen() == [SAKAI]


def interrupted(*args: object, **more: object) -> None:
    raise KeyboardInterrupt


def test_the_connection_is_asked_whether_it_is_in_a_transaction():
    with standing_in(SAKAI):
        assert not connection.in_transaction or connection.connection is None
        run("BEGIN")
        assert connection.in_transaction
        run("ROLLBACK")
        assert not connection.in_transaction
