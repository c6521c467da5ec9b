"""A seat changes hands (席の引き継ぎ): the roles, the open work, and the places where its holder was named go to the next one."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from accounts import policies
from accounts.actors import SYSTEM
from accounts.errors import ActionRefused
from accounts.models import Seat, User
from accounts.roles import Role
from accounts.services import seats
from accounts.services.people import lock_administrators
from applications.models import Application, ProposalStep
from applications.selectors.handing_over import guarded_work, naming, open_steps, open_work
from audit.events import AuditEvent
from audit.models import AuditRecord
from audit.services import describe, record
from catalog.models import Procedure
from common.actor import Actor

Changes = Mapping[UUID, UUID | None]


@transaction.atomic
def hand_over(changes: Changes, *, actor: Actor) -> int:
    """Give every seat to its next holder, all at once, so that two may swap; returns how many applications went along.

    changes:  the key of a seat -> that of who takes it; None leaves it vacant, and its open applications in nobody's hands.
    Raises    ActionRefused, SeatRefused, LastAdministrator; then nothing has changed.
    """
    if not policies.can_manage_people(actor):
        raise ActionRefused(action="hand_over")
    lock_administrators()
    wanted = Seat.objects.filter(pk__in=changes).order_by("pk").select_for_update()
    changing = [seat for seat in wanted if seat.holder_id != changes[seat.pk] or seat.changes_on]
    bundles = [_Bundle(seat, changes[seat.pk]) for seat in changing]
    for bundle in bundles:
        seats.take(bundle.seat, bundle.to)
    moved: set[UUID] = set()
    for bundle in bundles:
        moved |= bundle.deliver(but=moved, actor=actor)
    seats.refuse_without_administrators()
    return len(moved)


def hand_over_due(today: date) -> int:
    """What was planned for this day or an earlier one; twice a day is no harm. Returns how many seats changed hands."""
    due = dict(Seat.objects.filter(changes_on__lte=today).values_list("pk", "next_holder_id"))
    if due:
        hand_over(due, actor=SYSTEM)
    return len(due)


class _Bundle:
    """Everything that goes with one seat, looked up before anybody sits down elsewhere."""

    def __init__(self, seat: Seat, to: UUID | None) -> None:
        self.seat, self.to, self.before = seat, to, seat.holder_id
        if self.before is None:
            self.applications, self.steps, self.guarded, self.procedures = [], [], [], []
            return
        self.applications = list(open_work(seat).order_by("pk").select_for_update())
        self.steps = list(open_steps(seat))
        self.guarded = list(guarded_work(seat))
        self.procedures = list(naming(seat).select_for_update())

    def deliver(self, *, but: set[UUID], actor: Actor) -> set[UUID]:
        """Put it into the next hands; `but` went with another seat already. Returns which applications moved."""
        moved = {row.pk for row in self.applications} - but
        new = self.to if Role.PROCESSOR in self.seat.roles else None
        Application.objects.filter(pk__in=moved).update(assignee=new)
        AuditRecord.objects.bulk_create(
            describe(
                AuditEvent.APPLICATION_ASSIGNED, actor=actor, subject=row.receipt_number, to=str(new) if new else None
            )
            for row in self.applications
            if row.pk in moved
        )
        if self.before and self.to:
            self._name_the_next(str(self.before), User.objects.get(pk=self.to))
        record(
            AuditEvent.SEAT_HANDED_OVER,
            actor=actor,
            subject=str(self.seat.pk),
            before=str(self.before or ""),
            after=str(self.to or ""),
            applications=len(moved),
            named=len(self.steps) + len(self.procedures) if self.to else 0,
        )
        return moved

    def _name_the_next(self, before: str, person: User) -> None:
        ProposalStep.objects.filter(pk__in=[step.pk for step in self.steps]).update(person=person)
        for row in self.guarded:
            Application.objects.filter(pk=row.pk).update(viewers=_replaced(row.viewers, before, person))
        for procedure in self.procedures:
            Procedure.objects.filter(pk=procedure.pk).update(
                viewers=_replaced(procedure.viewers, before, person),
                approval_route=[_asked_next(step, before, person) for step in procedure.approval_route],
            )


def _replaced(viewers: list[str], before: str, person: User) -> list[str]:
    return sorted({str(person.pk) if key == before else key for key in viewers})


def _asked_next(step: dict[str, Any], before: str, person: User) -> dict[str, Any]:
    return {**step, "person": str(person.pk), "person_name": person.name} if step.get("person") == before else step
