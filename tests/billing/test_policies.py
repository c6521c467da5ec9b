"""Who may do what: every role, capacity and state, so that nobody is allowed by omission."""

from itertools import product

import pytest

from accounts.roles import Role
from billing import policies
from billing.models import Contract
from common.actor import ActorKind
from tests.factories.billing import a_member

State = Contract.State
SECRETARIAT = ActorKind.SECRETARIAT
MAY_SEE = {(SECRETARIAT, Role.VIEWER), (SECRETARIAT, Role.PROCESSOR), (SECRETARIAT, Role.APPROVER)}
MAY_ADD = {(SECRETARIAT, Role.PROCESSOR)}
MAY_CHANGE = {(SECRETARIAT, Role.PROCESSOR, State.OPEN)}
MAY_CONFIRM = {(SECRETARIAT, Role.APPROVER, State.OPEN)}


@pytest.mark.parametrize(("kind", "role"), [*product(ActorKind, Role)])
def test_seeing_and_adding(kind, role):
    actor = a_member(role, kind=kind)
    assert policies.can_see_contracts(actor) is ((kind, role) in MAY_SEE)
    assert policies.can_add_contract(actor) is ((kind, role) in MAY_ADD)


@pytest.mark.parametrize(("kind", "role", "state"), [*product(ActorKind, Role, State)])
def test_changing_calculating_and_confirming(kind, role, state):
    actor, contract = a_member(role, kind=kind), Contract(state=state)
    assert policies.can_change_contract(actor, contract) is ((kind, role, state) in MAY_CHANGE)
    assert policies.can_allocate(actor, contract) is ((kind, role, state) in MAY_CHANGE)
    assert policies.can_confirm(actor, contract) is ((kind, role, state) in MAY_CONFIRM)


def test_without_a_role_nothing_is_allowed():
    actor, contract = a_member(), Contract(state=State.OPEN)
    assert not policies.can_see_contracts(actor)
    assert not policies.can_add_contract(actor)
    assert not policies.can_change_contract(actor, contract)
    assert not policies.can_confirm(actor, contract)
