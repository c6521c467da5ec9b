"""One new row in one statement that is put together once per model, for the busiest transaction there is.

`Model.save()` builds the same INSERT anew for every row, which costs more than the database takes for it.
"""

from functools import cache
from typing import Any

from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.db.models import Field, Model

from tenants.connections import wrapper
from tenants.rows import MunicipalityRow


def insert(cursor: CursorWrapper, row: Model) -> None:
    """Insert a new row of a model without multi-table inheritance, as `save(force_insert=True)` would, guard included."""
    if isinstance(row, MunicipalityRow):
        row._stay_home(None)
    statement, fields = _statement(type(row))
    values = [field.get_db_prep_save(field.pre_save(row, add=True), connection) for field in fields]
    cursor.execute(statement, values)
    row._state.adding, row._state.db = False, connection.alias
    row._home = wrapper().schema_name  # type: ignore[attr-defined]  # the guard of tenants.rows


@cache
def _statement(model: type[Model]) -> tuple[str, tuple["Field[Any, Any]", ...]]:
    fields = tuple(model._meta.local_concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    places = ", ".join(["%s"] * len(fields))
    return f"INSERT INTO {quote(model._meta.db_table)} ({columns}) VALUES ({places})", fields
