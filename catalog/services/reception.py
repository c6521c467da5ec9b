"""When applications are taken: period and hours (受付期間・受付時間), stop (停止・終了), begin again (再開)."""

from datetime import datetime, time
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from audit import services as audit
from audit.events import AuditEvent
from catalog import limits, policies
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.locking import locked
from common.actor import Actor


@transaction.atomic
def set_period(
    procedure_id: UUID,
    *,
    opens_at: datetime | None,
    closes_at: datetime | None,
    daily_from: time | None,
    daily_until: time | None,
    hours_note: str,
    actor: Actor,
) -> Procedure:
    """Say from when until when, and at which hours of the day, applications are taken; None for no limit.

    closes_at:    after opens_at.
    daily_until:  together with daily_from and different from it; when earlier, it is on the next day.
    Raises ActionRefused.
    """
    procedure = locked(procedure_id)
    if not policies.can_set_period(actor, procedure):
        raise ActionRefused(action="set_period")
    procedure.opens_at, procedure.closes_at = opens_at, closes_at
    procedure.daily_from, procedure.daily_until, procedure.hours_note = daily_from, daily_until, hours_note
    procedure.save(update_fields=["opens_at", "closes_at", "daily_from", "daily_until", "hours_note"])
    audit.record(
        AuditEvent.PROCEDURE_CHANGED,
        actor=actor,
        subject=procedure.slug,
        opens_at=_written(opens_at),
        closes_at=_written(closes_at),
        daily_from=_written(daily_from),
        daily_until=_written(daily_until),
    )
    return procedure


@transaction.atomic
def close(procedure_id: UUID, *, reason: str, is_ended: bool = False, actor: Actor) -> Procedure:
    """Stop taking applications (受付の停止). Residents read the reason; what has arrived goes its way.

    is_ended:  for good (受付終了), as when all places are taken; otherwise for a while.
    Raises ActionRefused.
    """
    procedure = locked(procedure_id)
    if not policies.can_close(actor, procedure):
        raise ActionRefused(action="close")
    procedure.closed_at, procedure.closed_reason, procedure.is_ended = timezone.now(), reason, is_ended
    procedure.save(update_fields=["closed_at", "closed_reason", "is_ended"])
    audit.record(AuditEvent.FORM_CLOSED, actor=actor, subject=procedure.slug, is_ended=is_ended)
    return procedure


@transaction.atomic
def reopen(procedure_id: UUID, *, actor: Actor) -> Procedure:
    """Take applications again (受付の再開). Raises ActionRefused, PlanLimitReached."""
    procedure = locked(procedure_id)
    if not policies.can_reopen(actor, procedure):
        raise ActionRefused(action="reopen")
    limits.take_place()
    procedure.closed_at, procedure.closed_reason, procedure.is_ended = None, "", False
    procedure.save(update_fields=["closed_at", "closed_reason", "is_ended"])
    audit.record(AuditEvent.FORM_REOPENED, actor=actor, subject=procedure.slug)
    return procedure


def _written(moment: datetime | time | None) -> str | None:
    return moment.isoformat() if moment else None
