"""Seats (席): add one, change one, plan who follows. Who takes one takes its open work too: `applications.services.handing_over`."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import policies, selectors
from accounts.errors import ActionRefused, LastAdministrator, SeatRefused
from accounts.models import Seat, User
from accounts.roles import Role
from accounts.services import memberships
from accounts.services.people import lock_administrators
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor


@transaction.atomic
def add_seat(*, name: str, roles: Collection[Role], department: UUID | None = None, actor: Actor) -> Seat:
    """Add a vacant seat. Raises ActionRefused, SeatRefused."""
    _ask(actor, "add_seat")
    seat = Seat(name=name, roles=sorted(roles), department_id=department)
    return _save(seat, AuditEvent.SEAT_ADDED, actor, roles=",".join(seat.roles))


@transaction.atomic
def change_seat(seat_id: UUID, *, name: str, roles: Collection[Role], department: UUID | None, actor: Actor) -> Seat:
    """Give a seat another name, roles or department; its holder has them at once. Raises ActionRefused, SeatRefused, LastAdministrator."""
    _ask(actor, "change_seat")
    lock_administrators()
    seat = _locked(seat_id)
    seat.name, seat.roles, seat.department_id = name, sorted(roles), department
    _save(seat, AuditEvent.SEAT_CHANGED, actor, roles=",".join(seat.roles))
    memberships.sit_down(seat)
    refuse_without_administrators()
    return seat


@transaction.atomic
def remove_seat(seat_id: UUID, *, actor: Actor) -> None:
    """Remove a vacant seat. Raises ActionRefused, SeatRefused."""
    _ask(actor, "remove_seat")
    seat = _locked(seat_id)
    if seat.holder_id or seat.changes_on:
        raise SeatRefused("座っている人がいる席はなくせません。先に空席にしてください。")
    seat.delete()
    audit.record(AuditEvent.SEAT_REMOVED, actor=actor, subject=str(seat_id))


@transaction.atomic
def plan(seat_id: UUID, *, to: UUID | None, on: date, actor: Actor) -> Seat:
    """Say who follows on a later day. Raises ActionRefused, SeatRefused."""
    _ask(actor, "plan")
    seat = _locked(seat_id)
    _refuse_who_is_gone(to)
    seat.next_holder_id, seat.changes_on = to, on
    return _save(seat, AuditEvent.SEAT_PLANNED, actor, to=str(to or ""), on=on.isoformat())


@transaction.atomic
def forget_plan(seat_id: UUID, *, actor: Actor) -> Seat:
    """Take a planned change back. Raises ActionRefused."""
    _ask(actor, "plan")
    seat = _locked(seat_id)
    seat.next_holder, seat.changes_on = None, None
    return _save(seat, AuditEvent.SEAT_PLANNED, actor, to="", on="")


def take(seat: Seat, to: UUID | None) -> None:
    """Let somebody sit down at a locked seat, or nobody. Part of a hand-over, which records it."""
    _refuse_who_is_gone(to)
    seat.holder_id, seat.next_holder, seat.changes_on = to, None, None
    seat.save()
    memberships.sit_down(seat)


def refuse_without_administrators() -> None:
    """Raises LastAdministrator when what was just done leaves nobody who manages the others; it is then undone."""
    if not selectors.administrators().exists():
        raise LastAdministrator


def _refuse_who_is_gone(person: UUID | None) -> None:
    if person and not User.objects.filter(pk=person, is_active=True).exists():
        raise SeatRefused("利用を止めている人は、席につけません。")


def _ask(actor: Actor, action: str) -> None:
    if not policies.can_manage_people(actor):
        raise ActionRefused(action=action)


def _locked(seat_id: UUID) -> Seat:
    return Seat.objects.select_for_update().get(pk=seat_id)


def _save(seat: Seat, event: AuditEvent, actor: Actor, **detail: str) -> Seat:
    try:
        with transaction.atomic():
            seat.save()
    except IntegrityError as error:
        raise SeatRefused("同じ名前の席が、すでにあります。別の名前にしてください。") from error
    audit.record(event, actor=actor, subject=str(seat.pk), **detail)
    return seat
