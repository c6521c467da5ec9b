"""Receipt number and status code open an application (照会)."""

from django.core.cache import cache

from applications import receipt_numbers, status_codes
from applications.actors import applicant_of
from applications.errors import CodeRefused, TooManyAttempts
from applications.models import Application
from audit.events import AuditEvent
from audit.services import record

MOST_ATTEMPTS = 10
WINDOW_MINUTES = 15


def open_with_code(receipt_number: str, code: str) -> Application:
    """The application that both belong to; the opening is recorded.

    Raises CodeRefused without saying which of the two was wrong, TooManyAttempts after ten tries in a quarter of an hour.
    """
    number = receipt_numbers.normalise(receipt_number)
    if number is None:
        raise CodeRefused
    _count_attempt(number)
    application = Application.objects.filter(receipt_number=number).first()
    if application is None or not status_codes.matches(application.pk, code):
        raise CodeRefused
    record(AuditEvent.APPLICATION_OPENED, actor=applicant_of(application.pk), subject=number)
    return application


def _count_attempt(number: str) -> None:
    """Count before looking, so that two tries at once are two tries. The cache's key carries the city."""
    key = f"status-attempts:{number}"
    cache.add(key, 0, WINDOW_MINUTES * 60)
    try:
        attempts = cache.incr(key)
    except ValueError:  # it ran out between the two calls
        return
    if attempts > MOST_ATTEMPTS:
        raise TooManyAttempts(minutes=WINDOW_MINUTES)
