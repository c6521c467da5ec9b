"""A request for a correction until it is over (修正のお願い): asked, reminded of, taken back, answered."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.actors import SYSTEM
from applications import due, policies
from applications.correction_deadlines import Reminder, is_possible, reminder_for, usual_deadline
from applications.errors import ActionRefused, DeadlineImpossible
from applications.models import Application, CorrectionRequest
from applications.selectors.applications import locked
from applications.selectors.closing_days import closed_from
from applications.selectors.corrections import to_remind
from applications.services.messages import tell_applicant
from applications.states import Status
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor

NOTED_IN = {Reminder.BEFORE: "reminded_before_at", Reminder.ON_THE_DAY: "reminded_on_the_day_at"}


def ask(application: Application, answer_by: date | None, *, asked_at: datetime) -> CorrectionRequest:
    """Write the request down, in the transaction that returns the application. Raises DeadlineImpossible."""
    today = timezone.localdate(asked_at)
    answer_by = answer_by or usual_deadline(today, closed_from(today))
    if not is_possible(answer_by, today):
        raise DeadlineImpossible
    return CorrectionRequest.objects.create(application=application, asked_at=asked_at, answer_by=answer_by)


def end(application: Application, *, is_revoked: bool = False) -> None:
    """The open request is over, in the transaction that ends it."""
    open_ones = CorrectionRequest.objects.filter(application=application, ended_at__isnull=True)
    open_ones.update(ended_at=timezone.now(), is_revoked=is_revoked)


def due_again(application: Application) -> date | None:
    """When the application is due after the request: the clock of 標準処理期間 stood still since."""
    if application.due_on is None or application.returned_at is None:
        return application.due_on
    returned_on = timezone.localdate(application.returned_at)
    return due.resumed(application.due_on, returned_on, timezone.localdate(), closed_from(returned_on))


@transaction.atomic
def revoke_correction(application_id: UUID, *, actor: Actor) -> Application:
    """Take the request back (修正のお願いの取消し; RETURNED -> IN_REVIEW). What the applicant typed meanwhile is left as it is."""
    application = locked(application_id)
    if application is None or not policies.can_revoke_correction(actor, application):
        raise ActionRefused(action="revoke_correction")
    application.status, application.due_on = Status.IN_REVIEW, due_again(application)
    application.save(update_fields=["status", "due_on"])
    end(application, is_revoked=True)
    record(AuditEvent.CORRECTION_REVOKED, actor=actor, subject=application.receipt_number)
    tell_applicant("correction_revoked", application)
    return application


def remind(today: date) -> int:
    """Send the reminders of a day that were not sent yet, each in a transaction of its own. Returns how many were promised."""
    closed = closed_from(today)
    return sum(_remind(application_id, today, closed) for application_id in to_remind(today))


@transaction.atomic
def _remind(application_id: UUID, today: date, closed: Collection[date]) -> bool:
    """Exactly once for each request and kind of reminder: the application is locked, and the row notes it."""
    application = locked(application_id)
    request = CorrectionRequest.objects.filter(application_id=application_id, ended_at__isnull=True).first()
    if application is None or request is None:
        return False
    asked_on = timezone.localdate(request.asked_at)
    reminder = reminder_for(today, asked_on=asked_on, answer_by=request.answer_by, closed=closed)
    if reminder is None or getattr(request, NOTED_IN[reminder]):
        return False
    setattr(request, NOTED_IN[reminder], timezone.now())
    request.save(update_fields=[NOTED_IN[reminder]])
    record(AuditEvent.CORRECTION_REMINDED, actor=SYSTEM, subject=application.receipt_number, which=reminder)
    tell_applicant(f"correction_due_{reminder}", application, answer_by=request.answer_by.isoformat())
    return True
