"""One municipality at the secretariat's desk: how it stands, closing its pages and opening them again, whom to call."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import SuspiciousOperation
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from common.errors import DomainError
from portal.municipality_forms import ContactForm, SuspensionForm
from portal.selectors import municipality as selectors
from tenants import policies
from tenants.models import Plan, State
from tenants.services import contacts, plans, suspension


@require_safe
@secretariat_required
@requires(policies.can_see_municipalities)
def municipality(request: MemberRequest, code: str) -> HttpResponse:
    """State, plan, contacts, the counts by month, and what happened."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    context = {
        "page": selectors.municipality_page(city),
        "may_manage": policies.can_manage_municipalities(request.actor),
        "may_suspend": policies.can_manage_municipalities(request.actor) and city.state == State.ACTIVE,
        "may_resume": policies.can_manage_municipalities(request.actor) and city.state == State.SUSPENDED,
    }
    return render(request, "portal/secretariat/municipality.html", context)


@secretariat_required
@requires(policies.can_manage_municipalities)
def suspend(request: MemberRequest, code: str) -> HttpResponse:
    """Say what will happen and what people will read, then close the pages."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    form = SuspensionForm(request.POST or None)
    if form.is_valid():
        try:
            suspension.suspend(code, **form.cleaned_data, actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{city.name}の利用を停止しました。数秒で、すべての画面がお知らせに変わります。")
            return redirect("municipality", code)
    context = {"city": city, "contacts": selectors.contacts_of(code), "form": form}
    return _form_page(request, "portal/secretariat/suspend.html", context)


@secretariat_required
@requires(policies.can_manage_municipalities)
def resume(request: MemberRequest, code: str) -> HttpResponse:
    """Ask, then open the pages again."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    refusal = ""
    if request.method == "POST":
        try:
            suspension.resume(code, actor=request.actor)
        except DomainError as error:
            refusal = error.message
        else:
            messages.success(request, f"{city.name}の利用を再開しました。数秒で、もとの画面にもどります。")
            return redirect("municipality", code)
    context = {"city": city, "refusal": refusal}
    return render(request, "portal/secretariat/resume.html", context, status=422 if refusal else 200)


@secretariat_required
@requires(policies.can_manage_municipalities)
def plan(request: MemberRequest, code: str) -> HttpResponse:
    """Show what the other plan would change, then change it."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    other = Plan.A if city.plan == Plan.B else Plan.B
    refusal = ""
    if request.method == "POST":
        try:
            plans.change_plan(code, plan=_plan_asked_for(request), actor=request.actor)
        except DomainError as error:
            refusal = error.message
        else:
            messages.success(request, f"{city.name}のプランを変えました。数秒で、市町村の画面も変わります。")
            return redirect("municipality", code)
    context = {"city": city, "other": other, "comparison": selectors.plan_comparison(city), "refusal": refusal}
    return render(request, "portal/secretariat/plan.html", context, status=422 if refusal else 200)


def _plan_asked_for(request: MemberRequest) -> Plan:
    """The plan on the button that was pressed, so that an old page cannot change it back."""
    try:
        return Plan(request.POST.get("plan", ""))
    except ValueError as error:
        raise SuspiciousOperation("no such plan") from error


@secretariat_required
@requires(policies.can_manage_municipalities)
def add_contact(request: MemberRequest, code: str) -> HttpResponse:
    """Add somebody to call."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    form = ContactForm(request.POST or None)
    if form.is_valid():
        contacts.add_contact(code, form.facts(), actor=request.actor)
        messages.success(request, "連絡先を登録しました。")
        return redirect("municipality", code)
    return _form_page(request, "portal/secretariat/contact.html", {"city": city, "form": form})


@secretariat_required
@requires(policies.can_manage_municipalities)
def contact(request: MemberRequest, code: str, contact_id: UUID) -> HttpResponse:
    """Change somebody to call."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    row = get_object_or_404(selectors.contacts_of(code), pk=contact_id)
    form = ContactForm(request.POST or None, initial=ContactForm.initial_of(row))
    if form.is_valid():
        contacts.change_contact(row.pk, form.facts(), actor=request.actor)
        messages.success(request, "連絡先を直しました。")
        return redirect("municipality", code)
    return _form_page(request, "portal/secretariat/contact.html", {"city": city, "contact": row, "form": form})


@secretariat_required
@requires(policies.can_manage_municipalities)
def remove_contact(request: MemberRequest, code: str, contact_id: UUID) -> HttpResponse:
    """Ask, then forget somebody."""
    city = get_object_or_404(selectors.municipalities(), code=code)
    row = get_object_or_404(selectors.contacts_of(code), pk=contact_id)
    if request.method == "POST":
        contacts.remove_contact(row.pk, actor=request.actor)
        messages.success(request, "連絡先を取り除きました。")
        return redirect("municipality", code)
    return render(request, "portal/secretariat/remove_contact.html", {"city": city, "contact": row})


def _form_page(request: MemberRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    wrong = bool(context["form"].errors)
    return render(request, template, {**context, "page_has_errors": wrong}, status=422 if wrong else 200)
