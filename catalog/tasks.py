"""Doors for the workers: what a city tells the consortium about its office, and updates of shared forms."""

from celery import shared_task

from catalog.services import city_report, following, rehearsing
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


@shared_task(base=SchemaTask)
def rehearse(rehearsal_id: str) -> None:
    """One city works out what the next version of a template would do here."""
    rehearsing.rehearse(rehearsal_id)


@shared_task(base=SchemaTask)
def follow() -> None:
    """One city takes the updates that ask nothing of anybody, where it wants that."""
    if following.follow():
        city_report.push_report()


@shared_task
def follow_everywhere() -> None:
    """Every city's turn to follow."""
    for_each_municipality(lambda municipality: wake("catalog.tasks.follow"))
