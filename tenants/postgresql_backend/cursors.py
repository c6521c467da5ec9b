"""Cursors that send the connection's standing in front of a statement, in the same message.

A pooler can put any two messages on different servers; it cannot tear one message apart. That is the whole idea.
"""

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql.base import Cursor as DjangoCursor
from django.db.backends.postgresql.psycopg_any import sql
from psycopg.pq import PipelineStatus

from tenants.errors import UnsafePooling

if TYPE_CHECKING:
    from .base import DatabaseWrapper


class StandingCursor(DjangoCursor):
    """Django's cursor, standing where the connection wrapper wants to stand."""

    @property
    def wrapper(self) -> "DatabaseWrapper":
        return self.connection.standing_wrapper

    def execute(self, query: Any, params: Any = None, **options: Any) -> "StandingCursor":
        pending = self.wrapper.pending()
        if pending is None:
            super().execute(query, params, **options)
        elif self.connection.pgconn.pipeline_status != PipelineStatus.OFF:
            # Inside a pipeline each message holds one statement, but nothing is torn: it is one transaction.
            super().execute(pending.statement(local=True))
            self.wrapper.remember(pending)
            super().execute(query, params, **options)
        else:
            statement = pending.statement(local=self.wrapper.local)
            super().execute(f"{statement}; {self._text(query)}", params, **options)
            self.nextset()
            self.wrapper.remember(pending)
        self.wrapper.note(query)
        return self

    def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
        self._stand_first("executemany")
        super().executemany(query, params_seq, **options)

    def copy(self, statement: Any, params: Any = None, **options: Any) -> Any:
        self._stand_first("copy")
        return super().copy(statement, params, **options)

    def stream(self, query: Any, params: Any = None, **options: Any) -> Any:
        self._stand_first("stream")
        return super().stream(query, params, **options)

    def _stand_first(self, what: str) -> None:
        """For calls that cannot carry a prefix: take the standing beforehand, where it is sure to last."""
        if self.wrapper.transaction_pooler and not self.wrapper.in_transaction:
            raise UnsafePooling(f"{what} outside a transaction could reach another city behind a transaction pooler")
        self.wrapper.settle()

    def _text(self, query: Any) -> str:
        if isinstance(query, sql.Composable):
            return query.as_string(self)
        return query.decode() if isinstance(query, bytes) else str(query)
