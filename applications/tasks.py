"""Doors for the workers: counts for the consortium, and what is thrown away in time."""

from uuid import UUID

from celery import shared_task
from django.utils import timezone

from applications.services import (
    attachments,
    bulk,
    correction_requests,
    devices,
    disposal,
    drafts,
    due_reminders,
    figures,
    handing_over,
    sharing,
)
from tenants.context import for_each_municipality
from tenants.task_base import SchemaTask, wake


@shared_task(base=SchemaTask)
def push_figures() -> None:
    """One city tells its counts of the month."""
    figures.push_figures()


@shared_task(base=SchemaTask)
def recount_use() -> None:
    """One city counts all its months from scratch."""
    figures.push_use()


@shared_task
def recount_use_everywhere() -> None:
    """Every city's turn to count from scratch."""
    for_each_municipality(lambda municipality: wake("applications.tasks.recount_use"))


@shared_task
def push_figures_everywhere() -> None:
    """Every city's turn to tell."""
    for_each_municipality(lambda municipality: wake("applications.tasks.push_figures"))


@shared_task(base=SchemaTask)
def remind_of_corrections() -> None:
    """Remind one city's applicants of the corrections that are due soon."""
    correction_requests.remind(timezone.localdate())


@shared_task
def remind_of_corrections_everywhere() -> None:
    """Every city's turn to remind."""
    for_each_municipality(lambda municipality: wake("applications.tasks.remind_of_corrections"))


@shared_task(base=SchemaTask)
def discard_expired() -> None:
    """Throw away one city's forgotten drafts and devices, then the files nobody refers to any more."""
    drafts.discard_expired()
    devices.discard_expired()
    attachments.sweep()
    bulk.discard_old()


@shared_task
def discard_expired_everywhere() -> None:
    """Every city's turn to tidy up."""
    for_each_municipality(lambda municipality: wake("applications.tasks.discard_expired"))


@shared_task(base=SchemaTask)
def proceed_with_bulk(run_id: str) -> None:
    """Go on with what somebody asked for on many applications, to its end."""
    bulk.proceed(UUID(run_id))


@shared_task(base=SchemaTask)
def finish_bulk() -> None:
    """Go on with what a worker that died left behind in one city."""
    for run_id in bulk.unfinished():
        bulk.proceed(run_id)


@shared_task
def finish_bulk_everywhere() -> None:
    """Every city's turn to look for such runs."""
    for_each_municipality(lambda municipality: wake("applications.tasks.finish_bulk"))


@shared_task(base=SchemaTask)
def dispose(disposal_id: str) -> None:
    """Dispose of some more of what two people of a city agreed on."""
    disposal.proceed(UUID(disposal_id))


@shared_task(base=SchemaTask)
def begin_disposals() -> None:
    """Go on with one city's disposals whose day has come."""
    disposal.begin_what_is_due()


@shared_task
def begin_disposals_everywhere() -> None:
    """Every city's turn to dispose of what is due."""
    for_each_municipality(lambda municipality: wake("applications.tasks.begin_disposals"))


@shared_task(base=SchemaTask)
def remind_of_due_days() -> None:
    """Tell one city's people what of theirs is due."""
    due_reminders.remind(timezone.localdate())


@shared_task
def remind_of_due_days_everywhere() -> None:
    """Every city's turn to tell."""
    for_each_municipality(lambda municipality: wake("applications.tasks.remind_of_due_days"))


@shared_task(base=SchemaTask)
def share_out() -> None:
    """Give what nobody has in hand to somebody, in one city."""
    sharing.share_out()


@shared_task
def share_out_everywhere() -> None:
    """Every city's turn to share out."""
    for_each_municipality(lambda municipality: wake("applications.tasks.share_out"))


@shared_task(base=SchemaTask)
def hand_seats_over() -> None:
    """Let those sit down in one city whose day has come."""
    handing_over.hand_over_due(timezone.localdate())


@shared_task
def hand_seats_over_everywhere() -> None:
    """Every city's turn to change seats."""
    for_each_municipality(lambda municipality: wake("applications.tasks.hand_seats_over"))
