"""The secretariat's desk for contracts and contributions (負担金)."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies, selectors
from billing.exports import shares_csv
from billing.forms import ContractEntry, RuleForm
from billing.models import Contract
from billing.services.allocation import allocate, confirm
from billing.services.contracts import add_contract, change_contract, change_rule
from common.errors import DomainError
from common.fiscal import fiscal_year_label, fiscal_year_of
from web.problems import problems_of

YEARS_BACK, YEARS_AHEAD = 1, 2
CENSUS = {"population_label": "国勢調査", "population_on": "2020-10-01"}


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
    entry = ContractEntry(
        request.POST or None,
        municipalities=selectors.municipalities(),
        fiscal_years=_years_to_choose(),
        initial={"fiscal_year": _this_year(), "equal_weight": 3, "population_weight": 7, **CENSUS},
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
    found = _contract(request, contract_id)
    if request.method == "GET" and not policies.can_change_contract(request.actor, found):
        return redirect("contract", contract_id=found.pk)
    entry = ContractEntry(
        request.POST or None,
        municipalities=selectors.municipalities(),
        fiscal_years=_years_to_choose(found.fiscal_year),
        initial={field.name: getattr(found, field.name) for field in found._meta.concrete_fields},
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


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def contract(request: MemberRequest, contract_id: UUID, number: int | None = None) -> HttpResponse:
    """Assumptions and shares of a contract: the confirmed calculation, the latest, or the one asked for."""
    found = _contract(request, contract_id)
    return _contract_page(request, found, RuleForm.of(found), number)


@require_POST
@secretariat_required
@requires(policies.can_see_contracts)
def calculate(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Take over the amount and the weights, and calculate."""
    found = _contract(request, contract_id)
    form = RuleForm(request.POST)
    if form.is_valid():
        try:
            change_rule(found.pk, **form.cleaned_data, actor=request.actor)
            allocate(found.pk, actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("contract", contract_id=found.pk)
    return _contract_page(request, found, form)


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def confirm_draft(request: MemberRequest, contract_id: UUID, number: int) -> HttpResponse:
    """Ask once more, then make a calculation final."""
    found = _contract(request, contract_id)
    sheet = _sheet(found, number)
    if request.method == "GET" and not policies.can_confirm(request.actor, found):
        return redirect("draft", contract_id=found.pk, number=number)
    refusal = ""
    if request.method == "POST":
        try:
            confirm(sheet.id, actor=request.actor)
        except DomainError as error:
            refusal = error.message
        else:
            return redirect("contract", contract_id=found.pk)
    context = {"contract": found, "sheet": sheet, "refusal": refusal}
    return render(request, "billing/secretariat/confirm.html", context, status=409 if refusal else 200)


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def shares_file(request: MemberRequest, contract_id: UUID, number: int) -> HttpResponse:
    """The whole record of a calculation as CSV."""
    found = _contract(request, contract_id)
    run = get_object_or_404(selectors.runs_of(found), number=number)
    name = f"負担金_{fiscal_year_label(found.fiscal_year)}_{found.title}_案{number}.csv"
    return HttpResponse(
        shares_csv(run),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""},
    )


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def statements(request: MemberRequest, contract_id: UUID, number: int, code: str = "") -> HttpResponse:
    """The explanation of one share, or of all, each on a sheet of paper."""
    found = _contract(request, contract_id)
    sheet = _sheet(found, number)
    rows = [row for row in sheet.rows if code in ("", row.code)]
    if not rows:
        raise Http404
    context = {"contract": found, "sheet": sheet, "rows": rows}
    return render(request, "billing/secretariat/statements.html", context)


def _contract(request: MemberRequest, contract_id: UUID) -> Contract:
    return get_object_or_404(selectors.visible_to(request.actor), pk=contract_id)


def _sheet(found: Contract, number: int) -> selectors.RunSheet:
    if (sheet := selectors.run_sheet(found, number)) is None:
        raise Http404
    return sheet


def _contract_page(request: MemberRequest, found: Contract, form: RuleForm, number: int | None = None) -> HttpResponse:
    sheet = selectors.run_sheet(found) if number is None else _sheet(found, number)
    faults = problems_of(form)
    context: dict[str, Any] = {
        "contract": found,
        "sheet": sheet,
        "drafts": selectors.drafts_of(found),
        "participants": selectors.participation_summary(found),
        "form": form,
        "problems": faults,
        "page_has_errors": bool(faults),
        "explained": request.GET.get("explain", ""),
        "may_change": policies.can_change_contract(request.actor, found),
        "may_confirm": policies.can_confirm(request.actor, found) and sheet is not None and sheet.is_current,
    }
    return render(request, "billing/secretariat/contract.html", context, status=422 if faults else 200)


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
