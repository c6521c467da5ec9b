"""Trying out other assumptions (試算), keeping them under a name, comparing them, and showing them to the cities."""

from fractions import Fraction
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_POST

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies
from billing.allocation import CannotAllocate
from billing.charts import longest
from billing.exports import comparison_xlsx
from billing.forms.simulating import ScenarioForm, SimulationForm
from billing.models import Contract
from billing.scenario_document import comparison_pdf
from billing.selectors import contracts
from billing.selectors import scenarios as kept_scenarios
from billing.services.scenarios import keep_scenario, remove_scenario, show_scenario
from billing.simulation import Simulation, as_it_stands, simulate
from billing.views.secretariat.finding import contract_for
from common.errors import DomainError
from web.problems import problems_of


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def simulation(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Assumptions left, what they would mean right. Nothing is stored; the address holds everything."""
    found = contract_for(request, contract_id)
    return _page(request, found, _form(request, found), ScenarioForm())


@require_POST
@secretariat_required
@requires(policies.can_keep_scenarios)
def keep(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """Keep what is on the page under a name."""
    found = contract_for(request, contract_id)
    form, name = _form(request, found), ScenarioForm(request.POST)
    if form.is_valid() and name.is_valid():
        try:
            keep_scenario(found.pk, name.cleaned_data["name"], form.what_if(), actor=request.actor)
        except DomainError as error:
            name.add_error("name", error.message)
        else:
            messages.success(request, "試算を保存しました。")
            return redirect("scenarios", contract_id=found.pk)
    return _page(request, found, form, name)


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def scenarios(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """All that were kept, and the chosen ones side by side."""
    found = contract_for(request, contract_id)
    kept, chosen = kept_scenarios.scenarios_of(found), _chosen(request)
    context = {
        "contract": found,
        "scenarios": [(each, SimulationForm.data_of(each.what_if).urlencode()) for each in kept],
        "comparison": kept_scenarios.compare(kept, chosen),
        "chosen": chosen,
        "query": request.GET.urlencode(),
        "may_keep": policies.can_keep_scenarios(request.actor),
    }
    return render(request, "billing/secretariat/scenarios.html", context)


@require_POST
@secretariat_required
@requires(policies.can_keep_scenarios)
def show(request: MemberRequest, contract_id: UUID, scenario_id: UUID) -> HttpResponse:
    """Show each city its own line."""
    found = _scenario_at(request, contract_id, scenario_id)
    try:
        told = show_scenario(scenario_id, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"{told}市町村に、自分の市町村の試算を見せました。")
    return redirect("scenarios", contract_id=found.pk)


@require_POST
@secretariat_required
@requires(policies.can_keep_scenarios)
def remove(request: MemberRequest, contract_id: UUID, scenario_id: UUID) -> HttpResponse:
    """Forget a what-if."""
    found = _scenario_at(request, contract_id, scenario_id)
    remove_scenario(scenario_id, actor=request.actor)
    messages.success(request, "試算を消しました。")
    return redirect("scenarios", contract_id=found.pk)


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def compared_workbook(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """The comparison as an Excel workbook."""
    found, comparison = _comparison(request, contract_id)
    content_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return _file(comparison_xlsx(comparison), content_type, f"試算の比較_{found.title}.xlsx")


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def compared_pdf(request: MemberRequest, contract_id: UUID) -> HttpResponse:
    """The comparison as a paper for the meeting."""
    found, comparison = _comparison(request, contract_id)
    return _file(comparison_pdf(comparison, found), "application/pdf", f"試算の比較_{found.title}.pdf")


def _form(request: MemberRequest, found: Contract) -> SimulationForm:
    sent = request.POST if request.method == "POST" else request.GET
    data = sent if "total_yen" in sent else SimulationForm.data_of(as_it_stands(found))
    return SimulationForm(data, figures=contracts.all_figures(), municipalities=contracts.municipalities())


def _page(request: MemberRequest, found: Contract, form: SimulationForm, name: ScenarioForm) -> HttpResponse:
    result: Simulation | None = None
    if form.is_valid():
        try:
            result = simulate(found, form.what_if())
        except CannotAllocate as error:
            form.add_error(None, error.message)
    faults = [*problems_of(form), *problems_of(name)]
    rows = result.rows if result else ()
    context = {
        "contract": found,
        "form": form,
        "name": name,
        "sent": [(field, value) for field, values in form.sent.lists() for value in values if field not in _NOT_KEPT],
        "result": result,
        "explained": request.GET.get("explain", ""),
        "query": _without_explanation(form.sent),
        "shares_chart": longest((row.name, f"{row.amount:,}", Fraction(row.amount)) for row in rows),
        "people_chart": longest(
            (row.name, row.per_person, Fraction(row.amount, row.population)) for row in rows if row.population
        ),
        "municipalities": form.municipalities,
        "problems": faults,
        "page_has_errors": bool(faults),
        "may_keep": policies.can_keep_scenarios(request.actor),
    }
    return render(request, "billing/secretariat/simulation.html", context, status=422 if faults else 200)


_NOT_KEPT = ("csrfmiddlewaretoken", "name", "explain")


def _without_explanation(sent: QueryDict) -> str:
    """The address of this what-if, with no share unfolded."""
    query = sent.copy()
    for name in _NOT_KEPT:
        query.pop(name, None)
    return query.urlencode()


def _chosen(request: MemberRequest) -> frozenset[int]:
    asked = (number for number in request.GET.getlist("with") if number.isascii() and number.isdecimal())
    return frozenset(int(number[:6]) for number in asked)


def _comparison(request: MemberRequest, contract_id: UUID) -> tuple[Contract, kept_scenarios.Comparison]:
    found = contract_for(request, contract_id)
    comparison = kept_scenarios.compare(kept_scenarios.scenarios_of(found), _chosen(request))
    if comparison is None:
        raise Http404
    return found, comparison


def _scenario_at(request: MemberRequest, contract_id: UUID, scenario_id: UUID) -> Contract:
    found = contract_for(request, contract_id)
    if kept_scenarios.scenario_of(found, scenario_id) is None:
        raise Http404
    return found


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name) or ""
    return HttpResponse(content, content_type=content_type, headers={"Content-Disposition": disposition})
