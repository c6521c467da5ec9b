"""A transfer season at once (人事異動): who joins, who moves, who leaves, and the work of every seat that changes hands."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction

from accounts import policies
from accounts.errors import ActionRefused
from accounts.models import Seat, User
from accounts.services.invitations import invite_person
from accounts.services.people import deactivate_person
from applications.services.handing_over import hand_over
from applications.transfer_file import Kind, Line
from common.actor import Actor


@dataclass(frozen=True, slots=True)
class Done:
    """How many people joined, moved and left, how many seats changed hands, and how many applications went along."""

    joined: int
    moved: int
    left: int
    seats: int
    applications: int


@transaction.atomic
def carry_out(lines: Sequence[Line], *, actor: Actor) -> Done:
    """Do what a file says, all of it or nothing. Those who join get their invitation by mail.

    Raises ActionRefused, AddressTaken, LastAdministrator, SeatRefused.
    """
    if not policies.can_manage_people(actor):
        raise ActionRefused(action="transfer")
    keys = {line.number: line.person or _invite(line, actor) for line in lines}
    changes = seat_changes(lines, keys)
    applications = hand_over(changes, actor=actor)
    for line in lines:
        if line.kind is Kind.LEAVES and line.person and User.objects.filter(pk=line.person, is_active=True).exists():
            deactivate_person(line.person, actor=actor)
    joined, moved, left = (sum(line.kind is kind for line in lines) for kind in Kind)
    return Done(joined, moved, left, len(changes), applications)


def seat_changes(lines: Sequence[Line], keys: dict[int, UUID]) -> dict[UUID, UUID | None]:
    """Who takes which seat. What somebody who moves or leaves sat on before falls vacant, unless another line takes it.

    keys:  the number of a line -> the key of its person.
    """
    taken = {seat: keys[line.number] for line in lines for seat in line.seats}
    gone_from = [line.person for line in lines if line.kind is not Kind.JOINS]
    held = dict(Seat.objects.filter(holder__in=gone_from).values_list("pk", "holder_id"))
    present = dict(Seat.objects.filter(pk__in=taken).values_list("pk", "holder_id"))
    changes: dict[UUID, UUID | None] = {seat: None for seat in held if seat not in taken}
    return changes | {seat: person for seat, person in taken.items() if present.get(seat) != person}


def _invite(line: Line, actor: Actor) -> UUID:
    user = invite_person(email=line.email, name=line.name, roles=line.roles, departments=line.departments, actor=actor)
    return user.pk
