"""A person as an actor: the roles given, and the departments they reach."""

from accounts.actors import actor_of
from accounts.roles import Role
from common.actor import ActorKind
from tests.factories.accounts import a_department, a_person


def test_roles_reach_the_chosen_departments(in_sakai, django_assert_num_queries):
    animals, children, _ = a_department(), a_department(), a_department()
    person = a_person(Role.PROCESSOR, Role.APPROVER, departments=(animals, children))

    with django_assert_num_queries(1):
        actor = actor_of(person, ActorKind.STAFF)

    assert (actor.kind, actor.id, actor.name) == (ActorKind.STAFF, str(person.pk), person.name)
    assert actor.roles == {Role.PROCESSOR, Role.APPROVER}
    assert actor.departments == {str(animals.pk), str(children.pk)}


def test_without_a_department_a_role_reaches_all_of_them_also_later_ones(in_sakai, django_assert_num_queries):
    person = a_person(Role.VIEWER)
    assert actor_of(person, ActorKind.STAFF).departments == frozenset()

    departments = {str(a_department().pk), str(a_department().pk)}

    with django_assert_num_queries(1):
        assert actor_of(person, ActorKind.STAFF).departments == departments


def test_somebody_without_any_role_can_do_nothing(in_sakai):
    a_department()
    actor = actor_of(a_person().__class__.objects.create_user("plain@city.example.jp", "無役"), ActorKind.STAFF)

    assert actor.roles == frozenset()
    assert actor.departments == frozenset()
