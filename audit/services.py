"""Write one audit record beside the change it tells of, in the same transaction."""

from django.utils import timezone

from audit.events import AuditEvent
from audit.models import AuditRecord
from common.actor import Actor


def record(event: AuditEvent, *, actor: Actor, subject: str = "", **detail: str | int | bool | None) -> AuditRecord:
    """Append a record (監査記録).

    subject:  receipt number or identifier of the thing; never a name.
    detail:   codes, numbers, identifiers; never answers or free text.
    """
    line = describe(event, actor=actor, subject=subject, **detail)
    line.save(force_insert=True)
    return line


def describe(event: AuditEvent, *, actor: Actor, subject: str = "", **detail: str | int | bool | None) -> AuditRecord:
    """The record without writing it, for a caller that sends several rows at once."""
    return AuditRecord(
        at=timezone.now(),
        event=event,
        actor_kind=actor.kind,
        actor_id=actor.id,
        actor_name=actor.name,
        subject=subject,
        detail=detail,
    )
