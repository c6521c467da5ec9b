"""照会: number and code together, few tries, and no hint which of the two was wrong."""

import pytest

from applications.errors import CodeRefused, TooManyAttempts
from applications.receipt_numbers import compose
from applications.services.status_access import MOST_ATTEMPTS, open_with_code
from applications.status_codes import status_code
from audit.models import AuditRecord
from tests.factories.applications import a_procedure, an_application, an_application_row

pytestmark = pytest.mark.usefixtures("in_sakai")


def test_number_and_code_open_the_application_and_it_is_recorded():
    application = an_application()
    before = AuditRecord.objects.count()
    for number, code in [
        (application.receipt_number, "AAAAA-AAAAA"),
        ("27140-R8-0000009-9", status_code(application.pk)),
        ("", ""),
        ("\0", "\0"),
    ]:
        with pytest.raises(CodeRefused) as refusal:
            open_with_code(number, code)
        assert refusal.value.message == CodeRefused().message
    assert AuditRecord.objects.count() == before

    opened = open_with_code(application.receipt_number.replace("-", ""), status_code(application.pk).lower())
    assert opened == application
    record = AuditRecord.objects.latest("at")
    assert (record.event, record.actor_kind, record.subject) == (
        "application.opened",
        "resident",
        application.receipt_number,
    )


def test_too_many_tries_stop_even_the_right_code_for_this_number_only():
    procedure = a_procedure()
    first, second = (
        an_application_row(procedure, number, receipt_number=compose("271403", 2026, number)) for number in (1, 2)
    )
    for _ in range(MOST_ATTEMPTS):
        with pytest.raises(CodeRefused):
            open_with_code(first.receipt_number, "wrong")

    with pytest.raises(TooManyAttempts):
        open_with_code(first.receipt_number, status_code(first.pk))
    assert open_with_code(second.receipt_number, status_code(second.pk)) == second
