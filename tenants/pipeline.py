"""Several statements in one round trip, for the few places where waiting for each would be felt."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.backends.utils import CursorWrapper
from django.db.transaction import TransactionManagementError
from psycopg.pq import TransactionStatus

from tenants.connections import wrapper


@contextmanager
def pipeline(cursor: CursorWrapper) -> Iterator[None]:
    """Send the statements of the block without waiting for their answers (psycopg's pipeline mode).

    cursor:  the one that the block uses; it begins the transaction as well.
    Fetching a row waits for everything sent so far; leaving the block waits for the rest. A statement that failed is raised
    there, as Django's own exception. Only inside a transaction: that makes the block one, and keeps the standing on one
    server behind a pooler. `rowcount` is known after the block.
    """
    connection = wrapper()
    if not connection.in_atomic_block:
        raise TransactionManagementError("a pipeline needs a transaction around it")
    begins = connection.connection.info.transaction_status == TransactionStatus.IDLE
    if begins:
        # psycopg would send BEGIN by itself and wait for it. Django sets autocommit again when the transaction ends.
        connection.connection.autocommit = True
    with connection.wrap_database_errors, connection.connection.pipeline():
        if begins:
            with connection.bare():
                cursor.execute("BEGIN")
        connection.settle()
        yield
