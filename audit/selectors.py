"""Read the audit record."""

from django.db.models import QuerySet

from audit.models import AuditRecord


def history_of(subject: str) -> QuerySet[AuditRecord]:
    """Everything recorded about one receipt number or identifier, oldest first."""
    return AuditRecord.objects.filter(subject=subject)
