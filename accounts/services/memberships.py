"""The roles of one person, and the departments they reach (役割と所属)."""

from collections.abc import Collection
from uuid import UUID

from accounts.models import Membership, User
from accounts.roles import Role


def replace(user: User, roles: Collection[Role], departments: Collection[UUID]) -> None:
    """Give one person exactly these roles, each of them in all of these departments.

    departments:  empty lets the roles reach the whole city (or the consortium).

    Roles and departments are always given as a whole: an approver here who merely reads there would be an approver in both,
    for `Actor` keeps the two apart.
    """
    reached: Collection[UUID | None] = departments or [None]
    wanted = {(str(role), department) for role in roles for department in reached}
    kept = Membership.objects.filter(user=user)
    present = {(row.role, row.department_id): row for row in kept}
    kept.exclude(pk__in=[row.pk for key, row in present.items() if key in wanted]).delete()
    Membership.objects.bulk_create(
        Membership(user=user, role=role, department_id=department)
        for role, department in sorted(wanted - set(present), key=str)
    )
