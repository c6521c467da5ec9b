"""Departments (課): add one, rename one. None is deleted, for old applications still belong to it."""

from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import policies
from accounts.errors import ActionRefused, DepartmentExists
from accounts.models import Department
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor


@transaction.atomic
def add_department(*, name: str, phone: str = "", position: int = 0, actor: Actor) -> Department:
    """Add a department. Raises ActionRefused, DepartmentExists."""
    if not policies.can_manage_departments(actor):
        raise ActionRefused(action="add_department")
    return _save(Department(name=name, phone=phone, position=position), AuditEvent.DEPARTMENT_ADDED, actor)


@transaction.atomic
def change_department(department_id: UUID, *, name: str, phone: str, actor: Actor) -> Department:
    """Give a department another name or telephone number. Raises ActionRefused, DepartmentExists."""
    if not policies.can_manage_departments(actor):
        raise ActionRefused(action="change_department")
    department = Department.objects.select_for_update().get(pk=department_id)
    department.name, department.phone = name, phone
    return _save(department, AuditEvent.DEPARTMENT_CHANGED, actor)


def _save(department: Department, event: AuditEvent, actor: Actor) -> Department:
    try:
        with transaction.atomic():
            department.save()
    except IntegrityError as error:
        raise DepartmentExists from error
    audit.record(event, actor=actor, subject=str(department.pk))
    return department
