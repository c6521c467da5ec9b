"""Telling the consortium how much is online and how much arrives (月次の件数): counts, never rows."""

from django.utils import timezone

from applications.selectors.figures import procedures_online, received_in
from notifications.services import report_to_consortium


def push_figures() -> None:
    """Promise the consortium this month's counts; later counts replace them there."""
    now = timezone.now()
    month = timezone.localdate(now).replace(day=1)
    report_to_consortium(
        "monthly_figures",
        month=month.isoformat(),
        procedures_online=procedures_online(),
        applications_received=received_in(month),
        counted_at=now.isoformat(),
    )
