"""What happened to applications, in the order in which it was sealed: for programs that follow, and never miss a change."""

from dataclasses import dataclass
from datetime import datetime

from applications.models import Application
from applications.selectors.applications import reachable_by, visible_to
from audit.events import AuditEvent
from audit.selectors import sealed_after
from common.actor import Actor

# What changes an application. Looking at one is no change: a program would follow its own steps for ever.
CHANGES = (
    AuditEvent.APPLICATION_RECEIVED,
    AuditEvent.APPLICATION_REVIEW_STARTED,
    AuditEvent.APPLICATION_RETURNED,
    AuditEvent.CORRECTION_REVOKED,
    AuditEvent.APPLICATION_RESUBMITTED,
    AuditEvent.APPLICATION_AMENDED,
    AuditEvent.APPLICATION_APPROVED,
    AuditEvent.APPLICATION_REJECTED,
    AuditEvent.APPLICATION_WITHDRAWN,
    AuditEvent.APPLICATION_ACKNOWLEDGED,
    AuditEvent.APPLICATION_CLOSED,
)


@dataclass(frozen=True, slots=True)
class Change:
    """One change, and the application as it is now."""

    position: int
    event: str
    at: datetime
    application: Application


def changes_after(position: int, *, limit: int, actor: Actor) -> list[Change]:
    """The next changes behind a position, of the applications an actor reaches; two queries."""
    numbers = reachable_by(actor).values("receipt_number")
    seals = list(sealed_after(position, events=CHANGES, subjects=numbers)[:limit])
    wanted = {seal.record.subject for seal in seals}
    rows = {row.receipt_number: row for row in visible_to(actor).filter(receipt_number__in=wanted)}
    return [
        Change(seal.position, seal.record.event, seal.record.at, rows[seal.record.subject])
        for seal in seals
        if seal.record.subject in rows
    ]
