"""The database backend: every statement goes out as the role, and in the schema, of the municipality at hand.

The application logs in as a role that owns nothing and may read nothing. Before a statement the connection takes a
`Standing`; without one there is no query. See docs/adr/0009-standing-travels-with-the-statement.md for the recipe and what it was
tried against.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django_tenants.postgresql_backend.base import DatabaseWrapper as TenantsDatabaseWrapper
from psycopg.pq import TransactionStatus

from tenants.errors import NoMunicipality, UnsafePooling

from .cursors import StandingCursor
from .schema import StandingSchemaEditor
from .standing import Standing


class DatabaseWrapper(TenantsDatabaseWrapper):
    """One connection and two memories of where it stands.

    `_session` outlives transactions and changes only in autocommit, never behind a transaction pooler; `_local` lives inside
    one transaction and dies with it. `None` means that nothing is known. Whatever could change the standing unseen (a
    rollback to a savepoint, a SET by hand, a statement that was interrupted) makes both `None`: the next statement sets it.
    """

    SchemaEditorClass = StandingSchemaEditor

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.standing: Standing | None = None
        self._session: Standing | None = None
        self._local: Standing | None = None
        self._bare = 0
        super().__init__(*args, **kwargs)
        self.transaction_pooler = bool(settings.TENANCY["TRANSACTION_POOLER"])
        self.is_owner = bool(self.settings_dict.get("TENANCY_OWNER"))

    # ---- what django-tenants calls ---------------------------------------------------------------------------------
    def set_tenant(self, tenant: Any, include_public: bool = True) -> None:
        """django-tenants' switch. Ours is `tenants.context`; here only the schema's name is noted, for introspection."""
        self.tenant, self.schema_name = tenant, tenant.schema_name

    def _handle_search_path(self, cursor: Any = None) -> None:
        """Nothing: the standing travels with each statement instead."""

    # ---- standing --------------------------------------------------------------------------------------------------
    @property
    def in_transaction(self) -> bool:
        """Whether the next statement runs inside a transaction, asked of libpq rather than remembered."""
        return not self.get_autocommit() or self._status() != TransactionStatus.IDLE

    @property
    def local(self) -> bool:
        """Whether the next standing must end with its transaction."""
        return self.in_transaction or self.transaction_pooler

    def pending(self) -> Standing | None:
        """The standing to send with the next statement, or None if it is already taken.

        Raises NoMunicipality when nobody said where to stand.
        """
        status = self._status()
        if status == TransactionStatus.IDLE:
            self._local = None  # whatever was local ended with its transaction; a bare statement may begin the next one
        if self._bare or status == TransactionStatus.INERROR:
            return None
        if self.standing is None:
            raise NoMunicipality("no municipality and not the consortium: enter one through tenants.context")
        return None if (self._local or self._session) == self.standing else self.standing

    def remember(self, standing: Standing, *, local: bool) -> None:
        """Note that the server took this standing, `local` or not; called only after it said so."""
        if local:
            self._local = standing
        elif self._status() == TransactionStatus.IDLE:
            self._session, self._local = standing, None
        else:  # the statement was a BEGIN: its end decides whether the session keeps the standing
            self._local = standing

    def forget(self) -> None:
        """Trust no memory: the next statement takes the standing afresh (each request; whatever changed it unseen)."""
        self._session = self._local = None

    def settle(self) -> None:
        """Take the standing now, alone, for a call that cannot carry it. Raises UnsafePooling where it would not last."""
        if self.transaction_pooler and not self.in_transaction:
            raise UnsafePooling("outside a transaction this call could reach another city behind a transaction pooler")
        self.ensure_connection()
        if (pending := self.pending()) is not None:
            local = self.local
            with self.bare(), self.cursor() as cursor:
                cursor.execute(pending.statement(local=local))
            self.remember(pending, local=local)

    @contextmanager
    def bare(self) -> Iterator[None]:
        """Statements that touch no row (connecting, savepoints, health checks) need no standing."""
        self._bare += 1
        try:
            yield
        finally:
            self._bare -= 1

    # ---- Django's hooks --------------------------------------------------------------------------------------------
    def get_connection_params(self) -> dict[str, Any]:
        return {**super().get_connection_params(), "cursor_factory": StandingCursor}

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        connection = super().get_new_connection(conn_params)
        connection.standing_wrapper = self
        return connection

    def connect(self) -> None:
        self.forget()
        with self.bare():
            super().connect()
            self._refuse_unknown_pooler()

    def _close(self) -> None:
        if self.connection is not None:
            self.connection.standing_wrapper = None  # a pool may give it to another thread, and tries it out before
        super()._close()

    def create_cursor(self, name: str | None = None) -> Any:
        if name:
            self.settle()
        return super().create_cursor(name)

    def is_usable(self) -> bool:
        with self.bare():
            return super().is_usable()

    def check_constraints(self, table_names: Any = None) -> None:
        with self.bare():
            super().check_constraints(table_names)

    def _savepoint(self, sid: str) -> None:
        with self.bare():
            super()._savepoint(sid)

    def _savepoint_commit(self, sid: str) -> None:
        with self.bare():
            super()._savepoint_commit(sid)

    def _savepoint_rollback(self, sid: str) -> None:
        try:
            with self.bare():
                super()._savepoint_rollback(sid)
        finally:
            self.forget()

    def _status(self) -> TransactionStatus:
        return TransactionStatus.IDLE if self.connection is None else self.connection.pgconn.transaction_status

    def _refuse_unknown_pooler(self) -> None:
        """A pooler answers with its own process id. In transaction mode it must be declared, or cities would mix."""
        if self.transaction_pooler or self.is_owner:
            return
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT pg_backend_pid()")
            if cursor.fetchone()[0] != self.connection.info.backend_pid:
                self.connection.close()
                self.connection = None
                raise UnsafePooling("a connection pooler stands before the database: set TRANSACTION_POOLER=true")
