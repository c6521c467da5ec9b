"""Before residents see it: what is different, how it looks; then publish."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.inspection import to_look_at, to_put_right
from catalog.limits import procedure_limit
from catalog.previewing import preview_of
from catalog.services import publication
from catalog.views.staff.finding import procedure_for, procedure_or_404
from common.errors import DomainError


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def differences(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """What the city does differently from the template, in words."""
    row = procedure_or_404(procedure_id)
    context = {"procedure": row, "city_form": selectors.city_form(row)}
    return render(request, "catalog/staff/differences.html", context)


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def preview(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """The draft as residents will see it."""
    row = procedure_or_404(procedure_id)
    shown = preview_of(selectors.city_form(row).filled, request.GET.get("page"))
    if shown is None:
        raise Http404
    return render(request, "catalog/staff/preview.html", {"procedure": row, "preview": shown})


@settings_required
@requires(policies.can_see_procedures)
def publish(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Show what publishing would change, then publish."""
    row = procedure_for(request, procedure_id, policies.can_publish)
    refusal = ""
    if request.method == "POST":
        try:
            form = publication.publish(row.pk, actor=request.actor)
        except DomainError as error:
            refusal = error.message
        else:
            messages.success(request, f"公開しました（{form.number}回目）。これから始める方に、新しい様式が出ます。")
            return redirect("staff_procedure", row.pk)
    city_form = selectors.city_form(row)
    context = {
        "procedure": row,
        "city_form": city_form,
        "to_put_right": to_put_right(city_form),
        "to_look_at": to_look_at(city_form),
        "refusal": refusal,
        "limit": None if row.is_published else procedure_limit(),
    }
    return render(request, "catalog/staff/publish.html", context, status=422 if refusal else 200)
