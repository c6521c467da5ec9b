"""Reads of people and departments."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Self
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.db.models import Count, Prefetch, Q, QuerySet

from accounts.models import Department, Membership, Seat, User
from accounts.roles import Role


@dataclass(frozen=True)
class PersonRow:
    """One person as the list shows them. Without departments the roles reach all of them."""

    id: UUID
    name: str
    email: str
    roles: tuple[str, ...]
    departments: tuple[str, ...]
    is_active: bool
    has_signed_in: bool
    last_sign_in: datetime | None

    @classmethod
    def of(cls, user: User) -> Self:
        """Reads `memberships` and their departments, which `people()` fetched beforehand."""
        memberships = user.memberships.all()
        roles = {row.role for row in memberships}
        return cls(
            user.pk,
            user.name,
            user.email,
            tuple(role.label for role in Role if role in roles),
            tuple(dict.fromkeys(row.department.name for row in memberships if row.department)),
            user.is_active,
            user.last_login is not None,
            user.last_login,
        )


def people(search: str = "") -> QuerySet[User]:
    """Everybody with an account here, those in use first, by name; `search` is part of a name or address."""
    memberships = Membership.objects.select_related("department").order_by("department__position", "department__name")
    found = User.objects.filter(Q(name__icontains=search) | Q(email__icontains=search))
    return found.order_by("-is_active", "name", "pk").prefetch_related(Prefetch("memberships", memberships))


def people_count() -> int:
    """How many people may sign in here."""
    return User.objects.filter(is_active=True).count()


def administrators() -> QuerySet[User]:
    """Those who manage the others and may sign in, by name."""
    held = Membership.objects.filter(role=Role.ADMINISTRATOR).values("user")
    return User.objects.filter(is_active=True, pk__in=held).order_by("name", "pk")


def holders_of(roles: Collection[Role], departments: Collection[UUID | str]) -> QuerySet[User]:
    """Everybody in use who holds one of the roles in one of the departments, or everywhere; by name."""
    reached = Q(memberships__department__in=departments) | Q(memberships__department__isnull=True)
    return User.objects.filter(reached, memberships__role__in=roles, is_active=True).order_by("name", "id").distinct()


def departments() -> QuerySet[Department]:
    """Every department in its order, with `people_count`: how many people in use belong to it."""
    return Department.objects.annotate(
        people_count=Count("memberships__user", filter=Q(memberships__user__is_active=True), distinct=True)
    )


def seats() -> QuerySet[Seat]:
    """Every seat in the order of its department, with department, holder and next holder."""
    return Seat.objects.select_related("department", "holder", "next_holder")


@dataclass(frozen=True)
class Passkey:
    """One passkey, as its owner knows it."""

    id: int
    name: str
    added_at: datetime
    used_at: datetime | None


@dataclass(frozen=True)
class SignInSetUp:
    """What one person has set up to sign in."""

    has_totp: bool
    passkeys: tuple[Passkey, ...]
    recovery_codes_left: int

    @property
    def has_second_factor(self) -> bool:
        return self.has_totp or bool(self.passkeys)

    @property
    def can_lose_a_passkey(self) -> bool:
        """Whether a second factor is left when one passkey is gone."""
        return self.has_totp or len(self.passkeys) > 1


def sign_in_set_up(user: User) -> SignInSetUp:
    """The second factors of one person; one query."""
    kept = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    types = {each.type: each for each in kept}
    codes = types.get(Authenticator.Type.RECOVERY_CODES)
    return SignInSetUp(
        Authenticator.Type.TOTP in types,
        tuple(
            Passkey(each.pk, each.wrap().name, each.created_at, each.last_used_at)
            for each in kept
            if each.type == Authenticator.Type.WEBAUTHN
        ),
        len(codes.wrap().get_unused_codes()) if codes else 0,
    )


def personas() -> list[PersonRow]:
    """Everybody who could sign in, for the demo's page of sign-ins."""
    return [PersonRow.of(user) for user in people().filter(is_active=True)]
