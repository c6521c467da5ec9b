"""What was asked to be corrected, and until when (修正のお願い)."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef

from applications import correction_deadlines
from applications.models import Application, CorrectionRequest
from applications.states import Status


def last_request(application: Application) -> CorrectionRequest | None:
    """The last request, whether it is open or over."""
    return application.correction_requests.order_by("asked_at").last()


def revoked_at(application: Application) -> frozenset[datetime]:
    """The times of the requests that were taken back; their comments bear them."""
    return frozenset(application.correction_requests.filter(is_revoked=True).values_list("asked_at", flat=True))


def to_remind(today: date) -> list[UUID]:
    """Applications with a mail address whose correction is due today or soon, the most urgent first."""
    soon = today + correction_deadlines.LONGEST
    waiting = CorrectionRequest.objects.filter(
        ended_at__isnull=True, answer_by__range=(today, soon), application__status=Status.RETURNED
    )
    return list(
        waiting.exclude(application__email="").order_by("answer_by", "id").values_list("application_id", flat=True)
    )


def has_overdue_correction(today: date) -> Exists:
    """For a list of applications: whether one of them waits for a correction whose day has passed."""
    open_requests = CorrectionRequest.objects.filter(application=OuterRef("pk"), ended_at__isnull=True)
    return Exists(open_requests.filter(answer_by__lt=today))
