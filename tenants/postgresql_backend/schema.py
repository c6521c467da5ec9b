"""The schema editor: Django's, without the second index that it gives to each unique or indexed text column."""

from typing import Any

from django.db.backends.postgresql.schema import DatabaseSchemaEditor
from django.db.models import Field, Model


class StandingSchemaEditor(DatabaseSchemaEditor):
    """Makes no `_like` index: nothing looks a key up by how it begins, and each costs a city time to make and every row to write."""

    def _create_like_index_sql(self, model: type[Model], field: Field) -> Any:
        return None
