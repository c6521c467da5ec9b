"""The base of every table of ours: a key that no other city has, and a guard against writing a row into another city."""

from typing import Any, Self

from django.db import models

from common.identifiers import new_id
from tenants.connections import wrapper
from tenants.errors import WrongMunicipality


class MunicipalityRow(models.Model):
    """A row that knows the schema it came from and refuses to be saved or deleted in another.

    The key is a UUIDv7 made in Python: unique across cities, and new rows stay close together in the index.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: str | None, field_names: Any, values: Any, **options: Any) -> Self:
        row = super().from_db(db, field_names, values, **options)
        row._home = wrapper(db or "default").schema_name
        return row

    def save_base(self, *args: Any, **kwargs: Any) -> None:
        using: str | None = kwargs.get("using")
        self._stay_home(using)
        super().save_base(*args, **kwargs)
        self._home = wrapper(using or "default").schema_name

    def delete(self, using: str | None = None, keep_parents: bool = False) -> Any:
        self._stay_home(using)
        return super().delete(using, keep_parents)

    def _stay_home(self, using: str | None) -> None:
        here = wrapper(using or "default").schema_name
        if getattr(self, "_home", here) != here:
            raise WrongMunicipality(f"a {type(self).__name__} of {self._home} must not be written in {here}")
