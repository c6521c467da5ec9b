"""Every opening of personal data by staff is recorded (閲覧の記録), before anything is shown."""

from applications import policies
from applications.errors import ActionRefused
from applications.guarding import Reason
from applications.models import Application, Attachment
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


def open_worklist(*, rows: int, actor: Actor) -> None:
    """Record that a page of the worklist, with names of applicants, was shown. Raises ActionRefused."""
    if not policies.can_see_worklist(actor):
        raise ActionRefused(action="open_worklist")
    record(AuditEvent.WORKLIST_OPENED, actor=actor, rows=rows)


def open_application(application: Application, *, actor: Actor) -> None:
    """Record that somebody reads an application. Raises ActionRefused."""
    if not policies.can_open(actor, application):
        raise ActionRefused(action="open")
    record(AuditEvent.APPLICATION_OPENED, actor=actor, subject=application.receipt_number)


def give_reason(application: Application, *, actor: Actor, reason: Reason) -> None:
    """Record why somebody is about to open an application that only named people read. Raises ActionRefused."""
    if not policies.can_open(actor, application):
        raise ActionRefused(action="give_reason")
    record(AuditEvent.APPLICATION_REASON_GIVEN, actor=actor, subject=application.receipt_number, reason=reason)


def open_attachment(attachment: Attachment, *, actor: Actor, what: str) -> None:
    """Record that somebody takes a file of an application. Raises ActionRefused.

    what:  "view" for the picture drawn anew, "text" for the words of a page, "original" for what was sent.
    """
    application = attachment.application
    if application is None or not policies.can_open(actor, application):
        raise ActionRefused(action="open_attachment")
    record(
        AuditEvent.APPLICATION_ATTACHMENT_OPENED,
        actor=actor,
        subject=application.receipt_number,
        attachment=str(attachment.pk),
        what=what,
    )
