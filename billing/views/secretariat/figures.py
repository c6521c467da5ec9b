"""Base figures (基礎数値): their list, one set, and entering a set from a file."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from billing import policies
from billing.figures_file import MOST_BYTES, Fault, faults_in_words, read_figures
from billing.forms.deciding import FiguresForm
from billing.selectors import contracts as selectors
from billing.services.figures import enter_census, enter_figures
from common.errors import DomainError
from common.workbooks import workbook_file
from web.problems import problems_of


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def base_figures(request: MemberRequest) -> HttpResponse:
    """Every set, with its day and its origin."""
    context = {"rows": selectors.figures_rows(), "may_enter": policies.can_enter_figures(request.actor)}
    return render(request, "billing/secretariat/figures.html", context)


@require_GET
@secretariat_required
@requires(policies.can_see_contracts)
def figures_set(request: MemberRequest, figures_id: UUID) -> HttpResponse:
    """One set, municipality by municipality."""
    found = selectors.figures_named(figures_id)
    if found is None:
        raise Http404
    figures, rows = found
    context = {"figures": figures, "rows": rows, "total": sum(value for _, _, value in rows)}
    return render(request, "billing/secretariat/figures_set.html", context)


@require_http_methods(["GET", "POST"])
@secretariat_required
@requires(policies.can_enter_figures)
def enter(request: MemberRequest) -> HttpResponse:
    """Enter a set from a CSV or Excel file; all of it or, with every fault named by its cell, nothing."""
    form = FiguresForm(request.POST, request.FILES) if request.method == "POST" else FiguresForm()
    faults: tuple[Fault, ...] = ()
    if request.method == "POST" and form.is_valid():
        known = {city.code: city.name for city in selectors.municipalities()}
        file = form.cleaned_data["file"]
        read = read_figures(file.read(MOST_BYTES + 1), known=known)
        faults = read.faults
        if not faults:
            facts = {name: form.cleaned_data[name] for name in ("kind", "as_of", "origin")}
            try:
                made = enter_figures(**facts, values=read.values, actor=request.actor)
            except DomainError as error:
                form.add_error(None, error.message)
            else:
                messages.success(request, f"{len(read.values)}市町村の数値を登録しました。")
                return redirect("figures_set", figures_id=made.pk)
    problems = problems_of(form)
    context = {
        "form": form,
        "problems": problems,
        "faults": list(faults_in_words(faults)),
        "page_has_errors": bool(problems or faults),
    }
    status = 422 if problems or faults else 200
    return render(request, "billing/secretariat/figures_form.html", context, status=status)


@require_POST
@secretariat_required
@requires(policies.can_enter_figures)
def take_census(request: MemberRequest) -> HttpResponse:
    """Enter the census population that stands with the municipalities as a set of figures."""
    try:
        enter_census(actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, "令和2年国勢調査の人口を登録しました。")
    return redirect("base_figures")


@require_GET
@secretariat_required
@requires(policies.can_enter_figures)
def figures_template(request: MemberRequest) -> HttpResponse:
    """An empty table of all municipalities, to fill in with a spreadsheet program."""
    rows: list[list[str | int]] = [["団体コード", "市町村", "数値"]]
    rows += [[city.code, city.name, ""] for city in selectors.municipalities()]
    name = content_disposition_header(as_attachment=True, filename="基礎数値のひな形.xlsx") or ""
    return HttpResponse(
        workbook_file([("基礎数値", rows)]),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        headers={"Content-Disposition": name},
    )
