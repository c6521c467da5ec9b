"""Putting one application under protection (秘匿), as of somebody whom DV等支援措置 protects."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from applications import policies
from applications.errors import ActionRefused, NotAReader
from applications.models import Application
from applications.selectors.applications import locked
from applications.selectors.staff import possible_viewers_of
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


@transaction.atomic
def set_confidential(application_id: UUID, *, actor: Actor, viewers: Collection[UUID]) -> Application:
    """Let only some people read an application; everybody of the department again, when none are named.

    viewers:  people who read the applications of its department; the actor must be among them.
    Raises    ActionRefused, NotAReader.
    """
    application = locked(application_id)
    if application is None or not policies.can_set_confidential(actor, application):
        raise ActionRefused(action="set_confidential")
    people = {str(key) for key in possible_viewers_of(application).filter(pk__in=viewers).values_list("pk", flat=True)}
    if len(people) != len(set(viewers)):
        raise NotAReader
    if people and actor.id not in people:
        raise ActionRefused(action="set_confidential")
    application.is_confidential, application.viewers = bool(people), sorted(people)
    application.save(update_fields=["is_confidential", "viewers"])
    record(
        AuditEvent.APPLICATION_GUARDED if people else AuditEvent.APPLICATION_UNGUARDED,
        actor=actor,
        subject=application.receipt_number,
        viewers=len(people),
    )
    return application
