"""決裁: who is asked, in which order, and who is not: a table of people and moments; then the way over HTTP."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actors import actor_of
from accounts.roles import Role
from applications import policies
from applications.errors import ActionRefused, ReasonMissing, SendBackWithoutWords
from applications.models import Application, Proposal, ProposalStep, Substitution
from applications.selectors.approvals import awaiting, people_replaced_by, present_step
from applications.services.amendment import amend
from applications.services.approval import agree, propose, send_back, take_back
from applications.services.review import approve, return_for_correction, start_review
from applications.services.substitutes import name_substitute, remove_substitute
from applications.services.withdrawal import withdraw
from applications.states import Decision, ProposalState, Status
from audit.models import AuditRecord
from catalog.approval_route import Step, as_json, asked
from catalog.models import Procedure
from common.actor import Actor, ActorKind
from common.identifiers import new_id
from notifications.models import Notification
from shared_forms.language.conditions import Is
from tenants.context import in_municipality
from tests.factories import accounts as people
from tests.factories.accounts import signed_in
from tests.factories.applications import a_department, a_procedure, an_application, applicant, staff_of

APPROVED, REJECTED = Decision.APPROVED, Decision.REJECTED
BY_APPROVER = Step(name="課長決裁", role=Role.APPROVER)
BY_PROCESSOR = Step(name="係長承認", role=Role.PROCESSOR)
WITH_TAG = Step(name="鑑札の確認", role=Role.APPROVER, condition=Is.model_validate({"question": "has_tag", "is": True}))
TODAY = timezone.localdate()
OURS, ONE = new_id(), str(new_id())


# ---- who may, as a table ---------------------------------------------------------------------------------------------
def a_step(role="", *, person=None, state=ProposalState.OPEN, here=True, proposer="x", agreed=(), entered=()):
    application = Application(
        status=Status.IN_REVIEW,
        department_id=OURS,
        procedure=Procedure(),
        is_proposed=state == ProposalState.OPEN,
        entered_by=list(entered),
    )
    proposal = Proposal(
        application=application, state=state, position=1, proposed_by_id=proposer, agreed_by_ids=list(agreed)
    )
    return ProposalStep(proposal=proposal, position=1 if here else 2, role=role, person_id=person)


def staff(*roles, department=OURS, kind=ActorKind.STAFF):
    return Actor(kind, ONE, "職員", frozenset(roles), frozenset({str(department)}))


@pytest.mark.parametrize(
    ("step", "roles", "expected"),
    [
        (a_step(Role.APPROVER), {Role.APPROVER}, True),
        (a_step(Role.APPROVER), {Role.PROCESSOR}, False),
        (a_step(Role.APPROVER), {Role.VIEWER, Role.FORM_EDITOR, Role.ADMINISTRATOR}, False),
        (a_step(Role.PROCESSOR), {Role.PROCESSOR}, True),
        (a_step(Role.PROCESSOR), {Role.APPROVER}, False),
        (a_step(person=ONE), {Role.APPROVER}, True),
        (a_step(person=ONE), {Role.VIEWER}, False),
        (a_step(person=new_id()), {Role.APPROVER}, False),
        (a_step(Role.APPROVER, proposer=ONE), {Role.APPROVER}, False),
        (a_step(Role.APPROVER, agreed=[ONE]), {Role.APPROVER}, False),
        (a_step(Role.APPROVER, entered=[ONE]), {Role.APPROVER}, False),
        (a_step(person=ONE, entered=[ONE]), {Role.APPROVER}, False),
        (a_step(Role.APPROVER, here=False), {Role.APPROVER}, False),
        *((a_step(Role.APPROVER, state=s), {Role.APPROVER}, False) for s in set(ProposalState) - {ProposalState.OPEN}),
    ],
)
def test_who_is_asked(step, roles, expected):
    assert policies.can_act_on(staff(*roles), step) is expected
    assert not policies.can_act_on(staff(*roles, department=new_id()), step)
    assert not policies.can_act_on(staff(*roles, kind=ActorKind.SECRETARIAT), step)


def test_a_substitute_acts_for_whom_they_stand_in():
    named = str(new_id())
    step = a_step(person=named)

    assert policies.can_act_on(staff(Role.APPROVER), step, {named})
    assert not policies.can_act_on(staff(Role.APPROVER), a_step(person=named, proposer=ONE), {named})
    assert not policies.can_act_on(staff(Role.VIEWER), step, {named})


@pytest.mark.parametrize(
    ("route", "has_tag", "names"),
    [
        ((BY_APPROVER,), True, ["課長決裁"]),
        ((WITH_TAG, BY_APPROVER), True, ["鑑札の確認", "課長決裁"]),
        ((WITH_TAG, BY_APPROVER), False, ["課長決裁"]),
        ((BY_PROCESSOR,), True, ["係長承認", "決裁"]),
        ((WITH_TAG,), False, ["決裁"]),
    ],
)
def test_which_steps_the_answers_ask_for(route, has_tag, names):
    assert [step.name for step in asked(route, {"has_tag": has_tag}, TODAY)] == names


# ---- the way -----------------------------------------------------------------------------------------------------------


@pytest.fixture
def office(in_sakai):
    """An application in review, of a procedure with two steps; its processor, and two who decide."""
    department = a_department()
    procedure = a_procedure(approval_route=as_json((BY_PROCESSOR, BY_APPROVER)), department=department)
    people = {
        "proposer": staff_of(department, Role.PROCESSOR, name="中西"),
        "checker": staff_of(department, Role.PROCESSOR, name="係長"),
        "approver": staff_of(department, Role.APPROVER, name="課長"),
    }
    application = start_review(an_application(procedure).pk, actor=people["proposer"])
    return {"application": application, "department": department, "procedure": procedure, **people}


def step_of(office) -> ProposalStep:
    step = present_step(Application.objects.select_related("procedure").get(pk=office["application"].pk))
    assert step is not None
    return step


def traces() -> tuple[object, ...]:
    return (
        list(Application.objects.values_list("status", "is_proposed", "decision")),
        list(ProposalStep.objects.values_list("verdict", "acted_by")),
        AuditRecord.objects.count(),
        Notification.objects.count(),
    )


def test_a_proposal_goes_step_by_step_and_the_last_decides(office):
    application, proposer, checker, approver = (office[x] for x in ("application", "proposer", "checker", "approver"))
    with pytest.raises(ActionRefused):  # nobody decides past the route
        approve(application.pk, actor=approver)
    with pytest.raises(ReasonMissing):
        propose(application.pk, actor=proposer, decision=REJECTED, reason=" ")
    propose(application.pk, actor=proposer, decision=REJECTED, reason="登録がありません")
    first = step_of(office)
    before = traces()
    for refused in (
        lambda: propose(application.pk, actor=proposer, decision=APPROVED),
        lambda: agree(first.pk, actor=proposer),
        lambda: agree(first.pk, actor=approver),
        lambda: agree(new_id(), actor=checker),
        lambda: amend(application.pk, actor=proposer, typed={"dog_name": "ポチ丸"}, reason="台帳"),
        lambda: return_for_correction(application.pk, actor=proposer, comments={"": "確認"}),
    ):
        with pytest.raises(ActionRefused):
            refused()
    assert traces() == before

    assert [each.pk for each in awaiting(checker)] == [first.pk]
    assert agree(first.pk, actor=checker, comment="確認しました").status == Status.IN_REVIEW
    assert not awaiting(checker).exists()
    with pytest.raises(ActionRefused):  # twice
        agree(first.pk, actor=checker)
    assert [each.name for each in awaiting(approver)] == ["課長決裁"]
    decided = agree(step_of(office).pk, actor=approver)
    assert (decided.status, decided.decision_reason, decided.is_proposed) == (
        Status.REJECTED,
        "登録がありません",
        False,
    )
    assert "堺市長に対して審査請求" in decided.appeal_notice
    assert Proposal.objects.get().state == ProposalState.DECIDED
    assert Notification.objects.filter(template="application_rejected").count() == 1
    assert "確認しました" not in str(list(AuditRecord.objects.values_list("detail", flat=True)))


def test_what_is_sent_back_begins_anew(office):
    application, proposer, checker = (office[x] for x in ("application", "proposer", "checker"))
    propose(application.pk, actor=proposer, decision=APPROVED)
    with pytest.raises(SendBackWithoutWords):
        send_back(step_of(office).pk, actor=checker, comment=" ")
    send_back(step_of(office).pk, actor=checker, comment="鑑札を確かめてください")

    assert present_step(Application.objects.get()) is None
    assert Proposal.objects.get().state == ProposalState.SENT_BACK
    propose(application.pk, actor=proposer, decision=REJECTED, reason="登録がありません")
    assert step_of(office).position == 1


def test_only_whoever_proposed_takes_it_back(office):
    application, proposer, checker = (office[x] for x in ("application", "proposer", "checker"))
    propose(application.pk, actor=proposer, decision=APPROVED)
    with pytest.raises(ActionRefused):
        take_back(application.pk, actor=checker)
    take_back(application.pk, actor=proposer)

    assert Proposal.objects.get().state == ProposalState.TAKEN_BACK
    with pytest.raises(ActionRefused):
        take_back(application.pk, actor=proposer)


def test_a_withdrawal_ends_what_is_proposed(office):
    application = office["application"]
    propose(application.pk, actor=office["proposer"], decision=APPROVED)
    withdraw(application.pk, actor=applicant(application))

    assert Proposal.objects.get().state == ProposalState.LAPSED
    assert not awaiting(office["checker"]).exists()


def test_nobody_agrees_to_what_they_amended(office):
    application, proposer, checker = (office[x] for x in ("application", "proposer", "checker"))
    amend(application.pk, actor=checker, typed={"dog_name": "ポチ丸"}, reason="台帳")
    propose(application.pk, actor=proposer, decision=APPROVED)

    assert not awaiting(checker).exists()
    with pytest.raises(ActionRefused):
        agree(step_of(office).pk, actor=checker)


def test_a_substitute_decides_within_the_days_and_the_record_says_for_whom(office):
    department, procedure = office["department"], office["procedure"]
    chief, other = office["approver"], staff_of(department, Role.APPROVER, name="次長")
    stranger = staff_of(a_department("税務課"), Role.APPROVER)
    procedure.approval_route = as_json((Step(name="課長決裁", person=chief.id, person_name="課長"),))
    procedure.save()
    propose(office["application"].pk, actor=office["proposer"], decision=APPROVED)
    with pytest.raises(ActionRefused):
        name_substitute(actor=chief, substitute=stranger.id, begins_on=TODAY, ends_on=TODAY)
    with pytest.raises(ActionRefused):
        agree(step_of(office).pk, actor=other)

    row = name_substitute(actor=chief, substitute=other.id, begins_on=TODAY, ends_on=TODAY)
    assert people_replaced_by(other, TODAY) == {chief.id}
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=1)):
        assert not people_replaced_by(other, day)
    with pytest.raises(ActionRefused):
        remove_substitute(row.pk, actor=other)
    assert awaiting(other).count() == 1
    assert agree(step_of(office).pk, actor=other).status == Status.APPROVED
    step = ProposalStep.objects.get()
    assert (step.acted_by, step.acted_for) == ("次長", "課長")
    assert AuditRecord.objects.get(event="application.agreed").detail["in_place_of"] == chief.id
    remove_substitute(row.pk, actor=chief)
    assert not Substitution.objects.exists()


def test_over_http(sakai, client_at):
    with in_municipality(sakai):
        department = people.a_department("環境薬務課")
        proposer = people.a_person(Role.PROCESSOR, departments=(department,), name="中西 沙織")
        chief = people.a_person(Role.APPROVER, departments=(department,), name="片山 修")
        deputy = people.a_person(Role.APPROVER, departments=(department,), name="次長 花")
        viewer = people.a_person(Role.VIEWER, departments=(department,))
        procedure = a_procedure(approval_route=as_json((BY_APPROVER,)), department=department)
        application = start_review(an_application(procedure).pk, actor=actor_of(proposer, ActorKind.STAFF))
    desk, head = (signed_in(client_at("sakai.localhost"), each) for each in (proposer, chief))
    page = f"/staff/applications/{application.receipt_number}/"

    assert "決裁に回す" in desk.get(page).text
    assert head.get(f"{page}approve/").status_code == 302  # the route comes first
    assert desk.post(f"{page}propose/", {"decision": "rejected"}).status_code == 422
    assert desk.post(f"{page}propose/", {"decision": "approved", "reason": "窓口で渡します"}).status_code == 302
    assert desk.get(f"{page}decide/")["Location"] == page
    listed = head.get("/staff/approvals/").text
    assert "西村 明日香" in listed
    assert "いま、あなたの決裁を待つ案はありません" in desk.get("/staff/approvals/").text
    shown = head.get(f"{page}decide/").text
    assert "窓口で渡します" in shown
    with in_municipality(sakai):
        step = ProposalStep.objects.get()
    assert head.post(f"{page}decide/", {"step": step.pk, "send_back": "1"}).status_code == 422
    assert head.post(f"{page}decide/", {"step": new_id()}).status_code == 422
    assert head.post(f"{page}decide/", {"step": step.pk, "send_back": "1", "comment": "確認を"}).status_code == 302
    assert "確認を" in desk.get(page).text
    desk.post(f"{page}propose/", {"decision": "approved"})
    assert head.post(f"{page}decide/", {"step": step.pk}).status_code == 422  # the one before
    desk.post(f"{page}take-back/")
    desk.post(f"{page}propose/", {"decision": "approved"})
    with in_municipality(sakai):
        step = ProposalStep.objects.latest("proposal__proposed_at")
    assert head.post(f"{page}decide/", {"step": step.pk}).status_code == 302
    with in_municipality(sakai):
        application.refresh_from_db()
    assert application.status == Status.APPROVED

    days = {"begins_on": str(TODAY), "ends_on": str(TODAY - timedelta(days=1)), "substitute": deputy.pk}
    assert head.post("/staff/approvals/substitutes/", days).status_code == 422
    assert head.post("/staff/approvals/substitutes/", days | {"ends_on": str(TODAY)}).status_code == 302
    assert "次長 花" in head.get("/staff/approvals/substitutes/").text
    with in_municipality(sakai):
        row = Substitution.objects.get()
    other = signed_in(client_at("sakai.localhost"), deputy)
    other.post(f"/staff/approvals/substitutes/{row.pk}/remove/")
    assert "次長 花" in head.get("/staff/approvals/substitutes/").text
    head.post(f"/staff/approvals/substitutes/{row.pk}/remove/")
    with in_municipality(sakai):
        assert not Substitution.objects.exists()
    assert signed_in(client_at("sakai.localhost"), viewer).get("/staff/approvals/substitutes/").status_code == 403
