"""An application on paper (印刷)."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications.selectors.history import history
from applications.selectors.pages import application_page
from applications.services import opening
from applications.views.staff import acting


@require_safe
@staff_required
def sheet(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Answers, decision and history, without anything to press; notes of the office stay in the office."""
    row = acting.looked_up(request, receipt_number)
    opening.open_application(row, actor=request.actor)
    lines = [line for line in history(row) if not line.is_reading]
    return acting.page(request, row, "print", {"page": application_page(row), "history": lines})
