"""Keeping an application from being disposed of (廃棄の保留)."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.errors import ActionRefused
from applications.models import Application, Hold
from applications.selectors.applications import locked
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


@transaction.atomic
def place_hold(application_id: UUID, *, reason: Hold.Reason, actor: Actor) -> Application:
    """Hold it for one more reason; a reason that stands already stays as it is. Raises ActionRefused."""
    application = _lock(application_id, actor, "hold")
    now = timezone.now()
    _, placed = Hold.objects.get_or_create(
        application=application,
        reason=reason,
        lifted_at=None,
        defaults={"placed_at": now, "placed_by": actor.name},
    )
    if placed:
        record(AuditEvent.HOLD_PLACED, actor=actor, subject=application.receipt_number, reason=reason)
    return application


@transaction.atomic
def lift_hold(application_id: UUID, *, reason: Hold.Reason, actor: Actor) -> Application:
    """This reason holds it no longer. Raises ActionRefused."""
    application = _lock(application_id, actor, "lift_hold")
    if Hold.objects.filter(application=application, reason=reason, lifted_at=None).update(lifted_at=timezone.now()):
        record(AuditEvent.HOLD_LIFTED, actor=actor, subject=application.receipt_number, reason=reason)
    return application


def _lock(application_id: UUID, actor: Actor, action: str) -> Application:
    """The row that a disposal locks too: either it is held in time, or it is gone."""
    application = locked(application_id)
    if application is None or not policies.can_hold(actor, application):
        raise ActionRefused(action=action)
    return application
