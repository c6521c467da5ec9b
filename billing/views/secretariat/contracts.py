"""Contracts at the secretariat's desk: their list, entering and changing them, the next year of one."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies
from billing.forms.contract import ContractEntry, ContractForm
from billing.models import Contract
from billing.selectors import contracts as selectors
from billing.services.contracts import add_contract, carry_on, change_contract
from billing.views.secretariat.finding import contract_for
from common.errors import DomainError
from common.fiscal import fiscal_year_label, fiscal_year_of

YEARS_BACK, YEARS_AHEAD = 1, 2
USUAL = {
    "equal_weight": 3,
    "population_weight": 7,
    "service": Contract.Service.BOTH_PLANS,
    "tax": Contract.Tax.OUT_OF_SCOPE,
}


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def contracts(request: MemberRequest) -> HttpResponse:
    """The contracts of a fiscal year: this one, unless another is asked for."""
    year = _year_asked_for(request)
    context = {
        "year": year,
        "years": sorted({year, _this_year(), *selectors.fiscal_years(request.actor)}, reverse=True),
        "rows": selectors.contracts_of(year, actor=request.actor),
        "may_add": policies.can_add_contract(request.actor),
    }
    return render(request, "billing/secretariat/contracts.html", context)


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_add_contract)
def new_contract(request: MemberRequest) -> HttpResponse:
    """Enter a contract and who takes part."""
    figures = selectors.all_figures()
    people = next((each for each in figures if each.kind == "register" or each.kind == "census"), None)
    entry = ContractEntry(
        request.POST if request.method == "POST" else None,
        municipalities=selectors.municipalities(),
        fiscal_years=_years_to_choose(),
        figures=figures,
        initial={"fiscal_year": _this_year(), "population": str(people.pk) if people else "", **USUAL},
    )
    if request.method == "POST" and entry.is_valid():
        try:
            made = add_contract(entry.facts(), entry.participants(), actor=request.actor)
        except DomainError as error:
            entry.form.add_error(None, error.message)
        else:
            return redirect("contract", contract_id=made.pk)
    return _entry_page(request, entry)


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def edit_contract(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Change a contract and who takes part."""
    found = contract_for(request, contract_id)
    if request.method == "GET" and not policies.can_change_contract(request.actor, found):
        return redirect("contract", contract_id=found.pk)
    entry = ContractEntry(
        request.POST if request.method == "POST" else None,
        municipalities=selectors.municipalities(),
        fiscal_years=_years_to_choose(found.fiscal_year, found.use_year),
        figures=selectors.all_figures(),
        initial=ContractForm.shown(found),
        participations=selectors.participations_of(found),
    )
    if request.method == "POST" and entry.is_valid():
        try:
            change_contract(found.pk, entry.facts(), entry.participants(), actor=request.actor)
        except DomainError as error:
            entry.form.add_error(None, error.message)
        else:
            return redirect("contract", contract_id=found.pk)
    return _entry_page(request, entry, found)


@require_POST
@secretariat_required
@requires(policies.can_add_contract)
def next_year(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Enter the same contract for the following fiscal year."""
    found = contract_for(request, contract_id)
    try:
        made = carry_on(found.pk, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("contract", contract_id=found.pk)
    messages.success(
        request, f"{fiscal_year_label(made.fiscal_year)}分を登録しました。金額と参加する市町村を確かめてください。"
    )
    return redirect("edit_contract", contract_id=made.pk)


def _entry_page(request: MemberRequest, entry: ContractEntry, found: Contract | None = None) -> HttpResponse:
    faults = list(entry.problems())
    context = {
        "entry": entry,
        "form": entry.form,
        "contract": found,
        "problems": faults,
        "page_has_errors": bool(faults),
    }
    return render(request, "billing/secretariat/contract_form.html", context, status=422 if faults else 200)


def _this_year() -> int:
    return fiscal_year_of(timezone.localdate())


def _year_asked_for(request: MemberRequest) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if len(asked) == 4 and asked.isascii() and asked.isdecimal() else _this_year()


def _years_to_choose(*also: int) -> Iterable[int]:
    this_year = _this_year()
    return sorted({*range(this_year - YEARS_BACK, this_year + YEARS_AHEAD + 1), *also})
