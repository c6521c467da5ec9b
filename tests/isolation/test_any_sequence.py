"""Whatever a program does to its connection, in whatever order: a read sees the city at hand, or it is an error.

Hypothesis makes up the sequences: contexts, Django's transactions and savepoints, transactions by hand, errors that somebody
swallows, search paths set by hand, lost connections.
"""

from collections.abc import Callable
from contextlib import ExitStack, suppress

import pytest
from django.db import DatabaseError, connection, connections, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from notifications.models import Notification
from tenants.errors import NoMunicipality
from tests.isolation.places import CONSORTIUM, SAKAI, TOYONAKA, run, seen, standing_in

Step = Callable[["Program"], None]


class Swallowed(Exception):
    """An error that leaves an atomic block and is caught outside of it."""


class Program:
    """One connection, and the contexts and transactions that are open on it."""

    def __init__(self) -> None:
        connection.close()
        self.places = [ExitStack()]
        self.where: list[str | None] = [None]
        self.atomics: list[transaction.Atomic] = []
        self.savepoints: list[str] = []
        self.reads = 0

    def enter(self, place: str) -> None:
        stack = ExitStack()
        stack.enter_context(standing_in(place))
        self.places.append(stack)
        self.where.append(place)

    def leave(self) -> None:
        if len(self.places) > 1:
            self.places.pop().close()
            self.where.pop()

    def begin(self) -> None:
        if connection.in_atomic_block or not self.by_hand_open():
            atomic = transaction.atomic()
            atomic.__enter__()
            self.atomics.append(atomic)

    def end(self, error: type[Exception] | None) -> None:
        if self.atomics:
            self.savepoints.clear()
            self.atomics.pop().__exit__(error, error and error(), None)

    def savepoint(self) -> None:
        if connection.in_atomic_block and not connection.needs_rollback:
            self.savepoints.append(transaction.savepoint())

    def back_to_savepoint(self) -> None:
        if self.savepoints:
            transaction.savepoint_rollback(self.savepoints.pop())

    def by_hand(self, statement: str) -> None:
        if not connection.in_atomic_block:
            run(statement)

    def by_hand_open(self) -> bool:
        return connection.connection is not None and connection.in_transaction

    def over_django(self, step: Callable[[], None]) -> None:
        if not connection.in_atomic_block:
            step()

    def close(self) -> None:
        if not connection.in_atomic_block:
            connection.close()

    def read(self, read: Callable[[], list[str]] = seen) -> None:
        try:
            rows = read()
        except NoMunicipality:
            assert self.where[-1] is None
        except (DatabaseError, transaction.TransactionManagementError):
            assert connection.in_atomic_block or self.by_hand_open(), "a lone read must always work"
        else:
            assert rows == [self.where[-1]]
            self.reads += 1

    def tidy(self) -> None:
        while self.atomics:
            try_to(lambda: self.end(Swallowed))
        if self.by_hand_open():
            connection.connection.rollback()
        while len(self.places) > 1:
            self.leave()


def try_to(step: Callable[[], None]) -> None:
    """A careless program goes on after every error of the database."""
    with suppress(DatabaseError, transaction.TransactionManagementError, NoMunicipality):
        step()


def iterated() -> list[str]:
    return [row.template for row in Notification.objects.iterator(chunk_size=1)]


ENTER = {f"enter {place}": lambda p, place=place: p.enter(place) for place in (SAKAI, TOYONAKA, CONSORTIUM)}
READ = {"read": Program.read, "read with a server-side cursor": lambda p: p.read(iterated)}
DJANGO = {
    "leave": Program.leave,
    "begin": Program.begin,
    "commit": lambda p: p.end(None),
    "roll back": lambda p: p.end(Swallowed),
    "savepoint": Program.savepoint,
    "back to savepoint": Program.back_to_savepoint,
    "error": lambda p: run("SELECT * FROM no_such_table"),
    "close": Program.close,
    "commit by Django": lambda p: p.over_django(transaction.commit),
    "rollback by Django": lambda p: p.over_django(transaction.rollback),
}
BY_HAND = {
    statement: lambda p, statement=statement: p.by_hand(statement)
    for statement in (
        "BEGIN",
        "COMMIT",
        "ROLLBACK",
        "COMMIT AND CHAIN",
        "ROLLBACK AND CHAIN",
        "SAVEPOINT s",
        "ROLLBACK TO s",
        f"SET search_path TO {SAKAI}",
        f"SET LOCAL search_path TO {TOYONAKA}, public",
        "RESET search_path",
        "RESET ROLE",
        "DISCARD ALL",
    )
}
STEPS: dict[str, Step] = {**ENTER, **READ, **DJANGO, **BY_HAND}
ONE_STEP = st.one_of(*(st.sampled_from(sorted(kind)) for kind in (ENTER, READ, DJANGO, BY_HAND)))


@pytest.fixture(params=[False, True], ids=["direct", "as behind a transaction pooler"])
def default_connection(request, marked, monkeypatch) -> None:
    """The connection with its session's memory, and as if it must not have one."""
    monkeypatch.setattr(connections["default"], "transaction_pooler", request.param)
    monkeypatch.setitem(connections["default"].settings_dict, "DISABLE_SERVER_SIDE_CURSORS", request.param)


@pytest.mark.usefixtures("default_connection")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ONE_STEP, min_size=4, max_size=30))
def test_every_read_sees_the_city_at_hand_or_is_an_error(names):
    program = Program()
    try:
        for name in names:
            if name in READ:
                STEPS[name](program)
            else:
                try_to(lambda step=STEPS[name]: step(program))
        program.read()
    finally:
        program.tidy()
