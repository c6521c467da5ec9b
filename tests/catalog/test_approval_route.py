"""決裁の流れ: who keeps it, and the page it is kept on."""

import re
from html import unescape

import pytest

from accounts.roles import Role
from audit.models import AuditRecord
from catalog.approval_route import Step, route_of
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.deciding import set_approval_route
from tenants.context import in_municipality
from tests.factories.accounts import a_department, a_person, an_actor, signed_in
from tests.factories.applications import a_procedure
from tests.factories.forms import a_published_procedure


@pytest.mark.usefixtures("in_sakai")
def test_only_editors_of_the_department_set_it():
    procedure, route = a_procedure(), (Step(name="課長決裁", role=Role.APPROVER),)

    with pytest.raises(ActionRefused):
        set_approval_route(procedure.pk, route=route, actor=an_actor(Role.PROCESSOR))
    assert set_approval_route(procedure.pk, route=route, actor=an_actor(Role.ADMINISTRATOR)).is_open
    assert route_of(Procedure.objects.get(pk=procedure.pk)) == route
    assert AuditRecord.objects.latest("at").detail == {"approval_steps": 1}


@pytest.mark.parametrize("wrong", [{}, {"role": Role.APPROVER, "person": "0" * 32}])
def test_a_step_is_asked_of_a_role_or_of_a_person(wrong):
    with pytest.raises(ValueError, match="a role or of a person"):
        Step(name="課長決裁", **wrong)


def test_steps_are_added_moved_and_taken_away(sakai, client_at):
    with in_municipality(sakai):
        department = a_department("環境薬務課")
        chief = a_person(Role.APPROVER, departments=(department,), name="片山 修")
        clerk = a_person(Role.PROCESSOR, departments=(department,), name="中西 沙織")
        procedure = a_published_procedure(department_id=department.pk)
        editor = a_person(Role.FORM_EDITOR, departments=(department,))
    client = signed_in(client_at("sakai.localhost"), editor)
    page = f"/staff/procedures/{procedure.pk}/approval/"

    def names() -> list[str]:
        with in_municipality(sakai):
            return [step.name for step in route_of(Procedure.objects.get(pk=procedure.pk))]

    text = client.get(page).text
    assert "片山 修" in text
    assert "中西 沙織" not in text
    condition = unescape(re.findall(r'<option value="({[^"]*true})"', text)[0])
    assert client.post(page, {"name": "", "who": "approver"}).status_code == 422
    assert client.post(page, {"name": "係長承認", "who": str(clerk.pk)}).status_code == 422
    client.post(page, {"name": "係長承認", "who": "processor"})
    client.post(page, {"name": "部長決裁", "who": str(chief.pk), "condition": condition})
    assert names() == ["係長承認", "部長決裁"]
    assert "「はい」のときだけ" in client.get(page).text
    client.post(page, {"up": "1"})
    assert names() == ["部長決裁", "係長承認"]
    assert client.post(page, {"remove": "7"}).status_code == 422
    client.post(page, {"remove": "0"})
    assert names() == ["係長承認"]
