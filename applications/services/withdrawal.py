"""Taking an application back (取下げ), and a repeat notice (取り消す)."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.errors import ActionRefused
from applications.models import Application
from applications.selectors.applications import locked
from applications.services import approval, correction_requests
from applications.services.messages import tell_applicant
from applications.states import Status
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


@transaction.atomic
def withdraw(application_id: UUID, *, actor: Actor) -> Application:
    """Take an application back until it is decided (取下げ). Corrections that were begun are thrown away."""
    application = locked(application_id)
    if application is None or not policies.can_withdraw(actor, application):
        raise ActionRefused(action="withdraw")
    application.status, application.withdrawn_at = Status.WITHDRAWN, timezone.now()
    application.save(update_fields=["status", "withdrawn_at"])
    application.corrections.all().delete()
    correction_requests.end(application)
    approval.lapse(application)
    record(AuditEvent.APPLICATION_WITHDRAWN, actor=actor, subject=application.receipt_number)
    tell_applicant("application_withdrawn", application)
    return application
