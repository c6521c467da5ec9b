"""What residents are told by mail, in the language they applied in: numbers, names of procedures, addresses of pages; never an answer."""

from django.conf import settings

from applications.models import Application
from applications.selectors.drafts import form_of
from applications.titles import title_in
from catalog.models import Procedure
from notifications.models import Notification
from notifications.services import outbox_row, promise
from shared_forms.language import CompiledForm
from tenants.context import current_municipality


def received_message(application: Application, procedure: Procedure, form: CompiledForm) -> Notification:
    """The mail with the receipt number, not yet written; the status code is derived when it is sent, and stored nowhere."""
    return outbox_row(
        "application_received",
        to=application.email,
        application_id=str(application.pk),
        **_about(application, procedure, form),
    )


def tell_applicant(template: str, application: Application, *, at: str | None = None, **values: str) -> None:
    """Promise a mail on one step of an application, if there is an address to send it to.

    at:      another address than the present one, as after it was changed.
    values:  what this mail says besides, such as a day.
    """
    address = application.email if at is None else at
    if address:
        about = _about(application, application.procedure, form_of(application))
        promise(template, to=address, **about, **values)


def _about(application: Application, procedure: Procedure, form: CompiledForm) -> dict[str, str]:
    municipality = current_municipality()
    return {
        "language": application.language,
        "municipality": municipality.name,
        "procedure": title_in(form, procedure).get(application.language),
        "receipt_number": application.receipt_number,
        "status_address": settings.KYODO.address(municipality.host, "/status/"),
    }
