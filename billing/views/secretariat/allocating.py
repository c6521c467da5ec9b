"""From the assumptions of a contract to decided contributions (負担金)."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies
from billing.exports import shares_csv, shares_xlsx
from billing.forms.deciding import AnswerForm, ConfirmForm, ConsultForm, ReopenForm
from billing.forms.rule import RuleForm
from billing.models import Contract
from billing.records import rule_from_json
from billing.selectors import contracts, sheets, telling
from billing.services.allocation import allocate, confirm, consult, reopen
from billing.services.contracts import change_rule
from billing.services.replies import answer
from billing.services.telling import costs_of
from billing.views.secretariat.finding import contract_for, sheet_of
from common.errors import DomainError
from common.fiscal import fiscal_year_label
from web.problems import problems_of

FILES = {
    "csv": (shares_csv, "text/csv; charset=utf-8"),
    "xlsx": (shares_xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def contract(request: MemberRequest, contract_id: UUID, number: int | None = None) -> HttpResponse:
    """Assumptions and shares of a contract: the decision in force, the latest, or the one asked for."""
    found = contract_for(request, contract_id)
    return _contract_page(request, found, RuleForm.of(rule_from_json(found.rule)), number)


@require_POST
@secretariat_required
@requires(policies.can_see_contracts)
def calculate(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Take over the rule, and calculate."""
    found = contract_for(request, contract_id)
    form = RuleForm(request.POST)
    if form.is_valid():
        try:
            change_rule(found.pk, form.rule(), actor=request.actor)
            allocate(found.pk, actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("contract", contract_id=found.pk)
    return _contract_page(request, found, form)


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def consult_draft(request: MemberRequest, contract_id: UUID, number: int) -> HttpResponse:
    """Show a draft to the cities and ask for their consent."""
    found = contract_for(request, contract_id)
    sheet = sheet_of(found, number)
    if request.method == "GET" and not policies.can_consult(request.actor, found):
        return redirect("draft", contract_id=found.pk, number=number)
    form = ConsultForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            consult(sheet.id, **form.cleaned_data, actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"案{number}を、参加する市町村に照会しました。")
            return redirect("replies", contract_id=found.pk, number=number)
    return _step_page(request, found, sheet, form, "consult")


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def confirm_draft(request: MemberRequest, contract_id: UUID, number: int) -> HttpResponse:
    """Ask once more, with the resolution, then make a calculation final."""
    found = contract_for(request, contract_id)
    sheet = sheet_of(found, number)
    if request.method == "GET" and not policies.can_confirm(request.actor, found):
        return redirect("draft", contract_id=found.pk, number=number)
    form = ConfirmForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            confirm(sheet.id, **form.cleaned_data, actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("contract", contract_id=found.pk)
    return _step_page(request, found, sheet, form, "confirm")


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_see_contracts)
def reopen_contract(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Begin to change a decision, for a reason."""
    found = contract_for(request, contract_id)
    sheet = sheets.run_sheet(found)
    if sheet is None or (
        request.method == "GET" and (not policies.can_reopen(request.actor, found) or found.is_settled)
    ):
        return redirect("contract", contract_id=found.pk)
    form = ReopenForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            reopen(found.pk, reason=form.cleaned_data["reason"], actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "前提を変えて、新しい案を作れます。いまの決定は、次の決定まで有効です。")
            return redirect("contract", contract_id=found.pk)
    return _step_page(request, found, sheet, form, "reopen")


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def replies(request: MemberRequest, contract_id: UUID, number: int) -> HttpResponse:
    """What each city said to a draft."""
    found = contract_for(request, contract_id)
    return _replies_page(request, found, number, AnswerForm())


@require_POST
@secretariat_required
@requires(policies.can_see_contracts)
def answer_city(request: MemberRequest, contract_id: UUID, number: int, share_id: UUID) -> HttpResponse:
    """Answer one city."""
    found = contract_for(request, contract_id)
    asked = telling.consultation_of(found, number)
    if asked is None or all(city.share_id != share_id for city in asked.cities):
        raise Http404
    form = AnswerForm(request.POST)
    if form.is_valid():
        try:
            answer(share_id, text=form.cleaned_data["text"], actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "回答を送りました。")
            return redirect("replies", contract_id=found.pk, number=number)
    return _replies_page(request, found, number, form, answering=share_id)


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def shares_file(request: MemberRequest, contract_id: UUID, number: int, kind: str) -> HttpResponse:
    """The whole record of a calculation as CSV or Excel."""
    found = contract_for(request, contract_id)
    run = get_object_or_404(sheets.runs_of(found), number=number)
    write, content_type = FILES[kind]
    name = f"負担金_{fiscal_year_label(found.fiscal_year)}_{found.title}_案{number}.{kind}"
    return HttpResponse(
        write(run),
        content_type=content_type,
        headers={"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""},
    )


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def statements(request: MemberRequest, contract_id: UUID, number: int, code: str = "") -> HttpResponse:
    """The explanation of one share, or of all, each on a sheet of paper."""
    found = contract_for(request, contract_id)
    sheet = sheet_of(found, number)
    rows = [row for row in sheet.rows if code in ("", row.code)]
    if not rows:
        raise Http404
    context = {"contract": found, "sheet": sheet, "rows": rows}
    return render(request, "billing/secretariat/statements.html", context)


def _step_page(request: MemberRequest, found: Contract, sheet: sheets.RunSheet, form: Form, step: str) -> HttpResponse:
    faults = problems_of(form)
    context = {
        "contract": found,
        "sheet": sheet,
        "form": form,
        "problems": faults,
        "page_has_errors": bool(faults),
        "consultation": telling.consultation_of(found, sheet.number),
    }
    refused = form.is_bound and bool(form.non_field_errors())
    status = 409 if refused else 422 if faults else 200
    return render(request, f"billing/secretariat/{step}.html", context, status=status)


def _replies_page(
    request: MemberRequest, found: Contract, number: int, form: AnswerForm, *, answering: UUID | None = None
) -> HttpResponse:
    asked = telling.consultation_of(found, number)
    if asked is None:
        raise Http404
    faults = problems_of(form)
    context = {
        "contract": found,
        "consultation": asked,
        "form": form,
        "answering": answering,
        "problems": faults,
        "page_has_errors": bool(faults),
        "may_answer": policies.can_consult(request.actor, found),
    }
    return render(request, "billing/secretariat/replies.html", context, status=422 if faults else 200)


def _contract_page(request: MemberRequest, found: Contract, form: RuleForm, number: int | None = None) -> HttpResponse:
    sheet = sheets.run_sheet(found) if number is None else sheet_of(found, number)
    faults = problems_of(form)
    actor, is_current = request.actor, sheet is not None and sheet.is_current
    made_by_me = sheet is not None and sheet.computed_by_id == actor.id
    is_draft = sheet is not None and sheet.version is None
    may_confirm = policies.can_confirm(actor, found) and is_current and is_draft
    context: dict[str, Any] = {
        "contract": found,
        "sheet": sheet,
        "costs": costs_of(found),
        "drafts": sheets.drafts_of(found),
        "participants": contracts.participation_summary(found),
        "municipalities": contracts.municipalities(),
        "next_year": contracts.next_year_of(found),
        "consultation": telling.consultation_of(found, sheet.number) if sheet else None,
        "form": form,
        "problems": faults,
        "page_has_errors": bool(faults),
        "explained": request.GET.get("explain", ""),
        "may_change": policies.can_change_contract(actor, found),
        "may_add": policies.can_add_contract(actor),
        "may_confirm": may_confirm and not made_by_me,
        "needs_somebody_else": may_confirm and made_by_me,
        "may_consult": policies.can_consult(actor, found) and is_current and is_draft,
        "may_reopen": policies.can_reopen(actor, found) and not found.is_settled,
    }
    return render(request, "billing/secretariat/contract.html", context, status=422 if faults else 200)
