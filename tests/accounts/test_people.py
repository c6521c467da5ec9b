"""Adding people, changing their roles, shutting them out: refused first, then allowed."""

import pytest

from accounts.actors import SYSTEM, actor_of
from accounts.errors import ActionRefused, AddressTaken, LastAdministrator
from accounts.models import Membership, User
from accounts.roles import Role
from accounts.services import people
from audit.events import AuditEvent
from audit.models import AuditRecord
from common.actor import ActorKind
from tests.factories.accounts import a_department, a_person, an_actor


def memberships(user: User) -> set[tuple[str, str | None]]:
    rows = Membership.objects.filter(user=user).select_related("department")
    return {(row.role, row.department.name if row.department else None) for row in rows}


def test_create_person(in_sakai):
    animals, children = a_department("動物指導センター"), a_department("こども企画課")
    administrator, processor = an_actor(Role.ADMINISTRATOR), an_actor(Role.PROCESSOR)
    new = {
        "email": "Hanako@City.Example.JP",
        "name": "山田 花子",
        "roles": [Role.PROCESSOR, Role.APPROVER],
        "departments": [animals.pk, children.pk],
    }
    written = AuditRecord.objects.count()

    with pytest.raises(ActionRefused):
        people.create_person(**new, actor=processor)
    assert not User.objects.filter(name="山田 花子").exists()
    assert AuditRecord.objects.count() == written

    user = people.create_person(**new, actor=administrator)
    assert (user.email, user.is_active, user.has_usable_password()) == ("hanako@city.example.jp", True, False)
    assert memberships(user) == {
        ("processor", "動物指導センター"),
        ("processor", "こども企画課"),
        ("approver", "動物指導センター"),
        ("approver", "こども企画課"),
    }
    record = AuditRecord.objects.get(event=AuditEvent.PERSON_INVITED, subject=str(user.pk))
    assert (record.actor_id, record.detail) == (administrator.id, {"roles": "approver,processor"})


def test_an_address_belongs_to_one_person_however_it_is_written(in_sakai):
    administrator = an_actor(Role.ADMINISTRATOR)
    a_person(email="hanako@city.example.jp")
    count = User.objects.count()

    with pytest.raises(AddressTaken):
        people.create_person(email="HANAKO@city.example.jp", name="別人", roles=[Role.VIEWER], actor=administrator)
    assert User.objects.count() == count


def test_change_roles(in_sakai):
    animals = a_department("動物指導センター")
    administrator, processor = an_actor(Role.ADMINISTRATOR), an_actor(Role.PROCESSOR)
    person = a_person(Role.PROCESSOR, Role.VIEWER)
    kept = Membership.objects.get(user=person, role=Role.VIEWER).pk

    with pytest.raises(ActionRefused):
        people.change_roles(person.pk, roles=[Role.APPROVER], actor=processor)
    assert memberships(person) == {("processor", None), ("viewer", None)}

    people.change_roles(person.pk, roles=[Role.APPROVER, Role.VIEWER], actor=administrator)
    assert memberships(person) == {("approver", None), ("viewer", None)}
    assert Membership.objects.get(user=person, role=Role.VIEWER).pk == kept
    people.change_roles(person.pk, roles=[Role.VIEWER], departments=[animals.pk], actor=administrator)
    assert memberships(person) == {("viewer", "動物指導センター")}
    details = AuditRecord.objects.filter(event=AuditEvent.PERSON_ROLES_CHANGED).values_list("detail", flat=True)
    assert list(details) == [
        {"before": "processor,viewer", "after": "approver,viewer", "departments": 0},
        {"before": "approver,viewer", "after": "viewer", "departments": 1},
    ]


def test_an_administrator_remains(in_sakai):
    first = a_person(Role.ADMINISTRATOR)
    actor = actor_of(first, ActorKind.STAFF)

    with pytest.raises(LastAdministrator):
        people.change_roles(first.pk, roles=[Role.VIEWER], actor=actor)
    assert memberships(first) == {("administrator", None)}

    second = a_person(Role.ADMINISTRATOR)
    people.change_roles(first.pk, roles=[Role.VIEWER], actor=actor)
    assert memberships(first) == {("viewer", None)}
    with pytest.raises(LastAdministrator):
        people.deactivate_person(second.pk, actor=SYSTEM)


def test_deactivate_and_reactivate(in_sakai):
    administrator, processor = an_actor(Role.ADMINISTRATOR), an_actor(Role.PROCESSOR)
    oneself, person = User.objects.get(pk=administrator.id), a_person()
    a_person(Role.ADMINISTRATOR)

    for actor, target in [(processor, person), (administrator, oneself)]:
        with pytest.raises(ActionRefused):
            people.deactivate_person(target.pk, actor=actor)
    assert User.objects.filter(is_active=False).count() == 0
    assert AuditRecord.objects.filter(event=AuditEvent.PERSON_DEACTIVATED).count() == 0

    assert people.deactivate_person(person.pk, actor=administrator).is_active is False
    with pytest.raises(ActionRefused):
        people.reactivate_person(person.pk, actor=processor)
    assert people.reactivate_person(person.pk, actor=administrator).is_active is True
    assert memberships(person) == {("processor", None)}
    assert AuditRecord.objects.filter(event=AuditEvent.PERSON_REACTIVATED, subject=str(person.pk)).count() == 1
