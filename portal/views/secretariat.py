"""The secretariat's desk: its municipalities, and asking for another one."""

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.access import secretariat_required
from accounts.requests import MemberRequest
from common.errors import DomainError
from portal.forms import MunicipalityRequestForm
from portal.selectors import secretariat as selectors
from tenants import policies
from tenants.models import Plan
from tenants.services.requests import request_municipality


@secretariat_required
def overview(request: MemberRequest) -> HttpResponse:
    """Every municipality with the numbers that matter, and what needs attention."""
    chosen = {name: request.GET.get(name, "") for name in ("q", "plan", "size", "order")}
    page = selectors.overview(
        search=chosen["q"], plan=chosen["plan"], size=chosen["size"], order=chosen["order"] or "code"
    )
    context = {
        "page": page,
        "chosen": chosen,
        "plans": Plan.choices,
        "sizes": [(key, label) for key, (label, _) in selectors.SIZES.items()],
        "orders": selectors.ORDERS.items(),
        "requests": selectors.open_requests(),
        "may_request": policies.can_request_municipality(request.actor),
    }
    return render(request, "portal/secretariat/overview.html", context)


@secretariat_required
def new_municipality(request: MemberRequest) -> HttpResponse:
    """Ask for one more municipality."""
    form = MunicipalityRequestForm(request.POST or None)
    if form.is_valid():
        try:
            wish = request_municipality(form.record, plan=Plan(form.cleaned_data["plan"]), actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            return redirect("municipality_request", code=wish.code)
    context = {
        "form": form,
        "page_has_errors": bool(form.errors),
        "may_request": policies.can_request_municipality(request.actor),
    }
    return render(request, "portal/secretariat/new_municipality.html", context, status=422 if form.errors else 200)


@secretariat_required
def municipality_request(request: MemberRequest, code: str) -> HttpResponse:
    """Watch a municipality arrive: the page asks again by itself until it is there."""
    wish = selectors.request_by_code(code)
    if wish is None:
        return redirect("secretariat_home")
    on_its_way = wish.state in (wish.State.WAITING, wish.State.RUNNING)
    context = {"wish": wish, "on_its_way": on_its_way, "address": selectors.address_of(wish.record["slug"])}
    response = render(request, "portal/secretariat/municipality_request.html", context)
    if on_its_way:
        response["Refresh"] = "2"
    return response
