"""Where what arrives goes: to which department, and to whom in it."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies
from catalog.desk_forms import DesksForm
from catalog.selectors import city_form
from catalog.services import deciding
from catalog.views.staff.finding import carried_out, procedure_for


@settings_required
@requires(policies.can_see_procedures)
def desks(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Which answer decides, and where each of its options leads."""
    row = procedure_for(request, procedure_id, policies.can_set_desks)
    form = DesksForm(
        request.POST or None,
        procedure=row,
        definition=city_form(row).filled,
        question=request.GET.get("question"),
    )
    if form.is_valid() and carried_out(
        request,
        lambda: deciding.set_desks(row.pk, **form.desks(), actor=request.actor),
        "行き先を変えました。これから届く申請に使います。",
    ):
        return redirect("staff_procedure", row.pk)
    return render(
        request, "catalog/staff/desks.html", {"procedure": row, "form": form}, status=422 if form.errors else 200
    )
