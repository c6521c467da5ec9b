"""The documents that are over (文書の保存と廃棄): what is, who proposes and confirms their disposal, and what was disposed of."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import policies
from applications.disposal_files import disposed_csv
from applications.models import Disposal
from applications.selectors import retention
from applications.services import disposal as services
from catalog.selectors import procedures_for_staff
from common.errors import DomainError

MOST_NUMBERS = 200


@require_safe
@staff_required
@requires(policies.can_see_retention)
def overview(request: MemberRequest) -> HttpResponse:
    """What is over, what is under way, what was disposed of."""
    batches = retention.batches_over(timezone.localdate())
    context = {
        "batches": [
            (each, not each.disposal and policies.can_propose_disposal(request.actor, each.procedure))
            for each in batches
        ],
        "under_way": retention.disposals_under_way(),
        "over": retention.disposals_over(),
        "undecided": retention.undecided_procedures(),
    }
    return render(request, "applications/staff/retention.html", context)


@staff_required
@requires(policies.can_see_retention)
def propose(request: MemberRequest, procedure_id: UUID, fiscal_year: int) -> HttpResponse:
    """Says what it means, and proposes it."""
    procedure = get_object_or_404(procedures_for_staff(), pk=procedure_id)
    if not policies.can_propose_disposal(request.actor, procedure):
        raise PermissionDenied
    if request.method == "POST":
        try:
            disposal = services.propose_disposal(procedure, fiscal_year, actor=request.actor)
        except DomainError as error:
            messages.error(request, error.message)
            return redirect("staff_retention")
        messages.success(request, "廃棄を提案し、承認できる人にメールで知らせました。")
        return redirect("staff_disposal", disposal.pk)
    batch = retention.batch_over(procedure, fiscal_year, timezone.localdate())
    if batch is None:
        raise Http404
    context = {"batch": batch, "notice_days": services.NOTICE_DAYS}
    return render(request, "applications/staff/disposal_propose.html", context)


@require_safe
@staff_required
@requires(policies.can_see_retention)
def disposal(request: MemberRequest, disposal_id: UUID) -> HttpResponse:
    """One disposal: who proposed and confirmed it, how far it is, what is held."""
    row = _found(disposal_id)
    left = retention.to_dispose_of(row)
    context = {
        "disposal": row,
        "left": left.count(),
        "held": retention.held_in(row).values_list("receipt_number", flat=True)[:MOST_NUMBERS],
        "may": {
            "confirm": policies.can_confirm_disposal(request.actor, row),
            "call_off": policies.can_call_off_disposal(request.actor, row),
        },
    }
    return render(request, "applications/staff/disposal.html", context)


@require_POST
@staff_required
@requires(policies.can_see_retention)
def confirm(request: MemberRequest, disposal_id: UUID) -> HttpResponse:
    """The second person agrees."""
    row = _found(disposal_id)
    try:
        services.confirm_disposal(row.pk, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "廃棄を承認しました。始める日までは、だれでも取りやめられます。")
    return redirect("staff_disposal", row.pk)


@require_POST
@staff_required
@requires(policies.can_see_retention)
def call_off(request: MemberRequest, disposal_id: UUID) -> HttpResponse:
    """It is not to be done, or no further."""
    row = _found(disposal_id)
    try:
        services.call_off_disposal(row.pk, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "廃棄を取りやめました。")
    return redirect("staff_disposal", row.pk)


@require_safe
@staff_required
@requires(policies.can_see_retention)
def record_file(request: MemberRequest, disposal_id: UUID) -> HttpResponse:
    """The record of a disposal as CSV (廃棄簿)."""
    row = _found(disposal_id)
    name = f"廃棄の記録_{row.procedure.title}_{row.fiscal_year}年度.csv"
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    content = disposed_csv(row, retention.disposed_in(row))
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)


def _found(disposal_id: UUID) -> Disposal:
    return get_object_or_404(retention.disposals(), pk=disposal_id)
