"""Our own connections, typed by what the rest of the platform asks of them."""

from contextlib import AbstractContextManager
from typing import Any, Protocol, cast

from django.db import connections

from tenants.postgresql_backend.standing import Standing


class StandingConnection(Protocol):
    """What `tenants.postgresql_backend` adds to a connection."""

    standing: Standing | None
    schema_name: str | None
    connection: Any  # psycopg's
    in_atomic_block: bool
    wrap_database_errors: AbstractContextManager[None]

    def forget(self) -> None: ...
    def settle(self) -> None: ...
    def bare(self) -> AbstractContextManager[None]: ...
    def cursor(self) -> Any: ...


def wrapper(alias: str = "default") -> StandingConnection:
    """The connection of this thread: the application's ("default") or the owner's ("owner")."""
    return cast(StandingConnection, connections[alias])
