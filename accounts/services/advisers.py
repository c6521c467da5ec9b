"""Let an adviser of the secretariat into the city's settings for some days (アドバイザーの立ち入り): grant, enter, end."""

from datetime import timedelta
from uuid import UUID

from django.core.signing import BadSignature
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import advising, policies
from accounts.errors import ActionRefused
from accounts.models import AdviserEntry, AdviserGrant
from audit import services as audit
from audit.events import AuditEvent
from common.actor import Actor
from common.errors import DomainError
from notifications.services import report_to_consortium
from tenants import context, hand_over
from tenants.figures import ADVISER_ACCESS
from tenants.models import Adviser

MOST_DAYS = 30


class HandOverRefused(DomainError):
    """The link is old, used, or not for this city; or the city lets the adviser in no more."""

    code = "hand_over_refused"


class AlreadyGranted(DomainError):
    """The adviser may be in the settings already."""

    code = "already_granted"


@transaction.atomic
def grant_access(adviser_id: UUID, *, days: int, reason: str, actor: Actor) -> AdviserGrant:
    """Let an adviser into the settings, never into applications, for 1 to 30 days. Raises ActionRefused, AlreadyGranted."""
    adviser = Adviser.objects.filter(pk=adviser_id, dismissed_at__isnull=True).first()
    if adviser is None or not policies.can_grant_access(actor) or not 1 <= days <= MOST_DAYS:
        raise ActionRefused(action="grant_access")
    now = timezone.now()
    if AdviserGrant.objects.filter(adviser_id=adviser_id, ended_at__isnull=True, ends_at__gt=now).exists():
        raise AlreadyGranted(f"{adviser.name}さんには、もう許可しています。延ばすときは、いまの許可を終えてください。")
    grant = AdviserGrant.objects.create(
        adviser_id=adviser_id,
        adviser_name=adviser.name,
        reason=reason,
        granted_at=now,
        granted_by=actor.name,
        ends_at=now + timedelta(days=days),
    )
    audit.record(AuditEvent.ADVISER_GRANTED, actor=actor, subject=str(grant.pk), adviser=str(adviser_id), days=days)
    _tell_consortium(grant)
    return grant


@transaction.atomic
def end_access(grant_id: UUID, *, actor: Actor) -> AdviserGrant:
    """Shut the adviser out with the next page they ask for. Raises ActionRefused."""
    grant = AdviserGrant.objects.select_for_update().get(pk=grant_id)
    if not policies.can_grant_access(actor) or not grant.is_open(timezone.now()):
        raise ActionRefused(action="end_access")
    grant.ended_at, grant.ended_by = timezone.now(), actor.name
    grant.save(update_fields=["ended_at", "ended_by"])
    audit.record(AuditEvent.ADVISER_ENDED, actor=actor, subject=str(grant.pk))
    _tell_consortium(grant)
    return grant


@transaction.atomic
def enter(secret: str) -> AdviserGrant:
    """Take a hand-over link, once. Returns the grant by which the adviser comes in. Raises HandOverRefused."""
    grant = check(secret)
    number = hand_over.read(secret, schema=context.current_schema()).number
    try:
        with transaction.atomic():
            AdviserEntry.objects.create(grant=grant, hand_over=number)
    except IntegrityError as error:
        raise HandOverRefused("このリンクは、もう使われました。事務局の画面から、もう一度入ってください。") from error
    audit.record(AuditEvent.ADVISER_ENTERED, actor=advising.actor_with(grant), subject=str(grant.pk))
    return grant


def check(secret: str) -> AdviserGrant:
    """The grant that a hand-over link is for, without taking it. Raises HandOverRefused."""
    try:
        link = hand_over.read(secret, schema=context.current_schema())
    except BadSignature as error:
        raise HandOverRefused(
            "このリンクは使えません。1分たつと使えなくなります。事務局の画面から、もう一度入ってください。"
        ) from error
    grant = AdviserGrant.objects.filter(pk=link.grant_id, adviser_id=link.adviser_id).first()
    if grant is None or not grant.is_open(timezone.now()) or not advising.is_appointed(grant.adviser_id):
        raise HandOverRefused("この市町村の許可は終わっています。必要なときは、市町村の管理者に頼んでください。")
    return grant


def leave(grant_id: UUID) -> None:
    """Note that the adviser went out by themselves."""
    grant = AdviserGrant.objects.get(pk=grant_id)
    audit.record(AuditEvent.ADVISER_LEFT, actor=advising.actor_with(grant), subject=str(grant.pk))


def _tell_consortium(grant: AdviserGrant) -> None:
    report_to_consortium(
        ADVISER_ACCESS,
        told_at=timezone.now().isoformat(),
        grant_id=str(grant.pk),
        adviser_id=str(grant.adviser_id),
        reason=grant.reason,
        granted_by=grant.granted_by,
        ends_at=grant.ends_at.isoformat(),
        ended_at=grant.ended_at.isoformat() if grant.ended_at else None,
    )
