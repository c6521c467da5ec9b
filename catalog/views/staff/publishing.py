"""Before residents see it: what is different, how it looks, publish; stop taking applications and begin again."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.advice import advice
from catalog.forms import CloseForm
from catalog.previewing import preview_of
from catalog.services import publication
from catalog.views.staff.finding import carried_out, procedure_for, procedure_or_404
from common.errors import DomainError


@require_safe
@staff_required
@requires(policies.can_see_procedures)
def differences(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """What the city does differently from the template, in words."""
    row = procedure_or_404(procedure_id)
    context = {"procedure": row, "city_form": selectors.city_form(row)}
    return render(request, "catalog/staff/differences.html", context)


@require_safe
@staff_required
@requires(policies.can_see_procedures)
def preview(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """The draft as residents will see it."""
    row = procedure_or_404(procedure_id)
    shown = preview_of(selectors.city_form(row).definition, request.GET.get("page"))
    if shown is None:
        raise Http404
    return render(request, "catalog/staff/preview.html", {"procedure": row, "preview": shown})


@staff_required
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
    context = {"procedure": row, "city_form": city_form, "advice": advice(city_form.definition), "refusal": refusal}
    return render(request, "catalog/staff/publish.html", context, status=422 if refusal else 200)


@staff_required
@requires(policies.can_see_procedures)
def close(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Stop taking applications, with words for residents."""
    row = procedure_for(request, procedure_id, policies.can_close)
    form = CloseForm(request.POST or None)
    if form.is_valid() and carried_out(
        request,
        lambda: publication.close(row.pk, reason=form.cleaned_data["reason"], actor=request.actor),
        "受付を止めました。届いている申請は、そのまま審査できます。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form}
    return render(request, "catalog/staff/close.html", context, status=422 if form.errors else 200)


@require_POST
@staff_required
@requires(policies.can_see_procedures)
def reopen(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Take applications again."""
    row = procedure_or_404(procedure_id)
    carried_out(request, lambda: publication.reopen(row.pk, actor=request.actor), "受付を再開しました。")
    return redirect("staff_procedure", row.pk)
