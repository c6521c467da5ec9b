"""Seats change hands: rights, open work and named places go along; two may swap; nothing is half-done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actors import SYSTEM, actor_of
from accounts.errors import ActionRefused, LastAdministrator, SeatRefused
from accounts.models import Seat, User
from accounts.roles import Role
from accounts.services.people import change_roles, deactivate_person
from accounts.services.seats import add_seat, change_seat, plan, remove_seat
from applications.models import Application
from applications.selectors.handing_over import work_of
from applications.services.approval import propose
from applications.services.assignment import assign
from applications.services.handing_over import hand_over, hand_over_due
from applications.services.review import start_review
from applications.states import Decision, Status
from audit.events import AuditEvent
from audit.models import AuditRecord
from catalog.approval_route import Step, as_json
from catalog.models import Procedure
from common.actor import ActorKind
from tests.factories.accounts import a_department, a_person, an_actor
from tests.factories.applications import a_procedure, an_application, an_application_row

pytestmark = pytest.mark.django_db


def a_newcomer(name: str) -> User:
    """Somebody without any role of their own."""
    person = a_person(Role.VIEWER, name=name)
    person.memberships.all().delete()
    return person


@pytest.fixture
def office(in_sakai):
    class Office:
        administrator = an_actor(Role.ADMINISTRATOR)
        department = a_department("保育課")
        old, new = a_newcomer("旧任 花"), a_newcomer("新任 太郎")

        def seat(self, name="保育課 審査1", *roles: Role, holder=None) -> Seat:
            seat = add_seat(name=name, roles=roles or (Role.PROCESSOR,), department=self.department.pk, actor=SYSTEM)
            if holder:
                hand_over({seat.pk: holder.pk}, actor=SYSTEM)
            return Seat.objects.get(pk=seat.pk)

    return Office()


def test_whoever_sits_down_may_what_the_seat_may_and_whoever_leaves_may_not(office):
    seat = office.seat(holder=office.old)
    assert actor_of(office.old, ActorKind.STAFF).has(Role.PROCESSOR)

    hand_over({seat.pk: office.new.pk}, actor=office.administrator)

    assert actor_of(office.old, ActorKind.STAFF).roles == frozenset()
    assert actor_of(office.new, ActorKind.STAFF).departments == {str(office.department.pk)}
    record = AuditRecord.objects.filter(event=AuditEvent.SEAT_HANDED_OVER).latest("at")
    assert (record.detail["before"], record.detail["after"]) == (str(office.old.pk), str(office.new.pk))


def test_the_open_work_goes_along_and_what_is_done_stays(office):
    seat = office.seat(holder=office.old)
    procedure, elsewhere = (
        a_procedure("dog", department=office.department),
        a_procedure("cat", department=a_department()),
    )
    mine = an_application_row(procedure, 1, assignee=office.old)
    over = {"status": Status.WITHDRAWN, "withdrawn_at": timezone.now()}
    done = an_application_row(procedure, 2, assignee=office.old, **over)
    other = an_application_row(elsewhere, 3, assignee=office.old)
    assert work_of(seat).applications == 1

    assert hand_over({seat.pk: office.new.pk}, actor=office.administrator) == 1

    holders = dict(Application.objects.values_list("pk", "assignee_id"))
    assert holders == {mine.pk: office.new.pk, done.pk: office.old.pk, other.pk: office.old.pk}
    record = AuditRecord.objects.get(event=AuditEvent.APPLICATION_ASSIGNED)
    assert (record.subject, record.detail["to"]) == (mine.receipt_number, str(office.new.pk))


def test_a_vacant_seat_leaves_its_work_in_nobody_s_hands(office):
    seat = office.seat(holder=office.old)
    row = an_application_row(a_procedure("dog", department=office.department), assignee=office.old)

    hand_over({seat.pk: None}, actor=office.administrator)

    row.refresh_from_db()
    assert row.assignee is None


def test_two_may_swap_and_neither_gets_the_work_of_both(office):
    first, second = office.seat("審査1", holder=office.old), office.seat("審査2", holder=office.new)
    procedure = a_procedure("dog", department=office.department)
    of_old, of_new = (an_application_row(procedure, n, assignee=p) for n, p in enumerate((office.old, office.new), 1))

    hand_over({first.pk: office.new.pk, second.pk: office.old.pk}, actor=office.administrator)

    assert dict(Application.objects.values_list("pk", "assignee_id")) == {
        of_old.pk: office.new.pk,
        of_new.pk: office.old.pk,
    }


def test_named_places_go_along(office):
    seat = office.seat("課長", Role.APPROVER, holder=office.old)
    route = as_json((Step(name="課長決裁", person=office.old.pk, person_name=office.old.name),))
    procedure = a_procedure("dog", department=office.department, approval_route=route)
    proposer = an_actor(Role.PROCESSOR, departments=(office.department,))
    application = an_application(procedure)
    start_review(application.pk, actor=proposer)
    proposal = propose(application.pk, actor=proposer, decision=Decision.APPROVED)
    Procedure.objects.filter(pk=procedure.pk).update(is_restricted=True, viewers=[str(office.old.pk), proposer.id])
    Application.objects.filter(pk=application.pk).update(is_confidential=True, viewers=[str(office.old.pk)])
    work = work_of(seat)
    assert (work.steps, work.procedures) == (1, 1)

    hand_over({seat.pk: office.new.pk}, actor=office.administrator)

    procedure.refresh_from_db()
    application.refresh_from_db()
    assert procedure.viewers == sorted([str(office.new.pk), proposer.id])
    assert (
        procedure.approval_route[0]
        == as_json((Step(name="課長決裁", person=office.new.pk, person_name="新任 太郎"),))[0]
    )
    assert application.viewers == [str(office.new.pk)]
    assert proposal.steps.get().person_id == office.new.pk


def test_a_change_waits_for_its_day_and_happens_once(office):
    seat, today = office.seat(holder=office.old), timezone.localdate()
    plan(seat.pk, to=office.new.pk, on=today + timedelta(days=1), actor=office.administrator)

    assert hand_over_due(today) == 0
    assert hand_over_due(today + timedelta(days=1)) == 1
    assert hand_over_due(today + timedelta(days=1)) == 0

    seat.refresh_from_db()
    assert (seat.holder_id, seat.next_holder, seat.changes_on) == (office.new.pk, None, None)


def test_only_administrators_hand_over_and_only_to_who_works_here(office):
    seat = office.seat(holder=office.old)
    with pytest.raises(ActionRefused):
        hand_over({seat.pk: office.new.pk}, actor=an_actor(Role.PROCESSOR))
    deactivate_person(office.new.pk, actor=office.administrator)
    with pytest.raises(SeatRefused):
        hand_over({seat.pk: office.new.pk}, actor=office.administrator)
    with pytest.raises(SeatRefused):
        remove_seat(seat.pk, actor=office.administrator)


def test_the_last_administrator_keeps_the_seat(in_sakai):
    User.objects.update(is_active=False)
    only = a_newcomer("管理 一子")
    seat = add_seat(name="情報政策課 管理", roles=(Role.ADMINISTRATOR,), actor=SYSTEM)
    hand_over({seat.pk: only.pk}, actor=SYSTEM)

    with pytest.raises(LastAdministrator):
        hand_over({seat.pk: None}, actor=SYSTEM)
    with pytest.raises(LastAdministrator):
        change_seat(seat.pk, name=seat.name, roles=(Role.VIEWER,), department=None, actor=SYSTEM)

    seat.refresh_from_db()
    assert seat.holder_id == only.pk


def test_roles_of_one_s_own_stay_apart_from_those_of_a_seat(office):
    seat = office.seat(holder=office.old)
    change_roles(office.old.pk, roles=(Role.VIEWER,), departments=(office.department.pk,), actor=office.administrator)
    assert actor_of(office.old, ActorKind.STAFF).roles == {Role.VIEWER, Role.PROCESSOR}

    hand_over({seat.pk: office.new.pk}, actor=office.administrator)
    assert actor_of(office.old, ActorKind.STAFF).roles == {Role.VIEWER}


def test_two_seats_of_one_name_there_are_not(office):
    office.seat("審査1")
    with pytest.raises(SeatRefused):
        office.seat("審査1")
    person = a_person(Role.PROCESSOR, departments=(office.department,))
    row = an_application_row(a_procedure("dog", department=office.department))
    assert assign(row.pk, actor=actor_of(person, ActorKind.STAFF), to=person.pk).assignee_id == person.pk
