"""Filters with names of their owner's."""

from dataclasses import replace
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, resolve_url
from django.views.decorators.http import require_POST

from accounts.access import requires, staff_required
from accounts.requests import MemberRequest
from applications.forms import ViewNameForm
from applications.policies import can_see_worklist
from applications.services import saved_views
from applications.views.staff.worklist_address import Asked
from common.errors import DomainError


@require_POST
@staff_required
@requires(can_see_worklist)
def keep(request: MemberRequest) -> HttpResponse:
    """Keep the filter in the address under a name. What was searched for stays out of it: it may be somebody's name."""
    asked, form = replace(Asked.read(request.GET), text="", after="", before=""), ViewNameForm(request.POST)
    query = asked.query() or "?"
    if not form.is_valid():
        messages.error(request, " ".join(map(str, form.errors["name"])))
        return redirect(resolve_url("staff_home") + query)
    try:
        saved_views.keep(form.cleaned_data["name"], query, actor=request.actor)
    except DomainError as error:
        messages.error(request, error.message)
    else:
        messages.success(request, f"「{form.cleaned_data['name']}」を一覧の上に残しました。")
    return redirect(resolve_url("staff_home") + query)


@require_POST
@staff_required
@requires(can_see_worklist)
def forget(request: MemberRequest, view_id: UUID) -> HttpResponse:
    """Take the name away again."""
    saved_views.forget(view_id, actor=request.actor)
    messages.success(request, "見かたを消しました。")
    return redirect("staff_home")
