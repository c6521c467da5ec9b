"""Advisers at the secretariat's desk: who they are, which cities let them in, and the way there."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.access import requires, secretariat_required
from accounts.requests import MemberRequest
from common.errors import DomainError
from portal.adviser_forms import AppointmentForm
from portal.selectors import advisers as selectors
from portal.selectors.secretariat import address_of
from tenants import policies
from tenants.hand_over import GOOD_FOR_SECONDS
from tenants.services import advisers as services


@require_safe
@secretariat_required
@requires(policies.can_see_advisers)
def advisers(request: MemberRequest) -> HttpResponse:
    """One's own way into cities first, then who advises and where."""
    accesses = list(selectors.open_accesses())
    context = {
        "advisers": selectors.appointed(),
        "own": [access for access in accesses if str(access.adviser.person_id) == request.actor.id],
        "accesses": accesses,
        "may_appoint": policies.can_appoint_advisers(request.actor),
    }
    return render(request, "portal/secretariat/advisers.html", context)


@secretariat_required
@requires(policies.can_appoint_advisers)
def appoint(request: MemberRequest) -> HttpResponse:
    """Choose somebody whom cities may let in."""
    form = AppointmentForm(request.POST or None, people=selectors.to_appoint())
    if form.is_valid():
        try:
            adviser = services.appoint(**form.facts(), actor=request.actor)
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(
                request, f"{adviser.name}さんを、アドバイザーに任命しました。市町村が選べるようになりました。"
            )
            return redirect("advisers")
    context = {"form": form, "page_has_errors": bool(form.errors)}
    return render(request, "portal/secretariat/appoint_adviser.html", context, status=422 if form.errors else 200)


@secretariat_required
@requires(policies.can_appoint_advisers)
def dismiss(request: MemberRequest, adviser_id: UUID) -> HttpResponse:
    """Ask, then end it everywhere."""
    adviser = get_object_or_404(selectors.appointed(), pk=adviser_id)
    if request.method == "POST":
        services.dismiss(adviser.pk, actor=request.actor)
        messages.success(request, f"{adviser.name}さんの、アドバイザーの任を解きました。")
        return redirect("advisers")
    return render(request, "portal/secretariat/dismiss_adviser.html", {"adviser": adviser})


@require_POST
@secretariat_required
@requires(policies.can_see_advisers)
def enter(request: MemberRequest, access_id: UUID) -> HttpResponse:
    """The link into one city. A page and not a redirect: the form's answer may not lead to another host (CSP form-action)."""
    try:
        access, secret = services.hand_over_to(access_id, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
        return redirect("advisers")
    path = reverse("enter_as_adviser", args=[secret], urlconf=settings.ROOT_URLCONF)
    context = {
        "access": access,
        "address": address_of(access.municipality.slug).rstrip("/") + path,
        "seconds": GOOD_FOR_SECONDS,
    }
    return render(request, "portal/secretariat/enter_city.html", context)
