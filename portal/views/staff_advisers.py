"""Advisers of the secretariat in a city: the city lets them in and sees what they did; they enter and leave."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts import advising
from accounts.access import requires, settings_required, staff_required
from accounts.policies import can_grant_access, is_adviser
from accounts.requests import MemberRequest
from accounts.services import advisers as services
from common.errors import DomainError
from portal.adviser_forms import GrantForm
from portal.selectors import advisers as selectors


@require_safe
@staff_required
@requires(can_grant_access)
def advisers(request: MemberRequest) -> HttpResponse:
    """Who was let in, until when, and what they did."""
    return render(request, "portal/staff/advisers.html", {"lines": selectors.grant_lines()})


@staff_required
@requires(can_grant_access)
def grant(request: MemberRequest) -> HttpResponse:
    """Let an adviser into the settings for some days."""
    form = GrantForm(request.POST or None, advisers=selectors.appointed(), initial={"days": 7})
    if form.is_valid():
        typed = form.cleaned_data
        try:
            row = services.grant_access(
                UUID(typed["adviser"]), days=typed["days"], reason=typed["reason"], actor=request.actor
            )
        except DomainError as error:
            form.add_error(None, error.message)
        else:
            messages.success(request, f"{row.adviser_name}さんに、設定への立ち入りを許可しました。")
            return redirect("staff_advisers")
    context = {"form": form, "page_has_errors": bool(form.errors), "has_advisers": selectors.appointed().exists()}
    return render(request, "portal/staff/grant_adviser.html", context, status=422 if form.errors else 200)


@staff_required
@requires(can_grant_access)
def end(request: MemberRequest, grant_id: UUID) -> HttpResponse:
    """Ask, then shut the adviser out."""
    row = get_object_or_404(selectors.grants(), pk=grant_id)
    if request.method == "POST":
        try:
            services.end_access(row.pk, actor=request.actor)
        except DomainError as error:
            messages.error(request, error.message)
        else:
            messages.success(request, f"{row.adviser_name}さんの立ち入りを終えました。")
        return redirect("staff_advisers")
    return render(request, "portal/staff/end_adviser.html", {"grant": row})


@never_cache
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """From the consortium's link. Opening it takes nothing: mail scanners and previews open links, and press nothing."""
    try:
        row = services.enter(token) if request.method == "POST" else services.check(token)
    except DomainError as error:
        return render(request, "portal/staff/adviser_is_out.html", {"refusal": error.message}, status=410)
    if request.method == "POST":
        advising.begin(request, row)
        return redirect(advising.HOME)
    return render(request, "portal/staff/enter_as_adviser.html", {"grant": row})


@settings_required
@requires(is_adviser)
def leave(request: MemberRequest) -> HttpResponse:
    """Ask, then go out; the grant stays as the city gave it."""
    if request.method == "POST":
        services.leave(UUID(request.actor.id))
        request.session.flush()
        return redirect("adviser_is_out")
    return render(request, "portal/staff/leave_as_adviser.html")


@require_safe
@never_cache
def out(request: HttpRequest) -> HttpResponse:
    """Where an adviser stands afterwards: they left, or the time was over."""
    return render(request, "portal/staff/adviser_is_out.html")
