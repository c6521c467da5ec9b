"""Doors for the workers: what a city tells the consortium about its office."""

from celery import shared_task

from catalog.services import city_report
from tenants.context import for_each_municipality
from tenants.task_base import SchemaTask, wake


@shared_task(base=SchemaTask)
def report() -> None:
    """One city tells what it offers and who manages it, if that has changed."""
    city_report.push_report()


@shared_task
def report_everywhere() -> None:
    """Every city's turn to tell."""
    for_each_municipality(lambda municipality: wake("catalog.tasks.report"))
