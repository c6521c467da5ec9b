"""The forms that all cities share: look through them, try one, adopt it."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies, selectors
from catalog.forms import AdoptForm
from catalog.limits import procedure_limit
from catalog.previewing import preview_of
from catalog.services.adoption import adopt as adopt_template
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
    }
    return render(request, "catalog/staff/template.html", context)


@settings_required
@requires(policies.can_adopt)
def adopt(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """Choose department and address, and take the form over."""
    version = _version(version_id)
    form = AdoptForm(request.POST or None, initial={"slug": version.template.slug}, actor=request.actor)
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


def _version(version_id: UUID) -> TemplateVersion:
    return get_object_or_404(shared_forms.latest_versions(), pk=version_id)
