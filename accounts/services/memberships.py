"""The roles of one person, and the departments they reach (役割と所属)."""

from collections.abc import Collection
from uuid import UUID

from accounts.models import Membership, Seat, User
from accounts.roles import Role


def replace(user: User, roles: Collection[Role], departments: Collection[UUID]) -> None:
    """Give one person exactly these roles of their own, each of them in all of these departments; those of seats stay.

    departments:  empty lets the roles reach the whole city (or the consortium).

    Roles and departments are always given as a whole: an approver here who merely reads there would be an approver in both,
    for `Actor` keeps the two apart.
    """
    reached: Collection[UUID | None] = departments or [None]
    wanted = {(str(role), department) for role in roles for department in reached}
    kept = Membership.objects.filter(user=user, seat__isnull=True)
    present = {(row.role, row.department_id): row for row in kept}
    kept.exclude(pk__in=[row.pk for key, row in present.items() if key in wanted]).delete()
    Membership.objects.bulk_create(
        Membership(user=user, role=role, department_id=department)
        for role, department in sorted(wanted - set(present), key=str)
    )


def sit_down(seat: Seat) -> None:
    """Give the roles of a seat to its holder, and take them from whoever had them by it before."""
    Membership.objects.filter(seat=seat).delete()
    if seat.holder_id:
        Membership.objects.bulk_create(
            Membership(user_id=seat.holder_id, role=role, department_id=seat.department_id, seat=seat)
            for role in seat.roles
        )
