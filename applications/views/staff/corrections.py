"""Taking a request for a correction back (修正のお願いの取消し)."""

from django.http import HttpResponse

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.selectors.corrections import last_request
from applications.selectors.pages import application_page
from applications.services.correction_requests import revoke_correction
from applications.views.staff import acting


@staff_required
def revoke(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Says what taking it back means, and takes it back."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_revoke_correction):
        return back
    if request.method == "POST":
        done = "修正のお願いを取り消しました。審査を続けてください。"
        return acting.at_once(request, receipt_number, revoke_correction, done=done)
    context = {"page": application_page(row), "correction": last_request(row)}
    return acting.page(request, row, "revoke_correction", context)
