"""Two administrators who remove each other at the same moment: one of them stays."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connections

from accounts.actors import actor_of
from accounts.models import User
from accounts.roles import Role
from accounts.services import people
from common.actor import ActorKind
from common.errors import DomainError
from tenants.context import in_municipality
from tests.factories.accounts import a_person

SAKAI = "m_271403"


def shut_out(person, actor):
    people.deactivate_person(person.pk, actor=actor)


def take_the_role(person, actor):
    people.change_roles(person.pk, roles=[Role.VIEWER], actor=actor)


@pytest.mark.parametrize("remove", [shut_out, take_the_role])
def test_one_administrator_stays(committed, remove):
    with in_municipality(SAKAI):
        pair = [a_person(Role.ADMINISTRATOR), a_person(Role.ADMINISTRATOR)]
        actors = [actor_of(person, ActorKind.STAFF) for person in pair]
    start = Barrier(2)

    def attack(person, actor):
        try:
            with in_municipality(SAKAI):
                start.wait(10)
                remove(person, actor)
        except DomainError as refusal:
            return refusal.code
        finally:
            connections.close_all()
        return "done"

    with ThreadPoolExecutor(2) as threads:
        outcomes = sorted(threads.map(attack, pair, reversed(actors)))

    assert outcomes == ["done", "last_administrator"]
    with in_municipality(SAKAI):
        assert User.objects.filter(is_active=True, memberships__role=Role.ADMINISTRATOR).count() == 1
