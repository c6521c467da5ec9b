"""Read the audit record."""

from collections.abc import Iterable

from django.db.models import QuerySet

from audit.models import AuditRecord
from common.actor import ActorKind


def done_by(kind: ActorKind, actor_ids: Iterable[str]) -> QuerySet[AuditRecord]:
    """Everything these actors of one kind did, the latest first."""
    return AuditRecord.objects.filter(actor_kind=kind, actor_id__in=list(actor_ids)).order_by("-at", "-id")


def history_of(subject: str) -> QuerySet[AuditRecord]:
    """Everything recorded about one receipt number or identifier, oldest first."""
    return AuditRecord.objects.filter(subject=subject)
