"""Who may do what, and when: the whole grid of role, department and status, so that nobody is allowed by omission."""

from inspect import signature
from itertools import product

import pytest

from accounts.roles import Role
from applications import policies
from applications.actors import applicant_of
from applications.models import Application
from applications.states import Status
from catalog.models import Procedure
from common.actor import Actor, ActorKind
from common.identifiers import new_id

OURS, THEIRS = new_id(), new_id()
EVERY = frozenset(Status)
UNDECIDED = {Status.RECEIVED, Status.IN_REVIEW, Status.RETURNED}
DECIDED = {Status.APPROVED, Status.REJECTED}
AT_WORK = UNDECIDED | DECIDED
NOBODY: frozenset[Status] = frozenset()

# policy -> role -> the states in which somebody of the department in charge may do it; a role that is missing never may.
GRID = {
    policies.can_open: {Role.VIEWER: EVERY, Role.PROCESSOR: EVERY, Role.APPROVER: EVERY},
    policies.can_write_note: {Role.VIEWER: EVERY, Role.PROCESSOR: EVERY, Role.APPROVER: EVERY},
    policies.can_set_confidential: {Role.PROCESSOR: EVERY, Role.APPROVER: EVERY},
    policies.can_start_review: {Role.PROCESSOR: {Status.RECEIVED}},
    policies.can_return: {Role.PROCESSOR: {Status.IN_REVIEW}, Role.APPROVER: {Status.IN_REVIEW}},
    policies.can_amend: {Role.PROCESSOR: {Status.IN_REVIEW}, Role.APPROVER: {Status.IN_REVIEW}},
    policies.can_revoke_correction: {Role.PROCESSOR: {Status.RETURNED}, Role.APPROVER: {Status.RETURNED}},
    policies.can_propose: {},
    policies.can_approve: {Role.APPROVER: {Status.IN_REVIEW}},
    policies.can_reject: {Role.APPROVER: {Status.IN_REVIEW}},
    policies.can_close: {Role.PROCESSOR: DECIDED, Role.APPROVER: DECIDED},
    policies.can_change_desk: {Role.PROCESSOR: UNDECIDED, Role.APPROVER: UNDECIDED},
    policies.can_assign: {Role.PROCESSOR: UNDECIDED, Role.APPROVER: UNDECIDED},
    policies.can_acknowledge: {},
    policies.can_hold: {Role.PROCESSOR: EVERY, Role.APPROVER: EVERY},
    policies.can_apply_again: {},
    policies.can_write_message: {Role.PROCESSOR: AT_WORK, Role.APPROVER: AT_WORK},
    policies.can_read_answers: {Role.PROCESSOR: EVERY, Role.APPROVER: EVERY},
    policies.can_answer: {},
    policies.can_correct: {},
    policies.can_withdraw: {},
}
APPLICANT = {
    policies.can_open: EVERY,
    policies.can_apply_again: EVERY,
    policies.can_correct: {Status.RETURNED},
    policies.can_withdraw: UNDECIDED,
    policies.can_answer: AT_WORK,
}


def an_application_in(status: Status) -> Application:
    return Application(status=status, department_id=OURS, procedure=Procedure())


def staff(*roles: Role, department=OURS, kind=ActorKind.STAFF) -> Actor:
    return Actor(kind, str(new_id()), "職員", frozenset(roles), frozenset({str(department)}))


def test_the_grid_names_every_policy():
    named = {
        name
        for name, policy in vars(policies).items()
        if name.startswith("can_") and [*signature(policy).parameters][1:] == ["application"]
    }

    assert {policy.__name__ for policy in GRID} == named


@pytest.mark.parametrize(("policy", "role"), list(product(GRID, Role)))
def test_staff_of_the_department_in_charge(policy, role):
    allowed = {status for status in Status if policy(staff(role), an_application_in(status))}

    assert allowed == GRID[policy].get(role, NOBODY)


@pytest.mark.parametrize("policy", GRID)
def test_nobody_else_may_whatever_their_roles(policy):
    others = [
        staff(*Role, department=THEIRS),
        staff(),
        staff(*Role, kind=ActorKind.SECRETARIAT),
        staff(*Role, kind=ActorKind.SYSTEM),
        staff(*Role, kind=ActorKind.RESIDENT),
        Actor(ActorKind.STAFF, str(new_id()), "課のない職員", frozenset(Role)),
    ]

    assert not [(who, status) for who in others for status in Status if policy(who, an_application_in(status))]


@pytest.mark.parametrize("policy", GRID)
def test_an_applicant_may_what_concerns_their_own_application(policy):
    allowed, to_strangers = set(), set()
    for status in Status:
        application = an_application_in(status)
        if policy(applicant_of(application.pk), application):
            allowed.add(status)
        if policy(applicant_of(new_id()), application):
            to_strangers.add(status)

    assert allowed == APPLICANT.get(policy, NOBODY)
    assert not to_strangers


@pytest.mark.parametrize("role", Role)
def test_a_notice_is_noted_and_never_decided(role):
    """Its arrival is all it takes: there is nothing to start."""

    def allowed(policy):
        notices = (
            Application(status=status, department_id=OURS, procedure=Procedure(), needs_decision=False)
            for status in Status
        )
        return {notice.status for notice in notices if policy(staff(role), notice)}

    handles = role in {Role.PROCESSOR, Role.APPROVER}
    assert allowed(policies.can_acknowledge) == ({Status.RECEIVED} if handles else set())
    assert not allowed(policies.can_start_review)


@pytest.mark.parametrize("role", Role)
def test_who_has_a_worklist(role):
    assert policies.can_see_worklist(staff(role)) is (role in {Role.VIEWER, Role.PROCESSOR, Role.APPROVER})
    assert not policies.can_see_worklist(staff(role, kind=ActorKind.SECRETARIAT))


@pytest.mark.parametrize("policy", [policies.can_approve, policies.can_reject])
def test_nobody_decides_about_what_they_entered(policy):
    one, other = staff(Role.APPROVER), staff(Role.APPROVER)
    application = Application(status=Status.IN_REVIEW, department_id=OURS, entered_by=[one.id], procedure=Procedure())

    assert not policy(one, application)
    assert policy(other, application)


@pytest.mark.parametrize("policy", [policies.can_propose, policies.can_approve, policies.can_reject])
@pytest.mark.parametrize("role", Role)
def test_where_a_route_says_who_must_agree_a_decision_is_proposed(policy, role):
    route = [{"name": "課長決裁", "role": "approver"}]
    expected = {Status.IN_REVIEW} if policy is policies.can_propose and role in policies.HANDLERS else NOBODY
    applications = [
        Application(status=status, department_id=OURS, procedure=Procedure(approval_route=route)) for status in Status
    ]

    assert {each.status for each in applications if policy(staff(role), each)} == expected


@pytest.mark.parametrize(
    "policy",
    [policies.can_propose, policies.can_approve, policies.can_reject, policies.can_return, policies.can_amend],
)
def test_what_is_proposed_stands_still(policy):
    route = [{"name": "課長決裁", "role": "approver"}]
    for procedure in (Procedure(), Procedure(approval_route=route)):
        application = Application(status=Status.IN_REVIEW, department_id=OURS, procedure=procedure, is_proposed=True)
        assert not policy(staff(*Role), application)
