"""Who decides in somebody's place for a while (代決)."""

from datetime import date
from uuid import UUID

from django.db import transaction

from applications import policies
from applications.errors import ActionRefused
from applications.models import Substitution
from applications.selectors.approvals import possible_substitutes, substitutions_of
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


@transaction.atomic
def name_substitute(*, actor: Actor, substitute: UUID, begins_on: date, ends_on: date) -> Substitution:
    """Let a colleague decide where the actor is asked by name, from one day to another, both included.

    ends_on:  not before begins_on.
    Raises    ActionRefused, also for somebody who does not decide in the actor's departments.
    """
    if not policies.can_act(actor) or not possible_substitutes(actor).filter(pk=substitute).exists():
        raise ActionRefused(action="name_substitute")
    row = Substitution.objects.create(
        person_id=UUID(actor.id), substitute_id=substitute, begins_on=begins_on, ends_on=ends_on
    )
    record(AuditEvent.SUBSTITUTE_NAMED, actor=actor, subject=actor.id, substitute=str(substitute))
    return row


@transaction.atomic
def remove_substitute(substitution_id: UUID, *, actor: Actor) -> None:
    """Take that back, before it begins or at any time. Raises ActionRefused for one that is not the actor's own."""
    row = substitutions_of(actor).filter(pk=substitution_id).first()
    if row is None:
        raise ActionRefused(action="remove_substitute")
    row.delete()
    record(AuditEvent.SUBSTITUTE_REMOVED, actor=actor, subject=actor.id, substitute=str(row.substitute_id))
