"""Figures of procedures (統計): what arrived, how long it took, where people stop. Charts, the same numbers as tables, files."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications import figure_files, policies
from applications.figure_charts import months_chart, pages_chart
from applications.periods import Period, period_of, periods
from applications.selectors.procedure_figures import by_month, by_page, by_procedure
from applications.tallies import Tally, total
from catalog.models import Procedure
from catalog.selectors import procedures_for_staff


@require_safe
@staff_required
@requires(policies.can_see_figures)
def overview(request: MemberRequest) -> HttpResponse:
    """Every procedure in which something happened, the busiest first."""
    period = _period(request)
    rows = _by_procedure(period)
    context = {**_choice(period), "rows": rows, "total": total(tally for _, tally in rows)}
    return render(request, "applications/staff/figures.html", context)


@require_safe
@staff_required
@requires(policies.can_see_figures)
def overview_file(request: MemberRequest) -> HttpResponse:
    """The same as CSV."""
    period = _period(request)
    return _csv(figure_files.procedures_csv(_by_procedure(period)), f"統計_{period.label}.csv")


@require_safe
@staff_required
@requires(policies.can_see_figures)
def procedure(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """One procedure, month by month and page by page."""
    period, row = _period(request), _procedure(procedure_id)
    months, forms = by_month(row, period), by_page(row, period)
    context = {
        **_choice(period),
        "procedure": row,
        "months": list(months.items()),
        "total": total(months.values()),
        "chart": months_chart(months),
        "forms": [(each, pages_chart(each.pages)) for each in forms],
    }
    return render(request, "applications/staff/procedure_figures.html", context)


@require_safe
@staff_required
@requires(policies.can_see_figures)
def months_file(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """One procedure's months as CSV."""
    period, row = _period(request), _procedure(procedure_id)
    return _csv(figure_files.months_csv(by_month(row, period)), f"統計_{row.title}_{period.label}.csv")


@require_safe
@staff_required
@requires(policies.can_see_figures)
def pages_file(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """One procedure's pages as CSV."""
    period, row = _period(request), _procedure(procedure_id)
    return _csv(figure_files.pages_csv(by_page(row, period)), f"ページ_{row.title}_{period.label}.csv")


def _period(request: HttpRequest) -> Period:
    return period_of(request.GET.get("period", ""), timezone.localdate())


def _choice(period: Period) -> dict[str, object]:
    return {"period": period, "periods": periods(timezone.localdate())}


def _procedure(procedure_id: UUID) -> Procedure:
    return get_object_or_404(procedures_for_staff(), pk=procedure_id)


def _by_procedure(period: Period) -> list[tuple[Procedure, Tally]]:
    tallies = by_procedure(period)
    rows = [(each, tallies[each.pk]) for each in procedures_for_staff() if each.pk in tallies]
    return sorted(rows, key=lambda row: -row[1].received)


def _csv(content: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": content_disposition_header(as_attachment=True, filename=name) or ""}
    return HttpResponse(content, content_type="text/csv; charset=utf-8", headers=headers)
