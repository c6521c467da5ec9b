"""Messages between the office and the applicant (やりとり): the office begins, the applicant answers."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.errors import ActionRefused
from applications.models import Application, Message, Sender
from applications.selectors.applications import locked
from applications.selectors.conversation import thread, unread_answers
from applications.services import attempts
from applications.services.messages import tell_applicant
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor

MOST_ANSWERS = 10
WINDOW_MINUTES = 60


@transaction.atomic
def write_to_applicant(application_id: UUID, *, actor: Actor, text: str) -> Message:
    """Write to the applicant, who is told by mail that there is something to read. Raises ActionRefused.

    text:  not blank.
    """
    application = locked(application_id)
    if application is None or not policies.can_write_message(actor, application):
        raise ActionRefused(action="write_message")
    message = _append(application, Sender.OFFICE, actor, text)
    record(AuditEvent.MESSAGE_SENT, actor=actor, subject=application.receipt_number)
    tell_applicant("application_message", application)
    return message


@transaction.atomic
def answer(application_id: UUID, *, actor: Actor, text: str) -> Message:
    """Take in what the applicant answers to the office.

    text:   not blank.
    Raises  ActionRefused, also when the office never wrote; TooManyAttempts after ten answers in an hour.
    """
    application = locked(application_id)
    if application is None or not policies.can_answer(actor, application) or not thread(application).exists():
        raise ActionRefused(action="answer")
    attempts.count(f"answer:{application.pk}", most=MOST_ANSWERS, minutes=WINDOW_MINUTES)
    message = _append(application, Sender.APPLICANT, actor, text)
    record(AuditEvent.MESSAGE_ANSWERED, actor=actor, subject=application.receipt_number)
    return message


def mark_answers_read(application: Application, *, actor: Actor) -> int:
    """Somebody who handles the application has its answers before their eyes. Returns how many nobody had seen."""
    if not policies.can_read_answers(actor, application):
        return 0
    return unread_answers().filter(application=application).update(read_at=timezone.now())


def _append(application: Application, sender: Sender, actor: Actor, text: str) -> Message:
    return Message.objects.create(
        application=application, sender=sender, text=text.strip(), sent_at=timezone.now(), sent_by=actor.name
    )
