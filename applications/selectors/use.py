"""How much a city uses the platform (利用の件数), by its sealed audit record alone: whoever counts comes to the same numbers."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from audit.events import AuditEvent
from audit.selectors import last_sealed, sealed_after, sealed_by_month
from catalog.models import Procedure
from common.fiscal import first_of_month, months_from

RECEIVED = (AuditEvent.APPLICATION_RECEIVED, AuditEvent.APPLICATION_ENTERED)
_PUBLISHED = (AuditEvent.FORM_PUBLISHED, AuditEvent.FORM_ROLLED_BACK)
_CLOSED, _REOPENED = AuditEvent.FORM_CLOSED, AuditEvent.FORM_REOPENED


@dataclass(frozen=True, slots=True)
class MonthOfUse:
    """A calendar month of Japan.

    applications:  that were taken in it, online or typed in at the counter.
    procedures:    that were published and not closed at its end, or when the last record was sealed.
    """

    month: date
    applications: int
    procedures: int


@dataclass(frozen=True, slots=True)
class Use:
    """The months that were counted, and the position up to which the record was sealed then; 0 where nothing is."""

    position: int
    months: tuple[MonthOfUse, ...] = ()

    @property
    def applications(self) -> int:
        """Taken in all of these months."""
        return sum(each.applications for each in self.months)


def metered_use(*, since: date | None = None) -> Use:
    """A city's use from the first month in which there was any to that of the last sealed record.

    since:  the first day of the first month that is asked for; None for all of them.
    """
    last = last_sealed()
    if last is None:
        return Use(0)
    received = sealed_by_month(RECEIVED, upto=last.position, since=since)
    open_procedures = _open_procedures(upto=last.position)
    used = [*received, *open_procedures]
    if not used:
        return Use(last.position)
    start = max(min(used), since or min(used))
    months, standing = [], 0
    for month in months_from(min(used), max(_month(last.record.at), *used)):
        standing = open_procedures.get(month, standing)
        if month >= start:
            months.append(MonthOfUse(month, received.get(month, 0), standing))
    return Use(last.position, tuple(months))


def _open_procedures(*, upto: int) -> dict[date, int]:
    """Months in which a procedure was published, closed or reopened -> how many were open at their end."""
    published: set[str] = set()
    closed: set[str] = set()
    open_at_end = {}
    slugs = Procedure.objects.values("slug")
    for seal in sealed_after(0, events=(*_PUBLISHED, _CLOSED, _REOPENED), subjects=slugs).filter(position__lte=upto):
        slug = seal.record.subject
        if seal.record.event in _PUBLISHED:
            published.add(slug)
        elif seal.record.event == _CLOSED:
            closed.add(slug)
        else:
            closed.discard(slug)
        open_at_end[_month(seal.record.at)] = len(published - closed)
    return open_at_end


def _month(at: datetime) -> date:
    return first_of_month(timezone.localdate(at))
