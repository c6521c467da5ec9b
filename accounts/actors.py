"""People of `accounts` as actors, for policies and the audit record."""

from typing import cast

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef, Q, UUIDField
from django.db.models.functions import Cast

from accounts.models import Department, Membership, User
from common.actor import Actor, ActorKind

SYSTEM = Actor(ActorKind.SYSTEM, "system", "共同窓口")


def actor_of(user: User, kind: ActorKind) -> Actor:
    """The person with every role and every department these reach; one query."""
    memberships = _memberships(user)
    return Actor(
        kind,
        str(user.pk),
        user.name,
        roles=frozenset(role for role, _ in memberships),
        departments=frozenset(str(department) for _, reach in memberships for department in reach),
    )


def name_of(user: User, kind: ActorKind) -> Actor:
    """The person without any role, for records of signing in and out; no query."""
    return Actor(kind, str(user.pk), user.name)


def _memberships(user: User) -> list[tuple[str, list[object]]]:
    """Role and the departments it reaches; a role without a department reaches all of them."""
    reach = (
        Department.objects.order_by()
        .annotate(given=Cast(OuterRef("department_id"), UUIDField()))
        .filter(Q(given__isnull=True) | Q(pk=F("given")))
        .values("pk")
    )
    rows = Membership.objects.filter(user=user).annotate(reach=ArraySubquery(reach)).values_list("role", "reach")
    return cast(list[tuple[str, list[object]]], list(rows))
