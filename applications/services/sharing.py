"""Sharing out what arrived (順番の割り当て): each application to whoever of its department was longest without one."""

from collections import defaultdict
from datetime import UTC, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localdate

from accounts.actors import SYSTEM
from accounts.models import User
from applications.models import Application
from applications.selectors.approvals import substitutes_on
from applications.selectors.staff import handlers_of
from applications.states import COUNTING
from audit.events import AuditEvent
from audit.services import record
from catalog.models import Procedure

AT_ONCE = 200
NEVER = datetime.min.replace(tzinfo=UTC)


@transaction.atomic
def share_out() -> int:
    """Give every application that nobody has in hand to somebody, where the procedure says so. Returns how many.

    People who are away today, with a substitute named, get none. Where nobody is left, it waits.
    """
    waiting = (
        Application.objects.select_for_update(skip_locked=True, of=("self",))
        .filter(assignee=None, status__in=COUNTING, procedure__sharing=Procedure.Sharing.IN_TURN)
        .filter(is_confidential=False)  # who may know of those is settled one by one
        .select_related("procedure")
        .order_by("arrived_at", "pk")[:AT_ONCE]
    )
    queues: dict[tuple[UUID, UUID], list[User]] = {}
    given: defaultdict[tuple[UUID, UUID], int] = defaultdict(int)
    for application in waiting:
        desk = (application.procedure_id, application.department_id)
        if desk not in queues:
            queues[desk] = _queue(application)
        if queues[desk]:
            _give(application, queues[desk][given[desk] % len(queues[desk])])
            given[desk] += 1
    return sum(given.values())


def _queue(application: Application) -> list[User]:
    """The people of its department who may have it, whoever got the last of this procedure at the end."""
    theirs = Application.objects.filter(procedure=application.procedure_id, assignee__isnull=False).order_by()
    last = dict(theirs.values_list("assignee").annotate(at=Max("arrived_at")))
    away = substitutes_on(localdate())
    people = [person for person in handlers_of(application) if person.pk not in away]
    return sorted(people, key=lambda person: last.get(person.pk, NEVER))


def _give(application: Application, person: User) -> None:
    application.assignee = person
    application.save(update_fields=["assignee"])
    record(AuditEvent.APPLICATION_ASSIGNED, actor=SYSTEM, subject=application.receipt_number, to=str(person.pk))
