"""Applications that only named people read: why somebody opens one, and putting one under protection."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme

from accounts.access import staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.guarding import Reason
from applications.guarding_forms import ConfidentialityForm, ReasonForOpeningForm
from applications.selectors.applications import visible_to
from applications.selectors.staff import possible_viewers_of
from applications.services import confidentiality, opening
from applications.views.staff import acting, reasons_given
from common.errors import DomainError


@staff_required
def reason(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Why this one is opened; the record keeps the answer, and it holds for half an hour."""
    row = get_object_or_404(visible_to(request.actor), receipt_number=receipt_number)
    form = ReasonForOpeningForm(acting.typed(request))
    if form.is_valid():
        opening.give_reason(row, actor=request.actor, reason=Reason(form.cleaned_data["reason"]))
        reasons_given.remember(request.session, receipt_number)
        return redirect(_onwards(request) or resolve_url("staff_application", receipt_number))
    context = {"application": row, "form": form}
    return render(request, "applications/staff/reason.html", context, status=422 if form.errors else 200)


@staff_required
def confidential(request: MemberRequest, receipt_number: str) -> HttpResponse:
    """Who may read this one application (秘匿); everybody of the department again, when it is not marked."""
    row = acting.looked_up(request, receipt_number)
    if back := acting.not_now(request, row, policies.can_set_confidential):
        return back
    readers = possible_viewers_of(row)
    initial = {"is_confidential": row.is_confidential, "viewers": row.viewers or [request.actor.id]}
    form, refusal = ConfidentialityForm(acting.typed(request), people=readers, initial=initial), ""
    if form.is_valid():
        try:
            confidentiality.set_confidential(row.pk, actor=request.actor, **form.setting())
        except DomainError as error:
            refusal = error.message
        else:
            return acting.done(request, row, "だれが見られるかを変えました。")
    context = {"form": form, "refusal": refusal}
    return acting.page(request, row, "confidential", context, refused=bool(refusal or form.errors))


def _onwards(request: MemberRequest) -> str:
    """Where they wanted to go, if that is a page of ours."""
    wanted = request.GET.get("next", "")
    return (
        wanted if url_has_allowed_host_and_scheme(wanted, allowed_hosts=None) and wanted.startswith("/staff/") else ""
    )
