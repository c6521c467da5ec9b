"""Doors for the workers."""

from celery import shared_task

from notifications import services
from tenants.task_base import SchemaTask, wake, wake_everywhere

ROUND = 100


@shared_task(base=SchemaTask)
def deliver_due() -> None:
    """Keep every promise of one city whose time has come; when there are many, call another worker to help."""
    waiting = services.due_ids(ROUND)
    if len(waiting) == ROUND:
        wake(services.DELIVER_DUE)
    for notification_id in waiting:
        services.deliver(notification_id)


@shared_task
def sweep() -> None:
    """Every city's turn: what nobody was told of, and what failed before."""
    wake_everywhere("notifications.tasks.deliver_due")


@shared_task(base=SchemaTask)
def discard_old() -> None:
    """Forget what one city, or the consortium, told a month ago."""
    services.discard_old()


@shared_task
def discard_old_everywhere() -> None:
    """Everybody's turn to forget."""
    wake_everywhere("notifications.tasks.discard_old")
