"""The shared forms at the secretariat's desk: which there are, who adopted which version, how each looks."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from catalog.previewing import preview_of
from portal.selectors import templates as selectors
from portal.selectors.offers import waiting_count
from shared_forms import selectors as shared_forms
from tenants import policies


@require_safe
@secretariat_required
@requires(policies.can_see_municipalities)
def templates(request: MemberRequest) -> HttpResponse:
    """Every shared form."""
    return render(
        request,
        "portal/secretariat/templates.html",
        {"lines": selectors.template_lines(), "waiting_offers": waiting_count()},
    )


@require_safe
@secretariat_required
@requires(policies.can_see_municipalities)
def template(request: MemberRequest, template_id: UUID) -> HttpResponse:
    """One shared form: versions, and the procedures that cities made of it."""
    row = get_object_or_404(selectors.templates(), pk=template_id)
    return render(request, "portal/secretariat/template.html", {"page": selectors.template_page(row)})


@require_safe
@secretariat_required
@requires(policies.can_see_municipalities)
def version(request: MemberRequest, version_id: UUID) -> HttpResponse:
    """One version as residents of a city that changed nothing would see it."""
    row = get_object_or_404(selectors.versions(), pk=version_id)
    preview = preview_of(shared_forms.definition_of(row.pk), request.GET.get("page"))
    if preview is None:
        raise Http404
    return render(request, "portal/secretariat/template_version.html", {"version": row, "preview": preview})
