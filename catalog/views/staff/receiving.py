"""When applications are taken: period and hours, stop, begin again."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies
from catalog.reception_forms import CloseForm, PeriodForm
from catalog.services import reception
from catalog.views.staff.finding import carried_out, procedure_for, procedure_or_404


@settings_required
@requires(policies.can_see_procedures)
def period(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """From when until when, and at which hours of the day."""
    row = procedure_for(request, procedure_id, policies.can_set_period)
    form = PeriodForm(request.POST or None, initial=PeriodForm.initial_of(row))
    if form.is_valid() and carried_out(
        request,
        lambda: reception.set_period(row.pk, **form.cleaned_data, actor=request.actor),
        "受付の期間と時間を変えました。住民の画面も変わりました。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form}
    return render(request, "catalog/staff/period.html", context, status=422 if form.errors else 200)


@settings_required
@requires(policies.can_see_procedures)
def close(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Stop taking applications, with words for residents."""
    row = procedure_for(request, procedure_id, policies.can_close)
    form = CloseForm(request.POST or None)
    if form.is_valid() and carried_out(
        request,
        lambda: reception.close(row.pk, **form.decision(), actor=request.actor),
        "受付を止めました。届いている申請は、そのまま審査できます。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form}
    return render(request, "catalog/staff/close.html", context, status=422 if form.errors else 200)


@require_POST
@settings_required
@requires(policies.can_see_procedures)
def reopen(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Take applications again."""
    row = procedure_or_404(procedure_id)
    carried_out(request, lambda: reception.reopen(row.pk, actor=request.actor), "受付を再開しました。")
    return redirect("staff_procedure", row.pk)
