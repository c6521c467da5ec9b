"""The provisioning worker's tasks. Its queue is its own: only it knows the owner's connection."""

from celery import shared_task

from tenants import context
from tenants.services import requests
from tenants.task_base import SchemaTask, wake


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
