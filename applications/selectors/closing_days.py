"""The days on which a city is closed, and what falls due."""

from collections.abc import Mapping
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from applications.due import NEAR_DAYS
from applications.models import Application, ClosingDay
from applications.states import COUNTING


def closed_from(day: date) -> frozenset[date]:
    """The closing days from a day on."""
    return frozenset(ClosingDay.objects.filter(day__gte=day).values_list("day", flat=True))


def closing_days_to_come(today: date) -> QuerySet[ClosingDay]:
    """What the page lists: the past needs nobody's attention."""
    return ClosingDay.objects.filter(day__gte=today)


def due_by_person(today: date) -> Mapping[UUID, tuple[int, int, int]]:
    """For everybody who has something due today or in three days: how much is late, due today, due until then."""
    near = today + timedelta(days=NEAR_DAYS)
    theirs = Application.objects.filter(assignee__isnull=False, status__in=COUNTING, due_on__lte=near)
    counted = (
        theirs.order_by()
        .values("assignee")
        .annotate(
            late=Count("pk", filter=Q(due_on__lt=today)),
            today=Count("pk", filter=Q(due_on=today)),
            near=Count("pk", filter=Q(due_on__gt=today)),
            called=Count("pk", filter=Q(due_on__in=(today, near))),
        )
        .filter(called__gt=0)
    )
    return {row["assignee"]: (row["late"], row["today"], row["near"]) for row in counted}
