"""Tokens of the API (APIトークン): made and revoked by administrators, and looked up at every request of a program."""

import secrets
from collections.abc import Collection
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from applications import policies
from applications.errors import ActionRefused
from applications.models import ApiToken
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor

PREFIX = "kyodo_"
NOTE_USE_EVERY = timedelta(minutes=1)


@transaction.atomic
def make_token(*, name: str, procedures: Collection[UUID], last_day: date, actor: Actor) -> tuple[ApiToken, str]:
    """Make a token that is good until the end of a day. Returns it with its secret, which nobody can see again.

    Raises ActionRefused.
    """
    if not policies.can_manage_tokens(actor):
        raise ActionRefused(action="make_token")
    secret = PREFIX + secrets.token_urlsafe(32)
    token = ApiToken.objects.create(
        name=name,
        token_hash=_hash(secret),
        hint=secret[-4:],
        procedures=sorted(set(procedures)),
        made_at=timezone.now(),
        made_by=actor.name,
        expires_at=timezone.make_aware(datetime.combine(last_day + timedelta(days=1), time())),
    )
    record(AuditEvent.API_TOKEN_MADE, actor=actor, subject=str(token.pk), procedures=len(token.procedures))
    return token, secret


@transaction.atomic
def revoke_token(token_id: UUID, *, actor: Actor) -> ApiToken:
    """End a token at once, for good; a second time changes nothing. Raises ActionRefused."""
    if not policies.can_manage_tokens(actor):
        raise ActionRefused(action="revoke_token")
    token = ApiToken.objects.select_for_update().get(pk=token_id)
    if token.revoked_at is None:
        token.revoked_at = timezone.now()
        token.save(update_fields=["revoked_at"])
        record(AuditEvent.API_TOKEN_REVOKED, actor=actor, subject=str(token.pk))
    return token


def use_token(secret: str) -> ApiToken | None:
    """The token of a secret, if it is good now. Notes that it was used, at most once a minute."""
    now = timezone.now()
    good = ApiToken.objects.filter(token_hash=_hash(secret), revoked_at__isnull=True, expires_at__gt=now)
    token = good.first()
    if token and (token.last_used_at is None or now - token.last_used_at >= NOTE_USE_EVERY):
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)
    return token


def _hash(secret: str) -> str:
    """256 random bits want no slow hash."""
    return sha256(secret.encode()).hexdigest()
