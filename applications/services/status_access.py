"""Receipt number and status code open an application (照会)."""

from applications import receipt_numbers, status_codes
from applications.actors import applicant_of
from applications.errors import CodeRefused
from applications.models import Application
from applications.services import attempts
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
    attempts.count(f"status:{number}", most=MOST_ATTEMPTS, minutes=WINDOW_MINUTES)
    application = Application.objects.filter(receipt_number=number).first()
    if application is None or not status_codes.matches(application.pk, code):
        raise CodeRefused
    record(AuditEvent.APPLICATION_OPENED, actor=applicant_of(application.pk), subject=number)
    return application
