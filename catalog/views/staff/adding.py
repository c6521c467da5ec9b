"""What only this city asks, and what only here is so."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.dataset_selectors import datasets
from catalog.element_settings import fact_operations
from catalog.forms import FactsForm
from catalog.services.customisation import customise
from catalog.views import form_editing
from catalog.views.staff.customising import CityDesk
from catalog.views.staff.finding import procedure_for
from common.errors import DomainError


@settings_required
@requires(policies.can_see_procedures)
def question(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Add a question of the city's own behind another one."""
    row = procedure_for(request, procedure_id, policies.can_customise)
    desk = CityDesk(row, request.actor)
    form = form_editing.add(request, desk, datasets())
    if isinstance(form, HttpResponse):
        return form
    context = {"procedure": row, "form": form, "desk": desk}
    return render(request, "catalog/staff/add_question.html", context, status=422 if form.errors else 200)


@settings_required
@requires(policies.can_see_procedures)
def page(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Add a page of the city's own behind another one."""
    row = procedure_for(request, procedure_id, policies.can_customise)
    desk = CityDesk(row, request.actor)
    form = form_editing.add_page(request, desk)
    if isinstance(form, HttpResponse):
        return form
    context = {"procedure": row, "form": form, "desk": desk}
    return render(request, "catalog/staff/add_page.html", context, status=422 if form.errors else 200)


@settings_required
@requires(policies.can_see_procedures)
def facts(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """Department, telephone, fee, period and the like, as the procedure's page says them."""
    row = procedure_for(request, procedure_id, policies.can_customise)
    city_form = selectors.city_form(row)
    form = FactsForm(request.POST or None, initial=FactsForm.initial_of(city_form.definition))
    if form.is_valid():
        try:
            customise(row.pk, fact_operations(city_form, form.cleaned_data), actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, "市の情報を保存しました。公開するまで、住民の画面は変わりません。")
            return redirect("staff_procedure", row.pk)
    template = FactsForm.initial_of(city_form.template)
    context = {"procedure": row, "form": form, "fields": [(field, template[field.name]) for field in form]}
    return render(request, "catalog/staff/facts.html", context, status=422 if form.errors else 200)
