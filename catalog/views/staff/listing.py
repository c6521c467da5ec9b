"""The procedures of the city, and how each is listed."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.dataset_selectors import older_than_their_lists
from catalog.forms import DetailsForm
from catalog.limits import procedure_limit
from catalog.services.details import change_details
from catalog.views.staff.finding import procedure_for
from common.errors import DomainError


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def procedures(request: MemberRequest) -> HttpResponse:
    """Every procedure with its state."""
    rows = list(selectors.procedures_for_staff())
    context = {
        "procedures": rows,
        "older": older_than_their_lists(rows),
        "may_adopt": policies.can_adopt(request.actor),
        "limit": procedure_limit(),
        "behind": len(selectors.behind()),
    }
    return render(request, "catalog/staff/procedures.html", context)


@settings_required
@requires(policies.can_see_procedures)
def details(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Name, category, department, search words, place in the list."""
    procedure = procedure_for(request, procedure_id, policies.can_change_details)
    form = DetailsForm(request.POST or None, initial=DetailsForm.initial_of(procedure), actor=request.actor)
    if form.is_valid():
        try:
            change_details(procedure.pk, **form.details(), actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "手続の設定を変えました。住民の画面も変わりました。")
            return redirect("staff_procedure", procedure.pk)
    context = {"procedure": procedure, "form": form}
    return render(request, "catalog/staff/details.html", context, status=422 if form.errors else 200)
