"""Cursors that send the connection's standing in front of a statement, in the same message.

A pooler can put any two messages on different servers; it cannot tear one message apart. That is the whole idea.
"""

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql.base import Cursor as DjangoCursor
from django.db.backends.postgresql.psycopg_any import sql
from psycopg.pq import PipelineStatus

from tenants.errors import SeveralStatements

from .standing import Standing

if TYPE_CHECKING:
    from .base import DatabaseWrapper

# What the server says to statements, written by hand, that may have moved the standing or ended the transaction it was local to.
UNSETTLING = frozenset({"COMMIT", "ROLLBACK", "SET", "RESET", "DISCARD ALL"})


class StandingCursor(DjangoCursor):
    """Django's cursor, standing where the connection wrapper wants to stand."""

    @property
    def wrapper(self) -> "DatabaseWrapper | None":
        """Whose connection it is; None while a pool prepares or tries out a connection, which touches no row."""
        return getattr(self.connection, "standing_wrapper", None)

    def execute(self, query: Any, params: Any = None, **options: Any) -> "StandingCursor":
        if (wrapper := self.wrapper) is None:
            super().execute(query, params, **options)
            return self
        text = self._text(query)
        if not wrapper.is_owner:
            _refuse_several(text)
        if (pending := wrapper.pending()) is None:
            super().execute(text, params, **options)
        else:
            self._execute_standing(wrapper, pending, text, params, options)
        if self.statusmessage in UNSETTLING:
            wrapper.forget()
        return self

    def _execute_standing(
        self, wrapper: "DatabaseWrapper", standing: Standing, text: str, params: Any, options: dict[str, Any]
    ) -> None:
        local = wrapper.local
        wrapper.forget()  # until the answer is here: an interruption in between must not leave a false memory
        if self.connection.pgconn.pipeline_status != PipelineStatus.OFF:
            # Inside a pipeline each message holds one statement, but nothing is torn: it is one transaction.
            super().execute(standing.statement(local=True))
            super().execute(text, params, **options)
        else:
            super().execute(f"{standing.statement(local=local)}; {text}", params, **options)
            self.nextset()
        wrapper.remember(standing, local=local)

    def executemany(self, query: Any, params_seq: Any, **options: Any) -> None:
        self._settle()
        super().executemany(query, params_seq, **options)

    def copy(self, statement: Any, params: Any = None, **options: Any) -> Any:
        self._settle()
        return super().copy(statement, params, **options)

    def stream(self, query: Any, params: Any = None, **options: Any) -> Any:
        self._settle()
        return super().stream(query, params, **options)

    def _settle(self) -> None:
        """For calls that cannot carry the standing: take it beforehand, where it is sure to last."""
        if self.wrapper is not None:
            self.wrapper.settle()

    def _text(self, query: Any) -> str:
        if isinstance(query, sql.Composable):
            return query.as_string(self)
        return query.decode() if isinstance(query, bytes) else str(query)


def _refuse_several(text: str) -> None:
    """One statement per message: what stands behind a COMMIT would run where the session was left, in any city."""
    if ";" in text and ";" in text.rstrip("; \n\t"):
        raise SeveralStatements("one statement at a time; a semicolon in a value goes into a parameter")
