"""How long the documents of a procedure are kept (保存の設定)."""

from uuid import UUID

from django.db import transaction

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.locking import locked
from common.actor import Actor


@transaction.atomic
def set_retention(procedure_id: UUID, *, years: Procedure.Retention | None, actor: Actor) -> Procedure:
    """Say how long they are kept (保存年限); None as long as nobody has decided. Counts for what was done with before as well.

    Raises ActionRefused.
    """
    procedure = locked(procedure_id)
    if not policies.can_set_retention(actor, procedure):
        raise ActionRefused(action="set_retention")
    before, procedure.retention_years = procedure.retention_years, years
    procedure.save(update_fields=["retention_years"])
    audit.record(
        AuditEvent.PROCEDURE_CHANGED, actor=actor, subject=procedure.slug, retention_years=years, before=before
    )
    return procedure
