"""Telling the consortium how much is online and how much arrives (月次の件数): counts, never rows."""

from datetime import date, timedelta

from django.utils import timezone

from applications.selectors.figures import procedures_online, received_in
from applications.selectors.use import metered_use
from notifications.services import report_to_consortium


def push_use(*, since: date | None = None) -> None:
    """Promise the consortium how many applications were taken in each month and how many procedures were open (利用の件数), as far as the audit record is sealed.

    since:  the first day of the first month that is told; None counts from scratch, to the same result.
    """
    use = metered_use(since=since)
    if use.months:
        told: list[dict[str, str | int]] = [
            {"month": each.month.isoformat(), "accepted": each.applications, "procedures": each.procedures}
            for each in use.months
        ]
        report_to_consortium("metered_use", position=use.position, months=told)


def push_figures() -> None:
    """Promise the consortium this month's counts, and the use of this month and the last; later counts replace them there."""
    now = timezone.now()
    month = timezone.localdate(now).replace(day=1)
    report_to_consortium(
        "monthly_figures",
        month=month.isoformat(),
        procedures_online=procedures_online(),
        applications_received=received_in(month),
        counted_at=now.isoformat(),
    )
    push_use(since=(month - timedelta(days=1)).replace(day=1))
