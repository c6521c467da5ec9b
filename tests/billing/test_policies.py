"""Who may do what: every role, capacity and state, so that nobody is allowed by omission."""

from itertools import product

import pytest

from accounts.roles import Role
from billing import policies
from billing.models import AllocationRun, Contract
from common.actor import ActorKind
from tests.factories.billing import a_member

State = Contract.State
SECRETARIAT = ActorKind.SECRETARIAT
MAY_SEE = {(SECRETARIAT, Role.VIEWER), (SECRETARIAT, Role.FINANCE), (SECRETARIAT, Role.APPROVER)}
MAY_ADD = {(SECRETARIAT, Role.FINANCE)}
UNDECIDED = (State.OPEN, State.CONSULTING)
MAY_CHANGE = {(SECRETARIAT, Role.FINANCE, state) for state in UNDECIDED}
MAY_CONFIRM = {(SECRETARIAT, Role.APPROVER, state) for state in UNDECIDED}
MAY_REOPEN = {(SECRETARIAT, Role.FINANCE, State.CONFIRMED)}
MAY_REPLY = {(ActorKind.STAFF, Role.FINANCE)}


@pytest.mark.parametrize(("kind", "role"), [*product(ActorKind, Role)])
def test_seeing_and_adding(kind, role):
    actor = a_member(role, kind=kind)
    assert policies.can_see_contracts(actor) is ((kind, role) in MAY_SEE)
    assert policies.can_add_contract(actor) is ((kind, role) in MAY_ADD)
    assert policies.can_enter_figures(actor) is ((kind, role) in MAY_ADD)
    assert policies.can_see_own_shares(actor) is (kind is ActorKind.STAFF)
    assert policies.can_reply(actor) is ((kind, role) in MAY_REPLY)


@pytest.mark.parametrize(("kind", "role", "state"), [*product(ActorKind, Role, State)])
def test_changing_calculating_and_confirming(kind, role, state):
    actor, contract = a_member(role, kind=kind), Contract(state=state)
    assert policies.can_change_contract(actor, contract) is ((kind, role, state) in MAY_CHANGE)
    assert policies.can_allocate(actor, contract) is ((kind, role, state) in MAY_CHANGE)
    assert policies.can_consult(actor, contract) is ((kind, role, state) in MAY_CHANGE)
    assert policies.can_confirm(actor, contract) is ((kind, role, state) in MAY_CONFIRM)
    assert policies.can_reopen(actor, contract) is ((kind, role, state) in MAY_REOPEN)


def test_without_a_role_nothing_is_allowed():
    actor, contract = a_member(), Contract(state=State.OPEN)
    assert not policies.can_see_contracts(actor)
    assert not policies.can_add_contract(actor)
    assert not policies.can_change_contract(actor, contract)
    assert not policies.can_confirm(actor, contract)


def test_nobody_decides_what_they_prepared():
    mine, other = AllocationRun(computed_by_id="0192-fujiwara"), AllocationRun(computed_by_id="0192-nishimura")
    assert not policies.is_second_person(a_member(), mine)
    assert policies.is_second_person(a_member(), other)
