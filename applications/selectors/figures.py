"""Counts that a city tells the consortium (月次の件数)."""

from datetime import date, datetime, time
from uuid import UUID

from django.db.models import Count
from django.utils import timezone

from applications.models import Application
from catalog.models import Procedure


def procedures_online() -> int:
    """How many procedures residents can begin now."""
    return Procedure.objects.filter(current_form__isnull=False, closed_at=None).count()


def received_in(month: date) -> int:
    """How many applications arrived in the month that begins on this day, withdrawn ones included."""
    following = date(month.year + month.month // 12, month.month % 12 + 1, 1)
    return Application.objects.filter(arrived_at__gte=_midnight(month), arrived_at__lt=_midnight(following)).count()


def uses_since(day: date) -> dict[UUID, int]:
    """How often each procedure was used from a day on; what nobody used is not in it."""
    rows = Application.objects.filter(arrived_at__gte=_midnight(day)).order_by().values_list("procedure_id")
    return dict(rows.annotate(count=Count("pk")))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
