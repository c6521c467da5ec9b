"""Read the audit record."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django.db.models import Count, QuerySet
from django.db.models.functions import TruncMonth
from django.utils import timezone

from audit.events import AuditEvent
from audit.models import AuditRecord, Seal
from common.actor import ActorKind


def done_by(kind: ActorKind, actor_ids: Iterable[str]) -> QuerySet[AuditRecord]:
    """Everything these actors of one kind did, the latest first."""
    return AuditRecord.objects.filter(actor_kind=kind, actor_id__in=list(actor_ids)).order_by("-at", "-id")


def history_of(subject: str) -> QuerySet[AuditRecord]:
    """Everything recorded about one receipt number or identifier, oldest first."""
    return AuditRecord.objects.filter(subject=subject)


def sealed_after(position: int, *, events: Iterable[AuditEvent], subjects: QuerySet[Any, Any]) -> QuerySet[Seal]:
    """What was sealed behind a position about some subjects, in order and with its record.

    subjects:  a query for their numbers, in the same schema.
    """
    sealed = Seal.objects.select_related("record").filter(position__gt=position)
    return sealed.filter(record__event__in=list(events), record__subject__in=subjects).order_by("position")


def last_sealed() -> Seal | None:
    """The end of the chain, with its record."""
    return Seal.objects.select_related("record").order_by("-position").first()


def sealed_by_month(events: Iterable[AuditEvent], *, upto: int, since: date | None = None) -> dict[date, int]:
    """How often something was recorded in each month of Japan: its first day -> how often. Months without any are not in it.

    upto:   the position of the last record that counts.
    since:  the first day of the first month that counts; None for all of them.
    """
    found = AuditRecord.objects.filter(event__in=list(events), seal__position__lte=upto)
    if since is not None:
        found = found.filter(at__gte=timezone.make_aware(datetime.combine(since, time.min)))
    months = found.order_by().annotate(month=TruncMonth("at")).values_list("month").annotate(count=Count("pk"))
    return {month.date(): count for month, count in months}


def sealed_records(*, subject: str, person: str, event: str, day: date | None) -> QuerySet[Seal]:
    """Everything that was sealed, the latest first and with its record; each argument that is given narrows it.

    subject:  how a receipt number or identifier begins.
    person:   the identifier of whoever did it.
    day:      by the calendar of Japan.
    """
    found = Seal.objects.select_related("record").order_by("-position")
    if subject:
        found = found.filter(record__subject__startswith=subject)
    if person:
        found = found.filter(record__actor_id=person)
    if event:
        found = found.filter(record__event=event)
    return found.filter(record__at__date=day) if day else found
