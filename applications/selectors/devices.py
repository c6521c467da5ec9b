"""The children a device was asked to remember."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from applications.models import KnownDevice


def cards(token_hash: str, procedure_id: UUID) -> QuerySet[KnownDevice]:
    """The cards of a device for one procedure, the one used last first; none for a device without a token."""
    if not token_hash:
        return KnownDevice.objects.none()
    return KnownDevice.objects.filter(token_hash=token_hash, procedure_id=procedure_id, expires_at__gt=timezone.now())
