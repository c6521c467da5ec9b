"""Keeping one application from being disposed of (廃棄の保留)."""

from functools import partial

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.forms import HoldForm
from applications.selectors.retention import holds_on
from applications.services import holds
from applications.views.staff import acting


@staff_required
def hold(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Why it is held, and one more reason."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_hold):
        return back
    form = HoldForm(acting.typed(request))
    if form.is_valid():
        service = partial(holds.place_hold, reason=form.reason_code())
        return acting.at_once(request, receipt_number, service, done="廃棄を保留しました。解くまで消えません。")
    context = {"form": form, "holds": holds_on(row)}
    return acting.page(request, row, "hold", context, refused=bool(form.errors))


@require_POST
@staff_required
def lift(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """One reason is gone."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        return redirect("staff_hold", receipt_number)
    service = partial(holds.lift_hold, reason=form.reason_code())
    return acting.at_once(request, receipt_number, service, done="廃棄の保留を解きました。")
