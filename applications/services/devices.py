"""Children a device is asked about again (この端末に覚える): opt-in, kept on the server, forgotten on request."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import KnownDevice
from catalog.models import Procedure

LIFETIME = timedelta(days=400)  # as long as a browser keeps a cookie


def remember(procedure: Procedure, *, token_hash: str, label: str, answers: Mapping[str, object]) -> KnownDevice:
    """Remember one child on a device; the same name again is the same card, with the newest answers."""
    now = timezone.now()
    card, _ = KnownDevice.objects.update_or_create(
        token_hash=token_hash,
        procedure=procedure,
        label=label,
        defaults={"answers": dict(answers), "last_used_at": now, "expires_at": now + LIFETIME},
    )
    return card


def note_use(card: KnownDevice) -> None:
    """Put a card first next time."""
    card.last_used_at = timezone.now()
    card.expires_at = card.last_used_at + LIFETIME
    card.save(update_fields=["last_used_at", "expires_at"])


def forget(token_hash: str) -> int:
    """Forget every child of a device, in every procedure. Returns how many cards."""
    return KnownDevice.objects.filter(token_hash=token_hash).delete()[0]


def discard_expired(now: datetime | None = None) -> int:
    """Forget cards that nobody used for as long as a cookie lives."""
    return KnownDevice.objects.filter(expires_at__lte=now or timezone.now()).delete()[0]
