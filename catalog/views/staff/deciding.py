"""How applications for a procedure are decided: the words about appeals, who must agree; and who reads them."""

from uuid import UUID

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render

from accounts.access import requires, settings_required, staff_required
from accounts.requests import MemberRequest
from accounts.roles import Role
from accounts.selectors import holders_of
from catalog import policies
from catalog.appeal_notice import standard_notice
from catalog.approval_route import MOST_STEPS, Route, Step, route_of
from catalog.condition_words import when
from catalog.deciding_forms import ROLES, AppealNoticeForm, StepForm, ViewersForm
from catalog.selectors import city_form
from catalog.services import deciding
from catalog.views.staff.finding import carried_out, procedure_for
from shared_forms.language import FormDefinition
from tenants.context import current_municipality


@settings_required
@requires(policies.can_see_procedures)
def appeal_notice(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """What a rejection says about appeals (教示)."""
    row, city = procedure_for(request, procedure_id, policies.can_set_appeal_notice), current_municipality().name
    form = AppealNoticeForm(request.POST or None, initial=AppealNoticeForm.initial_of(row, city))
    if form.is_valid() and carried_out(
        request,
        lambda: deciding.set_appeal_notice(row.pk, **form.notice(), actor=request.actor),
        "教示を変えました。これからの却下に付きます。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form, "standard": standard_notice(city)}
    return render(request, "catalog/staff/appeal_notice.html", context, status=422 if form.errors else 200)


@staff_required
@requires(policies.can_see_procedures)
def approval_route(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Who agrees before an application is decided (決裁の流れ): steps are added at the end, moved up, taken away."""
    row = procedure_for(request, procedure_id, policies.can_set_approval_route)
    route, definition = route_of(row), city_form(row).definition
    changed = _moved(route, request.POST)
    people = holders_of([Role.APPROVER], [row.department_id])
    adds = request.method == "POST" and changed is None
    form = StepForm(request.POST if adds else None, people=people, definition=definition)
    if len(route) >= MOST_STEPS and adds:
        form.add_error(None, f"段は{MOST_STEPS}までです。")
    if adds and form.is_valid():
        changed = (*route, form.step())
    if changed is not None:
        carried_out(
            request,
            lambda: deciding.set_approval_route(row.pk, route=changed, actor=request.actor),
            "決裁の流れを変えました。これから起案するものに使います。",
        )
        return redirect("staff_approval_route", row.pk)
    context = {
        "procedure": row,
        "form": form,
        "steps": [(step, _who(step), _condition(definition, step)) for step in route],
    }
    return render(request, "catalog/staff/approval_route.html", context, status=422 if form.errors else 200)


@staff_required
@requires(policies.can_see_procedures)
def viewers(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Who reads the applications (閲覧制限)."""
    row = procedure_for(request, procedure_id, policies.can_set_viewers)
    departments = [row.department_id, *row.desks.get("departments", {}).values()]
    people = holders_of([Role.VIEWER, Role.PROCESSOR, Role.APPROVER], departments)
    form = ViewersForm(request.POST or None, people=people, procedure=row)
    if form.is_valid() and carried_out(
        request,
        lambda: deciding.set_viewers(row.pk, viewers=form.named(), actor=request.actor),
        "申請を見られる人を変えました。",
    ):
        return redirect("staff_procedure", row.pk)
    context = {"procedure": row, "form": form}
    return render(request, "catalog/staff/viewers.html", context, status=422 if form.errors else 200)


def _moved(route: Route, sent: QueryDict) -> Route | None:
    """The route after a step was taken away or moved up, by its place on the page; None when neither was asked."""
    places = {str(place): place for place in range(len(route))}
    if (place := places.get(sent.get("remove", ""))) is not None:
        return (*route[:place], *route[place + 1 :])
    if place := places.get(sent.get("up", "")):
        return (*route[: place - 1], route[place], route[place - 1], *route[place + 1 :])
    return None


def _who(step: Step) -> str:
    return ROLES[step.role] if step.role else step.person_name


def _condition(definition: FormDefinition, step: Step) -> str:
    return f"{when(definition, step.condition)}ときだけ" if step.condition else ""
