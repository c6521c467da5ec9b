"""Departments are added and renamed, by administrators."""

import pytest

from accounts.errors import ActionRefused, DepartmentExists
from accounts.models import Department
from accounts.roles import Role
from accounts.services.departments import add_department, change_department
from audit.events import AuditEvent
from audit.models import AuditRecord
from tests.factories.accounts import a_department, an_actor


def test_add_department(in_sakai):
    administrator, editor = an_actor(Role.ADMINISTRATOR), an_actor(Role.FORM_EDITOR)

    with pytest.raises(ActionRefused):
        add_department(name="動物指導センター", actor=editor)
    assert Department.objects.count() == 0

    department = add_department(name="動物指導センター", phone="072-228-0168", actor=administrator)
    assert (department.name, department.phone) == ("動物指導センター", "072-228-0168")
    with pytest.raises(DepartmentExists):
        add_department(name="動物指導センター", actor=administrator)
    assert Department.objects.count() == 1
    assert AuditRecord.objects.filter(event=AuditEvent.DEPARTMENT_ADDED, subject=str(department.pk)).count() == 1


def test_change_department(in_sakai):
    administrator, editor = an_actor(Role.ADMINISTRATOR), an_actor(Role.FORM_EDITOR)
    department, other = a_department("環境衛生課"), a_department("こども企画課")

    with pytest.raises(ActionRefused):
        change_department(department.pk, name="環境薬務課", phone="", actor=editor)
    with pytest.raises(DepartmentExists):
        change_department(department.pk, name=other.name, phone="", actor=administrator)
    assert Department.objects.get(pk=department.pk).name == "環境衛生課"

    change_department(department.pk, name="環境薬務課", phone="072-222-9940", actor=administrator)
    changed = Department.objects.get(pk=department.pk)
    assert (changed.name, changed.phone) == ("環境薬務課", "072-222-9940")
