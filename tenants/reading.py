"""One row by a statement that is put together once per model, for the look-up that stands in front of every page sent.

A queryset builds the same SELECT anew each time, which costs several times what the database takes for it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeVar

from django.db import connection
from django.db.models import Field, Model

Row = TypeVar("Row", bound=Model)


def first_row(model: type[Row], where: str, params: Sequence[Any]) -> Row | None:
    """The row of a model for which a condition holds, whole, as `objects.filter(…).first()` would give it; None without one.

    where:  SQL with %s for each parameter, written out where it is called; at most one row may fit.
    """
    statement, names, converters = _statement(model, where)
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        values = cursor.fetchone()
    if values is None:
        return None
    values = [
        convert(value, None, connection) if convert else value
        for value, convert in zip(values, converters, strict=True)
    ]
    return model.from_db(connection.alias, names, values)


@cache
def _statement(model: type[Model], where: str) -> tuple[str, list[str], list[Any]]:
    fields: list[Field[Any, Any]] = list(model._meta.concrete_fields)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    statement = f"SELECT {columns} FROM {quote(model._meta.db_table)} WHERE {where} LIMIT 1"
    return statement, [field.attname for field in fields], [getattr(field, "from_db_value", None) for field in fields]
