"""Doors for the workers: what the consortium counts of its shared forms."""

from celery import shared_task

from shared_forms.services import offers
from tenants.context import in_consortium
from tenants.task_base import SchemaTask, wake


@shared_task(base=SchemaTask)
def count_adopters() -> None:
    """How many cities adopted each template; in the consortium."""
    offers.count_adopters()


@shared_task
def sweep_adopters() -> None:
    """The consortium's turn to count."""
    with in_consortium():
        wake("shared_forms.tasks.count_adopters")
