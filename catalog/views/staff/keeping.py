"""How long the documents of a procedure are kept."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from catalog import policies
from catalog.retention_form import RetentionForm
from catalog.services.keeping import set_retention
from catalog.views.staff.finding import carried_out, procedure_for


@staff_required
@requires(policies.can_see_procedures)
def retention(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """For how many years (保存年限)."""
    row = procedure_for(request, procedure_id, policies.can_set_retention)
    form = RetentionForm(request.POST or None, initial=RetentionForm.initial_of(row))
    if form.is_valid() and carried_out(
        request,
        lambda: set_retention(row.pk, years=form.retention(), actor=request.actor),
        "保存年限を変えました。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form}
    return render(request, "catalog/staff/retention.html", context, status=422 if form.errors else 200)
