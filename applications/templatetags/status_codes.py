"""The status code in a mail: derived when the mail is made, so that no outbox row holds it."""

from uuid import UUID

from django import template

from applications import status_codes

register = template.Library()


@register.filter
def status_code(application_id: str) -> str:
    """The code of an application, from its identifier as text."""
    return status_codes.status_code(UUID(application_id))
