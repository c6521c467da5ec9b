"""What an administrator does for somebody's sign-in: end it everywhere, or lift a lock after too many mistakes."""

from uuid import UUID

from django.db import transaction

from accounts import lock_out, policies, signed_in_devices
from accounts.errors import ActionRefused
from accounts.models import User
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor


@transaction.atomic
def sign_out_everywhere(person_id: UUID, *, actor: Actor) -> User:
    """End every session of a person, at once (一斉サインアウト): for a lost laptop. Raises ActionRefused."""
    user = _asked_for(person_id, actor, "sign_out_everywhere")
    count = signed_in_devices.end_all(user)
    audit.record(AuditEvent.SESSIONS_ENDED, actor=actor, subject=str(user.pk), count=count)
    return user


@transaction.atomic
def lift_lock(person_id: UUID, *, actor: Actor) -> User:
    """Let a person try again who was locked out after wrong passwords or codes (一時停止の解除). Raises ActionRefused."""
    user = _asked_for(person_id, actor, "lift_lock")
    audit.record(AuditEvent.LOCK_LIFTED, actor=actor, subject=str(user.pk))
    lock_out.lift(user)
    return user


def _asked_for(person_id: UUID, actor: Actor, action: str) -> User:
    if not policies.can_manage_people(actor):
        raise ActionRefused(action=action)
    return User.objects.select_for_update().get(pk=person_id)
