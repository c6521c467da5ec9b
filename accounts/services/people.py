"""Add people, change what they may do, shut them out and let them in again."""

from collections.abc import Collection
from uuid import UUID

from django.db import IntegrityError, transaction

from accounts import doors, policies
from accounts.errors import ActionRefused, AddressTaken, LastAdministrator
from accounts.models import Membership, User
from accounts.roles import Role
from accounts.services import memberships
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from tenants.services.advisers import dismiss_person


@transaction.atomic
def create_person(
    *,
    email: str,
    name: str,
    roles: Collection[Role],
    departments: Collection[UUID] = (),
    password: str | None = None,
    actor: Actor,
) -> User:
    """Add a member of staff or of the secretariat (利用者の追加), without telling them; see `invitations.invite_person`.

    departments:  keys of Department; empty lets the roles reach the whole city.
    password:     None leaves the person unable to sign in until an invitation is used.
    Raises        ActionRefused, AddressTaken.
    """
    if not policies.can_manage_people(actor):
        raise ActionRefused(action="invite")
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, name, password)
    except IntegrityError as error:
        raise AddressTaken from error
    memberships.replace(user, roles, departments)
    audit.record(AuditEvent.PERSON_INVITED, actor=actor, subject=str(user.pk), roles=_codes(roles))
    return user


@transaction.atomic
def change_roles(person_id: UUID, *, roles: Collection[Role], departments: Collection[UUID] = (), actor: Actor) -> User:
    """Give a person other roles or departments (役割の変更). Raises ActionRefused, LastAdministrator."""
    if not policies.can_manage_people(actor):
        raise ActionRefused(action="change_roles")
    administrators = lock_administrators()
    user = User.objects.select_for_update().get(pk=person_id)
    if Role.ADMINISTRATOR not in roles:
        _refuse_to_lose_the_last(administrators, user)
    before = _codes(Membership.objects.filter(user=user, seat__isnull=True).values_list("role", flat=True))
    memberships.replace(user, roles, departments)
    audit.record(
        AuditEvent.PERSON_ROLES_CHANGED,
        actor=actor,
        subject=str(user.pk),
        before=before,
        after=_codes(roles),
        departments=len(departments),
    )
    return user


@transaction.atomic
def deactivate_person(person_id: UUID, *, actor: Actor) -> User:
    """Shut a person out, at once and in every open session (利用の停止). Raises ActionRefused, LastAdministrator."""
    administrators = lock_administrators()
    user = User.objects.select_for_update().get(pk=person_id)
    if not policies.can_deactivate(actor, user):
        raise ActionRefused(action="deactivate")
    _refuse_to_lose_the_last(administrators, user)
    if doors.is_consortium():
        dismiss_person(user.pk, actor=actor)  # or an adviser would stay inside the cities
    return _set_active(user, False, AuditEvent.PERSON_DEACTIVATED, actor)


@transaction.atomic
def reactivate_person(person_id: UUID, *, actor: Actor) -> User:
    """Let a person in again, with the roles they had (利用の再開). Raises ActionRefused."""
    user = User.objects.select_for_update().get(pk=person_id)
    if not policies.can_reactivate(actor, user):
        raise ActionRefused(action="reactivate")
    return _set_active(user, True, AuditEvent.PERSON_REACTIVATED, actor)


def _set_active(user: User, active: bool, event: AuditEvent, actor: Actor) -> User:
    user.is_active = active
    user.save(update_fields=["is_active"])
    audit.record(event, actor=actor, subject=str(user.pk))
    return user


def lock_administrators() -> set[UUID]:
    """Everybody who administers now: two administrators cannot remove each other at the same time.

    First locked, in one order; then read again, for whoever held the lock before may have changed who it is.
    """
    administrators = User.objects.filter(is_active=True, memberships__role=Role.ADMINISTRATOR)
    list(User.objects.filter(pk__in=administrators.values("pk")).order_by("pk").select_for_update())
    return set(administrators.values_list("pk", flat=True))


def _refuse_to_lose_the_last(administrators: set[UUID], user: User) -> None:
    if administrators == {user.pk}:
        raise LastAdministrator


def _codes(roles: Collection[str]) -> str:
    return ",".join(sorted({str(role) for role in roles}))
