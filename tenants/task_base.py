"""Celery tasks know their city: it travels in the message's headers, and a task without one fails loudly."""

import logging
from typing import Any

import celery
from celery import current_app
from kombu.exceptions import OperationalError

from tenants import context
from tenants.errors import NoMunicipality

HEADER = "municipality"
CONSORTIUM = "public"
logger = logging.getLogger(__name__)


class SchemaTask(celery.Task):
    """Base of every task: sent from within a municipality or the consortium, run in the same one."""

    abstract = True

    def apply_async(self, args: Any = None, kwargs: Any = None, **options: Any) -> Any:
        headers = dict(options.pop("headers", None) or {})
        if HEADER not in headers:
            headers[HEADER] = context.current_schema()
        return super().apply_async(args, kwargs, headers=headers, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        schema = self.request.get(HEADER)
        if not schema:
            raise NoMunicipality(f"{self.name} was sent without a municipality")
        context.afresh()
        with context.in_consortium() if schema == CONSORTIUM else context.in_municipality(schema):
            return super().__call__(*args, **kwargs)


def wake(task_name: str, *args: str, schema: str = "", in_seconds: float = 0) -> bool:
    """Start a task by name in the context at hand, or in that of `schema`. Returns whether the broker took it.

    in_seconds:  how much later it begins.

    A broker that is down is nobody's problem here: what is to be done stands in a table, and a timer looks there again.
    """
    headers = {HEADER: schema or context.current_schema()}
    try:
        current_app.tasks[task_name].apply_async(args, headers=headers, countdown=in_seconds or None)
    except OperationalError:
        logger.warning("the broker did not take %s; the timer will", task_name)
        return False
    return True


def wake_everywhere(task_name: str) -> None:
    """Start a task in every municipality and in the consortium (timers only)."""
    context.for_each_municipality(lambda municipality: wake(task_name))
    with context.in_consortium():
        wake(task_name)
