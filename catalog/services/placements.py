"""Where a procedure is made known (広め方): add a place, and count who came from it."""

from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from audit import services as audit
from audit.events import AuditEvent
from catalog import policies
from catalog.errors import ActionRefused
from catalog.models import Placement, Procedure
from catalog.short_codes import new_code
from common.actor import Actor


def add_placement(procedure_id: UUID, *, kind: Placement.Kind, name: str, actor: Actor) -> Placement:
    """A short address and a QR code for one place. Raises ActionRefused, Procedure.DoesNotExist."""
    procedure = Procedure.objects.get(pk=procedure_id)
    if not policies.can_spread(actor, procedure):
        raise ActionRefused(action="add_placement")
    try:
        return _added(procedure, kind, name, actor)
    except IntegrityError:  # one of 24 million codes was taken already; a second time it is not
        return _added(procedure, kind, name, actor)


@transaction.atomic
def remove_placement(placement_id: UUID, *, actor: Actor) -> None:
    """Take back a place that nobody came from yet; a printed address must go on leading somewhere.

    Raises ActionRefused, Placement.DoesNotExist.
    """
    placement = Placement.objects.select_for_update().select_related("procedure").get(pk=placement_id)
    if not policies.can_spread(actor, placement.procedure) or placement.is_used:
        raise ActionRefused(action="remove_placement")
    placement.delete()
    audit.record(AuditEvent.PLACEMENT_REMOVED, actor=actor, subject=placement.procedure.slug, code=placement.code)


def count_visit(placement: Placement) -> None:
    """Somebody opened the short address."""
    Placement.objects.filter(pk=placement.pk).update(visits=F("visits") + 1)


def count_start(placement_id: UUID) -> None:
    """Somebody who came from there typed something."""
    Placement.objects.filter(pk=placement_id).update(starts=F("starts") + 1)


@transaction.atomic
def _added(procedure: Procedure, kind: Placement.Kind, name: str, actor: Actor) -> Placement:
    placement = Placement.objects.create(procedure=procedure, kind=kind, name=name, code=new_code())
    audit.record(AuditEvent.PLACEMENT_ADDED, actor=actor, subject=procedure.slug, code=placement.code, kind=kind)
    return placement
