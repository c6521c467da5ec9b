"""What the city's plan includes, and whom to ask for more."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from accounts.access import requires, settings_required
from accounts.requests import MemberRequest
from catalog import policies
from catalog.limits import procedure_limit
from tenants.entitlements import ENTITLEMENTS, Feature, entitled


@require_safe
@settings_required
@requires(policies.can_see_procedures)
def plan(request: MemberRequest) -> HttpResponse:
    """The plan, feature by feature."""
    context = {
        "plan": request.municipality.plan,
        "limit": procedure_limit(),
        "features": [(feature.label, entitled(request.municipality, feature)) for feature in Feature],
        "is_everything": ENTITLEMENTS[request.municipality.plan].features == frozenset(Feature),
    }
    return render(request, "catalog/staff/plan.html", context)
