"""The days on which a city's offices are closed (閉庁日). What arrived keeps the day that was promised."""

from datetime import date

from django.db import transaction

from applications import policies
from applications.errors import ActionRefused
from applications.models import ClosingDay
from audit.events import AuditEvent
from audit.services import record
from common.actor import Actor


@transaction.atomic
def add_closing_day(day: date, name: str, *, actor: Actor) -> ClosingDay:
    """Close on a day, or give the day another name. Raises ActionRefused."""
    _ask(actor)
    row, _ = ClosingDay.objects.update_or_create(day=day, defaults={"name": name})
    record(AuditEvent.CLOSING_DAYS_CHANGED, actor=actor, closed=day.isoformat())
    return row


@transaction.atomic
def remove_closing_day(day: date, *, actor: Actor) -> None:
    """Open on a day after all; nothing happens where the city was not closed. Raises ActionRefused."""
    _ask(actor)
    removed, _ = ClosingDay.objects.filter(day=day).delete()
    if removed:
        record(AuditEvent.CLOSING_DAYS_CHANGED, actor=actor, opened=day.isoformat())


def _ask(actor: Actor) -> None:
    if not policies.can_set_closing_days(actor):
        raise ActionRefused(action="closing_days")
