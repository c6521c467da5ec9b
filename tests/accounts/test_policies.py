"""The whole grid: every kind of actor with every role, so that nobody is allowed by omission."""

from uuid import uuid4

import pytest

from accounts import policies
from accounts.models import User
from accounts.roles import Role
from common.actor import Actor, ActorKind

EVERYBODY = [(kind, role) for kind in ActorKind for role in [None, *Role]]
MANAGERS = {
    (ActorKind.STAFF, Role.ADMINISTRATOR),
    (ActorKind.SECRETARIAT, Role.ADMINISTRATOR),
    *((ActorKind.SYSTEM, role) for role in [None, *Role]),
}


def actor(kind: ActorKind, role: Role | None, identifier: str = "somebody") -> Actor:
    return Actor(kind, identifier, "", roles=frozenset({role} if role else ()))


@pytest.mark.parametrize(("kind", "role"), EVERYBODY)
def test_only_administrators_and_the_platform_manage_people(kind, role):
    expected = (kind, role) in MANAGERS
    someone, gone = User(pk=uuid4()), User(pk=uuid4(), is_active=False)

    assert policies.can_manage_people(actor(kind, role)) is expected
    assert policies.can_manage_departments(actor(kind, role)) is expected
    assert policies.can_deactivate(actor(kind, role), someone) is expected
    assert policies.can_reactivate(actor(kind, role), gone) is expected
    assert policies.can_renew_invitation(actor(kind, role), someone) is expected


@pytest.mark.parametrize(("kind", "role"), EVERYBODY)
def test_nobody_shuts_themselves_out_and_the_moment_must_be_right(kind, role):
    oneself, gone, present = User(pk=uuid4()), User(pk=uuid4(), is_active=False), User(pk=uuid4())

    assert policies.can_deactivate(actor(kind, role, str(oneself.pk)), oneself) is False
    assert policies.can_deactivate(actor(kind, role), gone) is False
    assert policies.can_reactivate(actor(kind, role), present) is False
    assert policies.can_renew_invitation(actor(kind, role), gone) is False
