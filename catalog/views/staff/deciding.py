"""How applications for a procedure are decided: the words about appeals."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from catalog import policies
from catalog.appeal_notice import standard_notice
from catalog.deciding_forms import AppealNoticeForm
from catalog.services import deciding
from catalog.views.staff.finding import carried_out, procedure_for
from tenants.context import current_municipality


@staff_required
@requires(policies.can_see_procedures)
def appeal_notice(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """What a rejection says about appeals (教示)."""
    row, city = procedure_for(request, procedure_id, policies.can_set_appeal_notice), current_municipality().name
    form = AppealNoticeForm(request.POST or None, initial=AppealNoticeForm.initial_of(row, city))
    if form.is_valid() and carried_out(
        request,
        lambda: deciding.set_appeal_notice(row.pk, **form.notice(), actor=request.actor),
        "教示を変えました。これからの却下に付きます。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form, "standard": standard_notice(city)}
    return render(request, "catalog/staff/appeal_notice.html", context, status=422 if form.errors else 200)
