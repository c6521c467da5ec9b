"""The settlement at the end of a fiscal year, at the secretariat's desk."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies
from billing.forms.deciding import SettleForm
from billing.models import Contract
from billing.selectors.settling import SettlementSheet, settlement_sheet
from billing.services.settling import decide_settlement, settle
from billing.views.secretariat.finding import contract_for
from common.actor import Actor
from common.errors import DomainError
from common.fiscal import last_day
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


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def decide(request: MemberRequest, contract_id: UUID, settlement_id: UUID) -> HttpResponse:
    """Ask once more, then make the settlement final."""
    found = contract_for(request, contract_id)
    sheet = settlement_sheet(found)
    if sheet is None or sheet.id != settlement_id or not _may_decide(request.actor, found, sheet):
        return redirect("settlement", contract_id=found.pk)
    if request.method == "POST":
        try:
            decide_settlement(settlement_id, actor=request.actor)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, "精算を確定し、各市町村に知らせました。")
        return redirect("settlement", contract_id=found.pk)
    context = {"contract": found, "sheet": sheet, "year_is_over": _is_over(found)}
    return render(request, "billing/secretariat/settlement_decide.html", context)


def _may_decide(actor: Actor, found: Contract, sheet: SettlementSheet) -> bool:
    """Who did not calculate it."""
    is_open = sheet.decided_at is None
    return is_open and policies.can_decide_settlement(actor, found) and sheet.computed_by_id != actor.id


def _is_over(found: Contract) -> bool:
    return timezone.localdate() > last_day(found.fiscal_year)


def _page(request: MemberRequest, found: Contract, form: SettleForm) -> HttpResponse:
    sheet, faults, actor = settlement_sheet(found), problems_of(form), request.actor
    is_open = sheet is None or sheet.decided_at is None
    may_decide = sheet is not None and _may_decide(actor, found, sheet)
    context = {
        "contract": found,
        "sheet": sheet,
        "form": form,
        "problems": faults,
        "page_has_errors": bool(faults),
        "explained": request.GET.get("explain", ""),
        "year_is_over": _is_over(found),
        "may_settle": policies.can_settle(actor, found) and is_open,
        "may_decide": may_decide,
        "needs_somebody_else": is_open and policies.can_decide_settlement(actor, found) and not may_decide,
    }
    return render(request, "billing/secretariat/settlement.html", context, status=422 if faults else 200)
