"""The forms that all cities share: look through them, try one, adopt it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from accounts.access import requires, settings_required, staff_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.forms import AdoptForm, OfferForm
from catalog.limits import procedure_limit
from catalog.previewing import preview_of
from catalog.services.adoption import adopt as adopt_template
from catalog.services.offering import offer as offer_form
from catalog.views.staff.finding import carried_out, procedure_for
from catalog.views.trying_out import tried
from common.actor import Actor
from common.errors import DomainError
from shared_forms import selectors as shared_forms
from shared_forms.models import TemplateVersion


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def templates(request: MemberRequest) -> HttpResponse:
    """What could be adopted, and what has been."""
    adopted = selectors.adopted_procedures()
    offers = [
        (version, shared_forms.definition_of(version.pk), adopted.get(version.template_id, []))
        for version in shared_forms.latest_versions()
    ]
    context = {
        "new": [offer for offer in offers if not offer[2]],
        "adopted": [offer for offer in offers if offer[2]],
        "may_adopt": policies.can_adopt(request.actor),
    }
    return render(request, "catalog/staff/templates.html", context)


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def template(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """A version of a shared form as residents would see it; only the latest can be adopted."""
    version = get_object_or_404(shared_forms.versions(), pk=version_id)
    preview = preview_of(shared_forms.definition_of(version.pk), request.GET.get("page"))
    if preview is None:
        raise Http404
    is_latest = shared_forms.latest_version(version.template_id).pk == version.pk
    context = {
        "version": version,
        "preview": preview,
        "may_adopt": is_latest and policies.can_adopt(request.actor),
        "at_once": _at_once(version, request.actor) if is_latest and policies.can_adopt(request.actor) else None,
    }
    return render(request, "catalog/staff/template.html", context)


@settings_required
@requires(policies.can_see_procedures)
def try_out(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Fill a shared form in as a resident would, before anybody adopts it; nothing is kept."""
    version = get_object_or_404(shared_forms.versions(), pk=version_id)
    shown = tried(
        request,
        shared_forms.definition_of(version.pk),
        title=version.template.title,
        address=reverse("staff_try_template", args=[version.pk]),
        leave=reverse("staff_template", args=[version.pk]),
    )
    status = 422 if shown["trial"].has_errors else 200
    return render(request, "catalog/staff/try_out.html", shown, status=status)


@settings_required
@requires(policies.can_adopt)
def adopt(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Choose department and address, and take the form over."""
    version = _version(version_id)
    form = AdoptForm(
        request.POST or None, initial={"slug": selectors.free_address(version.template.slug)}, actor=request.actor
    )
    if form.is_valid():
        department, slug = form.cleaned_data["department"], form.cleaned_data["slug"]
        try:
            procedure = adopt_template(version.pk, slug=slug, department_id=department.pk, actor=request.actor)
        except DomainError as error:
            form.add_error("slug", error.message)
        else:
            messages.success(request, f"「{procedure.title}」を採用しました。市のことばに直して、公開してください。")
            return redirect("staff_procedure", procedure.pk)
    context = {"version": version, "form": form, "limit": procedure_limit()}
    return render(request, "catalog/staff/adopt.html", context, status=422 if form.errors else 200)


@staff_required
@requires(policies.can_see_procedures)
def offer(request: MemberRequest, procedure_id: UUID) -> HttpResponse:
    """What all others would get of the city's form, and offer it."""
    row = procedure_for(request, procedure_id, policies.can_offer)
    form = OfferForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and carried_out(
        request,
        lambda: offer_form(row.pk, note=form.cleaned_data["note"], actor=request.actor),
        "事務局に提供しました。返事は、メールで届きます。",
    ):
        return redirect("staff_offer", row.pk)
    context = {
        "procedure": row,
        "form": form,
        "offer": selectors.form_to_offer(row),
        "offers": selectors.offers_of(row),
    }
    return render(request, "catalog/staff/offer.html", context, status=422 if form.errors else 200)


def _at_once(version: TemplateVersion, actor: Actor) -> dict[str, str] | None:
    """What adopts a form at one press, for somebody of one department; None when there is something to choose."""
    departments = list(selectors.departments_within_reach(actor)[:2])
    if len(departments) != 1:
        return None
    return {"slug": selectors.free_address(version.template.slug), "department": str(departments[0].pk)}


def _version(version_id: UUID) -> TemplateVersion:
    return get_object_or_404(shared_forms.latest_versions(), pk=version_id)
