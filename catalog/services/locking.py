"""The row that every change of a procedure locks first, so that two people take turns."""

from uuid import UUID

from django.db import transaction

from catalog import on_show
from catalog.models import Procedure


def locked(procedure_id: UUID) -> Procedure:
    """The procedure, held until the end of the transaction. Raises Procedure.DoesNotExist."""
    transaction.on_commit(on_show.forget)
    return Procedure.objects.select_for_update().get(pk=procedure_id)
