"""The settlement at the end of a fiscal year, at the secretariat's desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies
from billing.forms.deciding import SettleForm
from billing.models import Contract
from billing.selectors.settling import settlement_sheet
from billing.services.settling import decide_settlement, settle
from billing.views.secretariat.finding import contract_for
from common.errors import DomainError
from web.problems import problems_of


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def settlement(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """The year's actual cost, and the difference it makes for each municipality."""
    found = contract_for(request, contract_id)
    form = SettleForm(request.POST if request.method == "POST" else None, initial={"actual_yen": found.total_yen})
    if request.method == "POST" and form.is_valid():
        try:
            settle(found.pk, actual_yen=form.cleaned_data["actual_yen"], actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("settlement", contract_id=found.pk)
    return _page(request, found, form)


@require_POST
@secretariat_required
@requires(policies.can_see_contracts)
def decide(request: MemberRequest, contract_id: UUID, settlement_id: UUID) -> HttpResponse:
    """Make the settlement final."""
    found = contract_for(request, contract_id)
    sheet = settlement_sheet(found)
    form = SettleForm(initial={"actual_yen": found.total_yen})
    if sheet is None or sheet.id != settlement_id:
        return redirect("settlement", contract_id=found.pk)
    try:
        decide_settlement(settlement_id, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return _page(request, found, form, status=409)
    messages.success(request, "精算を確定し、各市町村に知らせました。")
    return redirect("settlement", contract_id=found.pk)


def _page(request: MemberRequest, found: Contract, form: SettleForm, *, status: int = 200) -> HttpResponse:
    sheet, faults, actor = settlement_sheet(found), problems_of(form), request.actor
    is_open = sheet is None or sheet.decided_at is None
    may_decide = policies.can_decide_settlement(actor, found) and sheet is not None and is_open
    context = {
        "contract": found,
        "sheet": sheet,
        "form": form,
        "problems": faults,
        "page_has_errors": bool(faults),
        "explained": request.GET.get("explain", ""),
        "may_settle": policies.can_settle(actor, found) and is_open,
        "may_decide": may_decide and sheet is not None and sheet.computed_by_id != actor.id,
        "needs_somebody_else": may_decide and sheet is not None and sheet.computed_by_id == actor.id,
    }
    return render(request, "billing/secretariat/settlement.html", context, status=422 if faults else status)
