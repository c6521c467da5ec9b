"""Before residents see it: what is different, how it looks; then publish."""

from uuid import UUID

from csp.decorators import csp_replace
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.inspection import to_look_at, to_put_right
from catalog.limits import procedure_limit
from catalog.models import Procedure
from catalog.previewing import preview_of
from catalog.services import publication
from catalog.views.staff.finding import procedure_for, procedure_or_404
from catalog.views.trying_out import framed_by_ourselves, tried
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
@framed_by_ourselves
@settings_required
@requires(policies.can_see_procedures)
def preview(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """The draft as residents will see it."""
    row = procedure_or_404(procedure_id)
    shown = preview_of(selectors.city_form(row).filled, request.GET.get("page"))
    if shown is None:
        raise Http404
    return render(request, "catalog/staff/preview.html", {"procedure": row, "preview": shown})


@require_safe
@csp_replace({"frame-src": ["'self'"]})
@settings_required
@requires(policies.can_see_procedures)
def phone(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """The preview as wide as a telephone: a page of its own in a frame, so that it is laid out as it would be there."""
    row = procedure_or_404(procedure_id)
    return render(request, "catalog/staff/phone.html", {"procedure": row})


@framed_by_ourselves
@settings_required
@requires(policies.can_see_procedures)
def try_out(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Fill the draft in as a resident would; nothing is kept."""
    row = procedure_or_404(procedure_id)
    shown = tried(
        request,
        selectors.city_form(row).filled,
        title=row.title,
        address=reverse("staff_try_out", args=[row.pk]),
        leave=reverse("staff_procedure", args=[row.pk]),
    )
    status = 422 if shown["trial"].has_errors else 200
    return render(request, "catalog/staff/try_out.html", shown, status=status)


@settings_required
@requires(policies.can_see_procedures)
def publish(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Show what publishing would change, then publish; or ask a second person to, where the city wants that."""
    row = procedure_for(request, procedure_id, policies.can_publish)
    refusal = ""
    if request.method == "POST":
        try:
            messages.success(request, _carry_out(request, row))
        except DomainError as error:
            refusal = error.message
        else:
            return redirect("staff_procedure", row.pk)
    city_form = selectors.city_form(row)
    proposal = selectors.proposal(row, city_form) if row.needs_second_person else None
    context = {
        "procedure": row,
        "city_form": city_form,
        "to_put_right": to_put_right(city_form),
        "to_look_at": to_look_at(city_form),
        "refusal": refusal,
        "limit": None if row.is_published else procedure_limit(),
        "replayed": selectors.replayed_samples(row, city_form),
        "proposal": proposal,
        "is_own_proposal": proposal is not None and proposal.proposer_id == request.actor.id,
    }
    return render(request, "catalog/staff/publish.html", context, status=422 if refusal else 200)


def _carry_out(request: MemberRequest, row: Procedure) -> str:
    """Do what the pressed button says. Returns what is done."""
    if "propose" in request.POST:
        publication.propose(row.pk, actor=request.actor)
        return "公開を頼みました。別の人が確かめて公開します。"
    if "withdraw" in request.POST:
        publication.withdraw_proposal(row.pk, actor=request.actor)
        return "公開の依頼を取り下げました。"
    form = publication.publish(row.pk, actor=request.actor)
    return f"公開しました（{form.number}回目）。これから始める方に、新しい様式が出ます。"
