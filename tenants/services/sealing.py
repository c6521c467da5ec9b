"""Sealing the records of the context at hand, and telling the consortium how far it came."""

from datetime import timedelta
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from audit import sealing
from tenants.context import current_municipality_or_none, in_consortium
from tenants.models import SealedHead

TELL_EVERY = timedelta(minutes=10)


def seal_and_tell() -> int:
    """Seal what is settled, then tell the head at most every ten minutes, in another transaction. Returns how many were sealed.

    The consortium's own head stands beside those of the cities, without a city. A worker that dies in between, or two at once, do no harm: a head is told once per position.
    """
    sealed = sealing.seal_all()
    if (head := sealing.head()) is not None:
        municipality = current_municipality_or_none()
        _tell(head, municipality.id if municipality else None)
    return sealed


def told_heads(municipality_id: UUID | None) -> dict[int, bytes]:
    """Every head that a city told, by position; without a city, the consortium's."""
    with in_consortium():
        heads = _heads(municipality_id).values_list("position", "hash")
        return {position: bytes(sealed) for position, sealed in heads}


def _heads(municipality_id: UUID | None) -> QuerySet[SealedHead]:
    if municipality_id is None:
        return SealedHead.objects.filter(municipality__isnull=True)
    return SealedHead.objects.filter(municipality_id=municipality_id)


def _tell(head: sealing.Head, municipality_id: UUID | None) -> None:
    with in_consortium():
        last = _heads(municipality_id).order_by("-position").first()
        if last and (last.position >= head.position or timezone.now() - last.told_at < TELL_EVERY):
            return
        row = SealedHead(
            municipality_id=municipality_id, position=head.position, hash=head.hash, sealed_at=head.sealed_at
        )
        SealedHead.objects.bulk_create([row], ignore_conflicts=True)
