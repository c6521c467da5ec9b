"""Where what arrives goes: to the department that an answer leads to, and to people in turn."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localdate, now

from accounts.roles import Role
from applications.models import Application, Substitution
from applications.services.sharing import share_out
from audit.models import AuditRecord
from catalog.errors import ActionRefused
from catalog.models import Procedure
from catalog.services.deciding import set_desks
from common.identifiers import new_id
from shared_forms.language import FormDefinition
from tenants.context import in_municipality
from tests.factories.accounts import a_person, signed_in
from tests.factories.applications import a_department, a_procedure, an_application, an_application_row, staff_of
from tests.factories.forms import a_published_procedure
from tests.flows.filling_in import fill_in
from tests.flows.visitor import Visitor
from tests.shared_forms.language.building import a_choice, a_page, a_question

BY_HAND, IN_TURN = Procedure.Sharing.BY_HAND, Procedure.Sharing.IN_TURN
FORM = {
    "title": "児童手当の届",
    "kind": "application",
    "guide": {"summary": "届出です。", "minutes": 3},
    "pages": [a_page("page", a_question("name"), a_choice("ward") | {"label": "お住まいの区"})],
}
ANSWERS = {"name": "西村", "ward": "b"}


@pytest.fixture
def office(in_sakai):
    return staff_of(a_department("本庁の課"), Role.FORM_EDITOR)


def sent_to(procedure, ward: str) -> str:
    answers = ANSWERS | {"ward": ward}
    return an_application(procedure, answers=answers, browser_hash=f"{ward}" * 64).department.name


def test_an_answer_leads_to_a_department(office):
    procedure = a_procedure("allowance", FORM, department=a_department("本庁の課"))
    naka = a_department("中区役所")

    procedure = set_desks(procedure.pk, question="ward", departments={"b": naka.pk}, sharing=BY_HAND, actor=office)
    assert sent_to(procedure, "b") == "中区役所"
    assert sent_to(procedure, "a") == "本庁の課"

    procedure = set_desks(procedure.pk, question="", departments={}, sharing=BY_HAND, actor=office)
    assert procedure.desks == {}
    assert sent_to(procedure, "c") == "本庁の課"


def test_only_editors_within_reach_say_where_and_only_to_what_exists(office):
    procedure = a_procedure("allowance", FORM, department=a_department("本庁の課"))
    there = {"b": a_department("中区役所").pk}
    for actor in (
        staff_of(a_department("本庁の課"), Role.PROCESSOR),
        staff_of(a_department("税務課"), Role.FORM_EDITOR),
    ):
        with pytest.raises(ActionRefused):
            set_desks(procedure.pk, question="ward", departments=there, sharing=BY_HAND, actor=actor)
    with pytest.raises(ActionRefused):
        set_desks(procedure.pk, question="ward", departments={"b": new_id()}, sharing=BY_HAND, actor=office)
    procedure.refresh_from_db()
    assert procedure.desks == {}


def test_the_page_and_what_the_applicant_sees_before_sending(sakai, client_at):
    with in_municipality(sakai):
        main, naka = a_department("本庁の課"), a_department("中区役所")
        editor = a_person(Role.FORM_EDITOR, departments=(main,))
        adopted = a_published_procedure(slug="adopted", department_id=main.pk)
    client = signed_in(client_at("sakai.localhost"), editor)
    address = f"/staff/procedures/{adopted.pk}/desks/"

    page = client.get(address)
    assert page.status_code == 200
    assert client.post(address, {"sharing": "both"}).status_code == 422
    assert client.post(address, {"sharing": "in_turn"})["Location"] == f"/staff/procedures/{adopted.pk}/"
    with in_municipality(sakai):
        assert Procedure.objects.get(pk=adopted.pk).sharing == IN_TURN
        routed = a_procedure("allowance", FORM, department=main)
        Procedure.objects.filter(pk=routed.pk).update(desks={"question": "ward", "departments": {"b": str(naka.pk)}})
    visitor = Visitor()
    visitor.get("/p/allowance/apply/")
    fill_in(visitor, FormDefinition.model_validate(FORM), ANSWERS)
    assert "送信先：堺市 中区役所" in visitor.page.text
    visitor.send("この内容で申請する", confirm="1")
    with in_municipality(sakai):
        assert Application.objects.get().department == naka


def test_work_is_shared_out_in_turn(in_sakai):
    department = a_department()
    people = [staff_of(department, role, name=name) for role, name in ((Role.PROCESSOR, "赤"), (Role.APPROVER, "青"))]
    staff_of(department, Role.VIEWER, name="見るだけ")
    procedure = a_procedure(sharing=IN_TURN)
    by_hand = a_procedure("tax")
    begin = now() - timedelta(hours=1)
    rows = [an_application_row(procedure, each, arrived_at=begin + timedelta(minutes=each)) for each in range(5)]
    left = an_application_row(by_hand, 9)

    assert share_out() == 5
    assert [Application.objects.get(pk=row.pk).assignee.name for row in rows] == ["赤", "青", "赤", "青", "赤"] or [
        Application.objects.get(pk=row.pk).assignee.name for row in rows
    ] == ["青", "赤", "青", "赤", "青"]
    first = Application.objects.get(pk=rows[4].pk).assignee.name
    next_row = an_application_row(procedure, 6)
    assert share_out() == 1
    assert Application.objects.get(pk=next_row.pk).assignee.name != first
    assert Application.objects.get(pk=left.pk).assignee is None
    assert share_out() == 0
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.actor_kind) == ("application.assigned", "system")
    assert {str(person.id) for person in people} >= {record.detail["to"]}


def test_whoever_is_away_gets_none_and_where_nobody_is_it_waits(in_sakai):
    department = a_department()
    away = staff_of(department, Role.PROCESSOR, name="休暇")
    there = staff_of(department, Role.PROCESSOR, name="在席")
    today = localdate()
    Substitution.objects.create(person_id=UUID(away.id), substitute_id=UUID(there.id), begins_on=today, ends_on=today)
    rows = [an_application_row(a_procedure(sharing=IN_TURN), number) for number in range(1)]
    rows += [an_application_row(rows[0].procedure, number) for number in range(1, 3)]
    alone = an_application_row(a_procedure("tax", department=a_department("空の課"), sharing=IN_TURN), 9)

    assert share_out() == 3
    assert {Application.objects.get(pk=row.pk).assignee.name for row in rows} == {"在席"}
    assert Application.objects.get(pk=alone.pk).assignee is None
