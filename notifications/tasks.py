"""Doors for the workers: one promise, or all that are due."""

from celery import shared_task

from notifications import services
from tenants.task_base import SchemaTask, wake_everywhere


@shared_task(base=SchemaTask)
def deliver(notification_id: str) -> None:
    """Keep one promise."""
    services.deliver(notification_id)


@shared_task(base=SchemaTask)
def deliver_due() -> None:
    """Keep every promise of one city whose time has come."""
    for notification_id in services.due_ids():
        services.deliver(notification_id)


@shared_task
def sweep() -> None:
    """Every city's turn: what nobody was told of, and what failed before."""
    wake_everywhere("notifications.tasks.deliver_due")
