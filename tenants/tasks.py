"""Doors for the workers. The provisioning worker's queue is its own: only it knows the owner's connection."""

from celery import shared_task

from tenants import context
from tenants.services import requests, sealing
from tenants.task_base import SchemaTask, wake, wake_everywhere


@shared_task(base=SchemaTask)
def provision(request_id: str) -> None:
    """Fulfil one wish for a new municipality."""
    requests.fulfil(request_id)


@shared_task
def sweep_requests() -> None:
    """Start again what was asked for and never began (the broker was down, or the worker)."""
    with context.in_consortium():
        for request_id in requests.waiting_ids():
            wake(requests.PROVISION_TASK, str(request_id))


@shared_task(base=SchemaTask)
def seal() -> None:
    """Seal the audit records of one city, or of the consortium."""
    sealing.seal_and_tell()


@shared_task
def seal_everywhere() -> None:
    """Every city's turn to be sealed, and the consortium's."""
    wake_everywhere("tenants.tasks.seal")
