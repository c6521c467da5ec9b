"""Who takes care of an application (担当)."""

from uuid import UUID

from django.db import transaction

from accounts.models import Department, User
from applications import policies
from applications.errors import ActionRefused, NoSuchDepartment, NotAHandler
from applications.models import Application
from applications.selectors.applications import locked
from applications.selectors.staff import handlers_of
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


@transaction.atomic
def assign(application_id: UUID, *, actor: Actor, to: UUID | None) -> Application:
    """Give it to somebody, or back to nobody.

    to:     key of a person who handles applications of its department.
    Raises  ActionRefused, NotAHandler.
    """
    application = locked(application_id)
    if application is None or not policies.can_assign(actor, application):
        raise ActionRefused(action="assign")
    person = _handler(application, to) if to else None
    if application.assignee_id == to:
        return application
    application.assignee = person
    application.save(update_fields=["assignee"])
    record(
        AuditEvent.APPLICATION_ASSIGNED,
        actor=actor,
        subject=application.receipt_number,
        to=str(person.pk) if person else None,
    )
    return application


@transaction.atomic
def move(application_id: UUID, *, actor: Actor, to: UUID) -> Application:
    """Hand it over to another department, whose work it is from now on (所管換え); there nobody has it in hand yet.

    Raises  ActionRefused, NoSuchDepartment.
    """
    application = locked(application_id)
    if application is None or not policies.can_change_desk(actor, application):
        raise ActionRefused(action="move")
    department = Department.objects.filter(pk=to).first()
    if department is None or department.pk == application.department_id:
        raise NoSuchDepartment
    before = application.department_id
    application.department, application.assignee = department, None
    application.save(update_fields=["department", "assignee"])
    record(
        AuditEvent.APPLICATION_MOVED,
        actor=actor,
        subject=application.receipt_number,
        before=str(before),
        after=str(department.pk),
    )
    return application


def _handler(application: Application, key: UUID) -> User:
    person = handlers_of(application).filter(pk=key).first()
    if person is None:
        raise NotAHandler
    return person
