"""An actor has the roles it was given, and no other."""

import dataclasses

import pytest

from common.actor import Actor, ActorKind


def test_has_only_the_given_roles():
    actor = Actor(ActorKind.STAFF, "7", "山田 花子", roles=frozenset({"processor"}))
    assert actor.has("processor") is True
    assert actor.has("approver") is False
    assert Actor(ActorKind.STAFF, "7", "山田 花子").has("processor") is False


def test_nobody_gains_a_role_on_the_way():
    actor = Actor(ActorKind.RESIDENT, "", "住民")
    with pytest.raises(dataclasses.FrozenInstanceError):
        actor.roles = frozenset({"approver"})
